package bylaw.controls.inc_004_test

import data.bylaw.controls.inc_004

_good := {"subject": {"kind": "incident", "name": "incidents"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "monitor", "environment": "prod"}, "complete": true, "incident": {"items": [{"id": "I1", "severity": "serious", "kind": "general", "aware_at": "2026-11-01T10:00:00Z", "reported_at": "2026-11-10T10:00:00Z", "model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "status": "open", "artefact_hold": true}, {"id": "I2", "severity": "minor", "kind": "general", "aware_at": "2026-11-01T10:00:00Z", "reported_at": "2026-11-10T10:00:00Z", "model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "status": "open"}, {"id": "I3", "severity": "serious", "kind": "general", "aware_at": "2026-11-01T10:00:00Z", "reported_at": "2026-11-10T10:00:00Z", "model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "status": "closed"}]}}

test_what_keeps_the_rule_passes if {
	inc_004.applies with input as _good
	count(inc_004.findings) == 0 with input as _good
}

test_an_incident_without_hold_is_found if inc_004.findings == {{"actual": "false", "expected": "artefact_hold: true", "fields": ["incident.items"], "message": "incidents: serious incident I1 has no hold on its model, logs and configuration"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/artefact_hold", "value": false}])

test_a_major_one_needs_none if count(inc_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/1/severity", "value": "major"}])

test_a_severity_that_nobody_knows_is_serious if inc_004.findings == {{"actual": "nothing", "expected": "artefact_hold: true", "fields": ["incident.items"], "message": "incidents: serious incident I2 has no hold on its model, logs and configuration"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/1/severity", "value": "grave"}])

test_a_resolved_one_needs_none if count(inc_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/2/status", "value": "resolved"}])

test_one_reopened_needs_one if inc_004.findings == {{"actual": "nothing", "expected": "artefact_hold: true", "fields": ["incident.items"], "message": "incidents: serious incident I3 has no hold on its model, logs and configuration"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/2/status", "value": "open"}])

test_without_incident_items_the_rule_applies_and_asks_for_it if {
	inc_004.applies with input as json.remove(_good, ["incident/items"])
	"incident.items" in inc_004.required with input as json.remove(_good, ["incident/items"])
}
