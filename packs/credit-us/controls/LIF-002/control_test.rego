package bylaw.controls.lif_002_test

import data.bylaw.controls.lif_002

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "status": "production", "sunset_at": "2027-01-01"}}

test_what_keeps_the_rule_passes if {
	lif_002.applies with input as _good
	count(lif_002.findings) == 0 with input as _good
}

test_a_model_past_its_day_is_found if {
	lif_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/sunset_at", "value": "2026-11-22"}])
	lif_002.findings == {{"actual": "production", "expected": "not served", "fields": ["model.sunset_at", "model.status"], "message": "model gbm was to be out of production by 2026-11-22"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/sunset_at", "value": "2026-11-22"}])
}

test_the_day_itself_is_in_time if {
	lif_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/sunset_at", "value": "2026-11-23"}])
	count(lif_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/sunset_at", "value": "2026-11-23"}])
}

test_without_model_sunset_at_the_rule_applies_and_asks_for_it if {
	lif_002.applies with input as json.remove(_good, ["model/sunset_at"])
	"model.sunset_at" in lif_002.required with input as json.remove(_good, ["model/sunset_at"])
}

test_a_retired_model_is_not_concerned if not lif_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/status", "value": "retired"}])
