package bylaw.controls.inc_003_test

import data.bylaw.controls.inc_003

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}, "all": {"incident": [{"items": [{"id": "I1", "severity": "serious", "kind": "general", "aware_at": "2026-11-01T10:00:00Z", "reported_at": "2026-11-10T10:00:00Z", "model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "status": "open"}, {"id": "I2", "severity": "serious", "kind": "general", "aware_at": "2026-11-01T10:00:00Z", "reported_at": "2026-11-10T10:00:00Z", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "status": "closed"}, {"id": "I3", "severity": "minor", "kind": "general", "aware_at": "2026-11-01T10:00:00Z", "reported_at": "2026-11-10T10:00:00Z", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "status": "open"}, {"id": "I4", "severity": "serious", "kind": "general", "aware_at": "2026-11-01T10:00:00Z", "reported_at": "2026-11-10T10:00:00Z", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "status": "open", "corrective_ref": "docs/fix.md"}]}]}}

test_what_keeps_the_rule_passes if {
	inc_003.applies with input as _good
	count(inc_003.findings) == 0 with input as _good
}

test_an_open_incident_on_this_digest_is_found if {
	inc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/0/model_digest", "value": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}])
	inc_003.findings == {{"actual": "open", "expected": "a corrective action", "fields": ["incident.items", "model.digest"], "message": "model gbm: the serious incident I1 on this digest is open and links no corrective action"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/0/model_digest", "value": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}])
}

test_an_empty_link_is_none if {
	inc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/3/corrective_ref", "value": ""}])
	inc_003.findings == {{"actual": "open", "expected": "a corrective action", "fields": ["incident.items", "model.digest"], "message": "model gbm: the serious incident I4 on this digest is open and links no corrective action"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/3/corrective_ref", "value": ""}])
}

test_an_incident_reopened_is_open if {
	inc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/1/status", "value": "investigating"}])
	inc_003.findings == {{"actual": "investigating", "expected": "a corrective action", "fields": ["incident.items", "model.digest"], "message": "model gbm: the serious incident I2 on this digest is open and links no corrective action"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/1/status", "value": "investigating"}])
}

test_a_resolved_one_is_not if {
	inc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/1/status", "value": "resolved"}])
	count(inc_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/1/status", "value": "resolved"}])
}

test_a_severity_that_nobody_knows_is_serious if {
	inc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/2/severity", "value": "grave"}])
	inc_003.findings == {{"actual": "open", "expected": "a corrective action", "fields": ["incident.items", "model.digest"], "message": "model gbm: the serious incident I3 on this digest is open and links no corrective action"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/2/severity", "value": "grave"}])
}

test_a_major_one_does_not_stop if {
	inc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/2/severity", "value": "major"}])
	count(inc_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/incident/0/items/2/severity", "value": "major"}])
}

test_without_model_digest_the_rule_applies_and_asks_for_it if {
	inc_003.applies with input as json.remove(_good, ["model/digest"])
	"model.digest" in inc_003.required with input as json.remove(_good, ["model/digest"])
}

test_where_no_incidents_are_kept_there_is_nothing_to_look_at if not inc_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/incident", "value": []}])
