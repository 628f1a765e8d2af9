package bylaw.controls.gpa_002_test

import data.bylaw.controls.gpa_002

_good := {"subject": {"kind": "gpai", "name": "base"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "gpai": {"provider": true, "open_source_exempt": false, "annex_xii": {"general_description": true, "integration": true, "elements_and_data": true}}, "params": {"required": ["general_description", "integration", "elements_and_data"]}, "limits": {"required": "statutory: AI Act Annex XII"}}

test_what_keeps_the_rule_passes if {
	gpa_002.applies with input as _good
	count(gpa_002.findings) == 0 with input as _good
}

test_an_item_that_is_missing_is_named if {
	gpa_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/annex_xii/integration", "value": false}])
	gpa_002.findings == {{"actual": "nothing", "expected": "integration", "fields": ["gpai.annex_xii.integration"], "message": "model base: Annex XII lacks integration (statutory: AI Act Annex XII)"}} with input as json.patch(_good, [{"op": "replace", "path": "/gpai/annex_xii/integration", "value": false}])
}

test_nothing_written_lacks_all if {
	gpa_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/annex_xii", "value": {}}])
	gpa_002.findings == {{"actual": "nothing", "expected": "elements_and_data", "fields": ["gpai.annex_xii.elements_and_data"], "message": "model base: Annex XII lacks elements and data (statutory: AI Act Annex XII)"}, {"actual": "nothing", "expected": "general_description", "fields": ["gpai.annex_xii.general_description"], "message": "model base: Annex XII lacks general description (statutory: AI Act Annex XII)"}, {"actual": "nothing", "expected": "integration", "fields": ["gpai.annex_xii.integration"], "message": "model base: Annex XII lacks integration (statutory: AI Act Annex XII)"}} with input as json.patch(_good, [{"op": "replace", "path": "/gpai/annex_xii", "value": {}}])
}

test_without_gpai_annex_xii_the_rule_applies_and_asks_for_it if {
	gpa_002.applies with input as json.remove(_good, ["gpai/annex_xii"])
	"gpai.annex_xii" in gpa_002.required with input as json.remove(_good, ["gpai/annex_xii"])
}

test_a_model_that_is_exempt_is_not_concerned if not gpa_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/open_source_exempt", "value": true}])

test_who_is_no_provider_is_not_concerned if not gpa_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/provider", "value": false}])
