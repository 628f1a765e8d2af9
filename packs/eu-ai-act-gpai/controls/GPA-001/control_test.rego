package bylaw.controls.gpa_001_test

import data.bylaw.controls.gpa_001

_good := {"subject": {"kind": "gpai", "name": "base"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "gpai": {"provider": true, "open_source_exempt": false, "annex_xi": {"general_description": true, "design_specifications": true, "training_data": true, "compute": true, "energy": true}}, "params": {"required": ["general_description", "design_specifications", "training_data", "compute", "energy"]}, "limits": {"required": "statutory: AI Act Annex XI"}}

test_what_keeps_the_rule_passes if {
	gpa_001.applies with input as _good
	count(gpa_001.findings) == 0 with input as _good
}

test_an_item_that_is_missing_is_named if {
	gpa_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/annex_xi/design_specifications", "value": false}])
	gpa_001.findings == {{"actual": "nothing", "expected": "design_specifications", "fields": ["gpai.annex_xi.design_specifications"], "message": "model base: Annex XI lacks design specifications (statutory: AI Act Annex XI)"}} with input as json.patch(_good, [{"op": "replace", "path": "/gpai/annex_xi/design_specifications", "value": false}])
}

test_nothing_written_lacks_all if {
	gpa_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/annex_xi", "value": {}}])
	gpa_001.findings == {{"actual": "nothing", "expected": "compute", "fields": ["gpai.annex_xi.compute"], "message": "model base: Annex XI lacks compute (statutory: AI Act Annex XI)"}, {"actual": "nothing", "expected": "design_specifications", "fields": ["gpai.annex_xi.design_specifications"], "message": "model base: Annex XI lacks design specifications (statutory: AI Act Annex XI)"}, {"actual": "nothing", "expected": "energy", "fields": ["gpai.annex_xi.energy"], "message": "model base: Annex XI lacks energy (statutory: AI Act Annex XI)"}, {"actual": "nothing", "expected": "general_description", "fields": ["gpai.annex_xi.general_description"], "message": "model base: Annex XI lacks general description (statutory: AI Act Annex XI)"}, {"actual": "nothing", "expected": "training_data", "fields": ["gpai.annex_xi.training_data"], "message": "model base: Annex XI lacks training data (statutory: AI Act Annex XI)"}} with input as json.patch(_good, [{"op": "replace", "path": "/gpai/annex_xi", "value": {}}])
}

test_without_gpai_annex_xi_the_rule_applies_and_asks_for_it if {
	gpa_001.applies with input as json.remove(_good, ["gpai/annex_xi"])
	"gpai.annex_xi" in gpa_001.required with input as json.remove(_good, ["gpai/annex_xi"])
}

test_a_model_that_is_exempt_is_not_concerned if not gpa_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/open_source_exempt", "value": true}])

test_who_is_no_provider_is_not_concerned if not gpa_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/provider", "value": false}])
