package bylaw.controls.apr_010_test

import data.bylaw.controls.apr_010

_good := {"subject": {"kind": "pipeline", "name": "code"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "pipeline": {"repo_protection": {"required_reviews": 1, "codeowners_cover_policies": true, "force_push_blocked": true}, "policy_bundle": {"sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "signed": true, "signer": "release"}}}

test_what_keeps_the_rule_passes if {
	apr_010.applies with input as _good
	count(apr_010.findings) == 0 with input as _good
}

test_no_review_is_found if apr_010.findings == {{"actual": "0", "expected": "at least 1", "fields": ["pipeline.repo_protection"], "message": "code: the default branch asks for 0 reviews < 1"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/repo_protection/required_reviews", "value": 0}])

test_an_unknown_number_of_reviews_is_found if apr_010.findings == {{"actual": "nothing", "expected": "at least 1", "fields": ["pipeline.repo_protection"], "message": "code: the default branch asks for no reviews < 1"}} with input as json.patch(_good, [{"op": "remove", "path": "/pipeline/repo_protection/required_reviews"}])

test_policies_without_owners_are_found if apr_010.findings == {{"actual": "not covered", "expected": "covered", "fields": ["pipeline.repo_protection"], "message": "code: code owners do not cover policies, manifests and waivers"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/repo_protection/codeowners_cover_policies", "value": false}])

test_a_branch_that_can_be_pushed_over_is_found if apr_010.findings == {{"actual": "allowed", "expected": "blocked", "fields": ["pipeline.repo_protection"], "message": "code: the default branch can be pushed over"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/repo_protection/force_push_blocked", "value": false}])

test_an_unsigned_bundle_is_found if apr_010.findings == {{"actual": "not signed", "expected": "signed", "fields": ["pipeline.policy_bundle"], "message": "code: the policy bundle in use is not signed"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/policy_bundle/signed", "value": false}])

test_without_pipeline_repo_protection_the_rule_applies_and_asks_for_it if {
	apr_010.applies with input as json.remove(_good, ["pipeline/repo_protection"])
	"pipeline.repo_protection" in apr_010.required with input as json.remove(_good, ["pipeline/repo_protection"])
}

test_without_pipeline_policy_bundle_the_rule_applies_and_asks_for_it if {
	apr_010.applies with input as json.remove(_good, ["pipeline/policy_bundle"])
	"pipeline.policy_bundle" in apr_010.required with input as json.remove(_good, ["pipeline/policy_bundle"])
}
