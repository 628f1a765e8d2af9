package bylaw.controls.prv_007_test

import data.bylaw.controls.prv_007

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true, "columns": [{"name": "income", "pii": []}, {"name": "mail", "pii": ["EMAIL"], "reason": "contact"}, {"name": "sex", "pii": ["SEX"], "protected": true}, {"name": "age", "pii": ["AGE"]}]}, "all": {"model": [{"id": "gbm", "features": [{"name": "income"}, {"name": "Age"}]}]}}

test_what_keeps_the_rule_passes if {
	prv_007.applies with input as _good
	count(prv_007.findings) == 0 with input as _good
}

test_a_column_that_nobody_uses_is_found if {
	prv_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/3/name", "value": "birthday"}])
	prv_007.findings == {{"actual": "none of them", "expected": "a feature, a target, an attribute of fairness, or a reason", "fields": ["dataset.columns", "model.features"], "message": "dataset applicants: column birthday holds personal data (AGE), no model uses it, and no reason is stated"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/3/name", "value": "birthday"}])
}

test_an_empty_reason_is_none if {
	prv_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/1/reason", "value": ""}])
	prv_007.findings == {{"actual": "none of them", "expected": "a feature, a target, an attribute of fairness, or a reason", "fields": ["dataset.columns", "model.features"], "message": "dataset applicants: column mail holds personal data (EMAIL), no model uses it, and no reason is stated"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/1/reason", "value": ""}])
}

test_the_target_is_used if {
	prv_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/3/name", "value": "Defaulted"}, {"op": "add", "path": "/all/model/0/target", "value": "defaulted"}])
	count(prv_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/3/name", "value": "Defaulted"}, {"op": "add", "path": "/all/model/0/target", "value": "defaulted"}])
}

test_a_column_without_personal_data_may_lie_idle if {
	prv_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/0/name", "value": "note"}])
	count(prv_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/columns/0/name", "value": "note"}])
}

test_without_dataset_columns_the_rule_applies_and_asks_for_it if {
	prv_007.applies with input as json.remove(_good, ["dataset/columns"])
	"dataset.columns" in prv_007.required with input as json.remove(_good, ["dataset/columns"])
}

test_data_without_persons_is_not_concerned if not prv_007.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/personal_data", "value": false}])
