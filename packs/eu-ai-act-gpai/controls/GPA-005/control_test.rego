package bylaw.controls.gpa_005_test

import data.bylaw.controls.gpa_005

_good := {"subject": {"kind": "gpai", "name": "base"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "gpai": {"provider": true, "compute_flop": 2e+25, "threshold_known_at": "2026-01-01", "notified_at": "2026-01-15"}, "params": {"threshold_flop": 1e+25, "max_days": 14}, "limits": {"threshold_flop": "statutory: AI Act 51(2)", "max_days": "statutory: AI Act 52(1): two weeks"}}

test_what_keeps_the_rule_passes if {
	gpa_005.applies with input as _good
	count(gpa_005.findings) == 0 with input as _good
}

test_a_model_that_was_not_notified_is_found if {
	gpa_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/gpai/notified_at"}])
	gpa_005.findings == {{"actual": "none", "expected": "a notification", "fields": ["gpai.compute_flop", "gpai.notified_at"], "message": "model base: 2e+25 operations >= 1e+25 (statutory: AI Act 51(2)) and no notification was sent"}} with input as json.patch(_good, [{"op": "remove", "path": "/gpai/notified_at"}])
}

test_one_of_unknown_day_is_found if {
	gpa_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/gpai/notified_at"}, {"op": "remove", "path": "/gpai/threshold_known_at"}])
	gpa_005.findings == {{"actual": "none", "expected": "a notification", "fields": ["gpai.compute_flop", "gpai.notified_at"], "message": "model base: 2e+25 operations >= 1e+25 (statutory: AI Act 51(2)) and no notification was sent"}} with input as json.patch(_good, [{"op": "remove", "path": "/gpai/notified_at"}, {"op": "remove", "path": "/gpai/threshold_known_at"}])
}

test_within_two_weeks_there_is_time if {
	gpa_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/gpai/notified_at"}, {"op": "replace", "path": "/gpai/threshold_known_at", "value": "2026-11-09"}])
	count(gpa_005.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/gpai/notified_at"}, {"op": "replace", "path": "/gpai/threshold_known_at", "value": "2026-11-09"}])
}

test_a_late_notification_is_found if {
	gpa_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/notified_at", "value": "2026-01-16"}])
	gpa_005.findings == {{"actual": "2026-01-16", "expected": "within 14 days", "fields": ["gpai.threshold_known_at", "gpai.notified_at"], "message": "model base was notified on 2026-01-16, later than 14 days after 2026-01-01 (statutory: AI Act 52(1): two weeks)"}} with input as json.patch(_good, [{"op": "replace", "path": "/gpai/notified_at", "value": "2026-01-16"}])
}

test_the_threshold_itself_counts if {
	gpa_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/compute_flop", "value": 1e+25}, {"op": "remove", "path": "/gpai/notified_at"}])
	gpa_005.findings == {{"actual": "none", "expected": "a notification", "fields": ["gpai.compute_flop", "gpai.notified_at"], "message": "model base: 1e+25 operations >= 1e+25 (statutory: AI Act 51(2)) and no notification was sent"}} with input as json.patch(_good, [{"op": "replace", "path": "/gpai/compute_flop", "value": 1e+25}, {"op": "remove", "path": "/gpai/notified_at"}])
}

test_a_smaller_model_needs_none if {
	gpa_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/compute_flop", "value": 9.9e+24}, {"op": "remove", "path": "/gpai/notified_at"}])
	count(gpa_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/gpai/compute_flop", "value": 9.9e+24}, {"op": "remove", "path": "/gpai/notified_at"}])
}

test_without_gpai_compute_flop_the_rule_applies_and_asks_for_it if {
	gpa_005.applies with input as json.remove(_good, ["gpai/compute_flop"])
	"gpai.compute_flop" in gpa_005.required with input as json.remove(_good, ["gpai/compute_flop"])
}

test_who_is_no_provider_is_not_concerned if not gpa_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/provider", "value": false}])
