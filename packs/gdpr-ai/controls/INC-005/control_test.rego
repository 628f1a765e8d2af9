package bylaw.controls.inc_005_test

import data.bylaw.controls.inc_005

_good := {"subject": {"kind": "incident", "name": "incidents"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "monitor", "environment": "prod"}, "complete": true, "incident": {"items": [{"id": "I1", "severity": "serious", "kind": "personal_data_breach", "aware_at": "2026-11-01T10:00:00Z", "reported_at": "2026-11-04T10:00:00Z", "model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "status": "open"}, {"id": "I2", "severity": "serious", "kind": "general", "aware_at": "2026-11-01T10:00:00Z", "reported_at": null, "model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "status": "open"}]}, "params": {"max_hours": 72}, "limits": {"max_hours": "statutory: GDPR 33(1)"}}

test_what_keeps_the_rule_passes if {
	inc_005.applies with input as _good
	count(inc_005.findings) == 0 with input as _good
}

test_a_late_report_is_found if inc_005.findings == {{"actual": "2026-11-04T10:00:01Z", "expected": "within 72 hours", "fields": ["incident.items"], "message": "incidents: breach I1 was to be reported within 72 hours (statutory: GDPR 33(1)) and was on 2026-11-04T10:00:01Z"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-04T10:00:01Z"}])

test_a_breach_that_nobody_reported_is_found if inc_005.findings == {{"actual": null, "expected": "within 72 hours", "fields": ["incident.items"], "message": "incidents: breach I1 was to be reported within 72 hours (statutory: GDPR 33(1)) and is not"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}])

test_a_fresh_breach_still_has_time if count(inc_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-22T00:00:00Z"}, {"op": "replace", "path": "/incident/items/0/reported_at", "value": null}])

test_without_incident_items_the_rule_applies_and_asks_for_it if {
	inc_005.applies with input as json.remove(_good, ["incident/items"])
	"incident.items" in inc_005.required with input as json.remove(_good, ["incident/items"])
}
