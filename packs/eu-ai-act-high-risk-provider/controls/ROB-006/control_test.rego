package bylaw.controls.rob_006_test

import data.bylaw.controls.rob_006

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "input_schema_ref": "model/MLmodel#signature", "fallback_ref": "docs/fallback.md"}}

test_what_keeps_the_rule_passes if {
	rob_006.applies with input as _good
	count(rob_006.findings) == 0 with input as _good
}

test_an_empty_schema_is_found if rob_006.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["model.input_schema_ref"], "message": "model gbm links an empty input_schema_ref"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/input_schema_ref", "value": ""}])

test_an_empty_fallback_is_found if rob_006.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["model.fallback_ref"], "message": "model gbm links an empty fallback_ref"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/fallback_ref", "value": " "}])

test_without_model_input_schema_ref_the_rule_applies_and_asks_for_it if {
	rob_006.applies with input as json.remove(_good, ["model/input_schema_ref"])
	"model.input_schema_ref" in rob_006.required with input as json.remove(_good, ["model/input_schema_ref"])
}

test_without_model_fallback_ref_the_rule_applies_and_asks_for_it if {
	rob_006.applies with input as json.remove(_good, ["model/fallback_ref"])
	"model.fallback_ref" in rob_006.required with input as json.remove(_good, ["model/fallback_ref"])
}
