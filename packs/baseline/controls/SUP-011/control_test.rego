package bylaw.controls.sup_011_test

import data.bylaw.controls.sup_011

_good := {"subject": {"kind": "pipeline", "name": "code"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "pipeline": {"secrets": [], "prompts": [{"path": "prompts/system.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "secret_hits": 0, "injection_hits": 0}]}}

test_what_keeps_the_rule_passes if {
	sup_011.applies with input as _good
	count(sup_011.findings) == 0 with input as _good
}

test_a_secret_is_found if sup_011.findings == {{"actual": "aws-key", "expected": "no secret", "fields": ["pipeline.secrets"], "file": "a.py", "line": 7, "message": "code: a.py holds a secret (aws-key)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/secrets", "value": [{"rule": "aws-key", "path": "a.py", "line": 7}]}])

test_a_secret_that_works_is_found if sup_011.findings == {{"actual": "aws-key", "expected": "no secret", "fields": ["pipeline.secrets"], "file": "a.py", "line": 1, "message": "code: a.py holds a secret (aws-key, and it works)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/secrets", "value": [{"rule": "aws-key", "path": "a.py", "verified": true}]}])

test_a_false_alarm_with_a_reason_is_in_order if count(sup_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/secrets", "value": [{"rule": "aws-key", "path": "a.py", "ignored_because": "test value"}]}])

test_a_secret_that_works_is_no_false_alarm if sup_011.findings == {{"actual": "aws-key", "expected": "no secret", "fields": ["pipeline.secrets"], "file": "a.py", "line": 1, "message": "code: a.py holds a secret (aws-key, and it works)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/secrets", "value": [{"rule": "aws-key", "path": "a.py", "verified": true, "ignored_because": "test value"}]}])

test_an_empty_reason_is_none if sup_011.findings == {{"actual": "aws-key", "expected": "no secret", "fields": ["pipeline.secrets"], "file": "a.py", "line": 1, "message": "code: a.py holds a secret (aws-key)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/secrets", "value": [{"rule": "aws-key", "path": "a.py", "ignored_because": ""}]}])

test_a_secret_in_a_prompt_is_found if sup_011.findings == {{"actual": "1", "expected": "0", "fields": ["pipeline.prompts"], "file": "prompts/system.md", "message": "code: prompt prompts/system.md holds 1 secrets"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/secret_hits", "value": 1}])

test_a_search_of_parts_is_found if sup_011.findings == {{"actual": "not all", "expected": "all files", "fields": ["pipeline.secrets"], "message": "code: parts of it could not be searched for secrets"}} with input as json.patch(_good, [{"op": "replace", "path": "/complete", "value": false}])

test_without_pipeline_secrets_the_rule_applies_and_asks_for_it if {
	sup_011.applies with input as json.remove(_good, ["pipeline/secrets"])
	"pipeline.secrets" in sup_011.required with input as json.remove(_good, ["pipeline/secrets"])
}
