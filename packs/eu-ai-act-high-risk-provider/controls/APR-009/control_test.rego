package bylaw.controls.apr_009_test

import data.bylaw.controls.apr_009

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "rollback": {"version": "2"}}, "all": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}, {"id": "old", "version": "2", "status": "approved"}]}}

test_what_keeps_the_rule_passes if {
	apr_009.applies with input as _good
	count(apr_009.findings) == 0 with input as _good
}

test_the_version_in_use_is_no_way_back if apr_009.findings == {{"actual": "2", "expected": "an earlier version", "fields": ["system.rollback.version", "model.status"], "message": "system loan-score: the rollback version 2 is the one in use"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/model/1/status", "value": "production"}])

test_a_retired_version_is_no_way_back if apr_009.findings == {{"actual": "retired", "expected": "a version that passed its gate", "fields": ["system.rollback.version", "model.status"], "message": "system loan-score: the rollback version 2 is retired"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/model/1/status", "value": "retired"}])

test_a_candidate_is_no_way_back if apr_009.findings == {{"actual": "candidate", "expected": "a version that passed its gate", "fields": ["system.rollback.version", "model.status"], "message": "system loan-score: the rollback version 2 is candidate"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/model/1/status", "value": "candidate"}])

test_a_number_is_the_same_version if apr_009.findings == {{"actual": "retired", "expected": "a version that passed its gate", "fields": ["system.rollback.version", "model.status"], "message": "system loan-score: the rollback version 2 is retired"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/rollback/version", "value": 2}, {"op": "replace", "path": "/all/model/1/status", "value": "retired"}])

test_an_empty_version_is_found if apr_009.findings == {{"actual": "nothing", "expected": "a version", "fields": ["system.rollback.version"], "message": "system loan-score names no rollback version"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/rollback/version", "value": ""}])

test_without_system_rollback_version_the_rule_applies_and_asks_for_it if {
	apr_009.applies with input as json.remove(_good, ["system/rollback/version"])
	"system.rollback.version" in apr_009.required with input as json.remove(_good, ["system/rollback/version"])
}
