package bylaw.controls.mon_008_test

import data.bylaw.controls.mon_008

_good := {"subject": {"kind": "monitoring", "name": "prod"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "monitor", "environment": "prod"}, "complete": true, "monitoring": {"upstream": [{"model_id": "chat", "pinned_version": "2026-05-13", "observed_version": "2026-05-13"}]}}

test_what_keeps_the_rule_passes if {
	mon_008.applies with input as _good
	count(mon_008.findings) == 0 with input as _good
}

test_another_version_is_found if {
	mon_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/upstream/0/observed_version", "value": "2026-09-01"}])
	mon_008.findings == {{"actual": "2026-09-01", "expected": "2026-05-13", "fields": ["monitoring.upstream"], "message": "prod: chat is pinned to 2026-05-13 and answers as 2026-09-01"}} with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/upstream/0/observed_version", "value": "2026-09-01"}])
}

test_a_version_that_nobody_saw_is_found if {
	mon_008.applies with input as json.patch(_good, [{"op": "remove", "path": "/monitoring/upstream/0/observed_version"}])
	mon_008.findings == {{"actual": "nothing", "expected": "2026-05-13", "fields": ["monitoring.upstream"], "message": "prod: chat is pinned to 2026-05-13 and answers as a version that nobody saw"}} with input as json.patch(_good, [{"op": "remove", "path": "/monitoring/upstream/0/observed_version"}])
}

test_without_hosted_models_there_is_nothing_to_compare if not mon_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/monitoring/upstream", "value": []}])
