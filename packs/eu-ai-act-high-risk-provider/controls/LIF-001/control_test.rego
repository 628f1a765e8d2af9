package bylaw.controls.lif_001_test

import data.bylaw.controls.lif_001

_good := {"subject": {"kind": "retirement", "name": "retired"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "retire", "environment": "prod"}, "complete": true, "retirement": {"items": [{"system_id": "old", "endpoint_disabled": true, "credentials_revoked": true, "data_disposition": "deleted", "docs_archived_until": "2036-11-01", "at": "2026-11-01"}]}}

test_what_keeps_the_rule_passes if {
	lif_001.applies with input as _good
	count(lif_001.findings) == 0 with input as _good
}

test_an_endpoint_that_answers_is_found if lif_001.findings == {{"actual": "false", "expected": "endpoint_disabled: true", "fields": ["retirement.items"], "message": "retired: old is retired and its endpoint still answers"}} with input as json.patch(_good, [{"op": "replace", "path": "/retirement/items/0/endpoint_disabled", "value": false}])

test_credentials_that_work_are_found if lif_001.findings == {{"actual": "nothing", "expected": "credentials_revoked: true", "fields": ["retirement.items"], "message": "retired: old is retired and its credentials still work"}} with input as json.patch(_good, [{"op": "remove", "path": "/retirement/items/0/credentials_revoked"}])

test_data_that_nobody_disposed_of_is_found if lif_001.findings == {{"actual": "none", "expected": "data_disposition", "fields": ["retirement.items"], "message": "retired: old is retired and nobody says what became of its data"}} with input as json.patch(_good, [{"op": "replace", "path": "/retirement/items/0/data_disposition", "value": "none"}])

test_documents_that_nobody_archived_are_found if lif_001.findings == {{"actual": "", "expected": "docs_archived_until", "fields": ["retirement.items"], "message": "retired: old is retired and nobody says what became of its documents"}} with input as json.patch(_good, [{"op": "replace", "path": "/retirement/items/0/docs_archived_until", "value": ""}])

test_nothing_retired_is_in_order if count(lif_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/retirement/items", "value": []}])

test_without_retirement_items_the_rule_applies_and_asks_for_it if {
	lif_001.applies with input as json.remove(_good, ["retirement/items"])
	"retirement.items" in lif_001.required with input as json.remove(_good, ["retirement/items"])
}
