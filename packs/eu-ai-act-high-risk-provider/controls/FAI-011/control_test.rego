package bylaw.controls.fai_011_test

import data.bylaw.controls.fai_011

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "features": [{"name": "income", "proxy_score": 0.1}, {"name": "region", "proxy_score": 0.3}]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "params": {"max_association": 0.5}, "limits": {"max_association": "convention: above 0.5 is usually called strong"}}

test_what_keeps_the_rule_passes if {
	fai_011.applies with input as _good
	count(fai_011.findings) == 0 with input as _good
}

test_a_proxy_is_found if {
	fai_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1/proxy_score", "value": 0.61}])
	fai_011.findings == {{"actual": "0.61", "expected": "at most 0.5, or a reason", "fields": ["model.features"], "message": "model gbm: feature region is associated with a protected attribute at 0.61 > 0.5 (convention: above 0.5 is usually called strong) and no reason is written"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1/proxy_score", "value": 0.61}])
	count(fai_011.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1/proxy_score", "value": 0.61}])
}

test_the_limit_itself_passes if {
	fai_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1/proxy_score", "value": 0.5}])
	count(fai_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1/proxy_score", "value": 0.5}])
	count(fai_011.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1/proxy_score", "value": 0.5}])
}

test_a_reason_answers if {
	fai_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1/proxy_score", "value": 0.61}, {"op": "add", "path": "/model/features/1/reason", "value": "docs/region.md"}])
	count(fai_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1/proxy_score", "value": 0.61}, {"op": "add", "path": "/model/features/1/reason", "value": "docs/region.md"}])
	count(fai_011.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1/proxy_score", "value": 0.61}, {"op": "add", "path": "/model/features/1/reason", "value": "docs/region.md"}])
}

test_a_feature_that_nobody_measured_is_inconclusive if {
	fai_011.applies with input as json.patch(_good, [{"op": "remove", "path": "/model/features/1/proxy_score"}])
	count(fai_011.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/model/features/1/proxy_score"}])
	fai_011.inconclusive == {{"actual": "nothing", "expected": "proxy_score", "fields": ["model.features"], "message": "model gbm: for feature region no association with protected attributes was measured"}} with input as json.patch(_good, [{"op": "remove", "path": "/model/features/1/proxy_score"}])
}

test_a_protected_feature_is_another_matter if {
	fai_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1", "value": {"name": "sex", "protected": true}}])
	count(fai_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1", "value": {"name": "sex", "protected": true}}])
	count(fai_011.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/features/1", "value": {"name": "sex", "protected": true}}])
}

test_without_model_features_the_rule_applies_and_asks_for_it if {
	fai_011.applies with input as json.remove(_good, ["model/features"])
	"model.features" in fai_011.required with input as json.remove(_good, ["model/features"])
}

test_a_system_that_affects_nobody_is_not_concerned if not fai_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}])
