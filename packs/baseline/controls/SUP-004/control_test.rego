package bylaw.controls.sup_004_test

import data.bylaw.controls.sup_004

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "aibom": {"ref": "bom.cdx.json", "spec_version": "1.6", "model_components": 1, "data_components": 2, "missing": []}}, "all": {"dataset": [{"id": "d"}]}, "params": {"min_spec_version": "1.6", "required": ["name", "version", "hashes", "licenses", "supplier", "modelCard.modelParameters.datasets", "modelCard.considerations"]}, "limits": {"min_spec_version": "standard: first with modelCard energy and full ML fields", "required": "standard: G7 minimum elements, Models and Dataset clusters"}}

test_what_keeps_the_rule_passes if {
	sup_004.applies with input as _good
	count(sup_004.findings) == 0 with input as _good
}

test_an_old_version_is_found if sup_004.findings == {{"actual": "1.5", "expected": "at least 1.6", "fields": ["model.aibom"], "message": "model gbm: its bill of materials is of CycloneDX 1.5 < 1.6 (standard: first with modelCard energy and full ML fields)"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/aibom/spec_version", "value": "1.5"}])

test_a_version_of_two_digits_is_newer if count(sup_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/aibom/spec_version", "value": "1.10"}])

test_a_newer_generation_is_newer if count(sup_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/aibom/spec_version", "value": "2.0"}])

test_no_version_is_found if sup_004.findings == {{"actual": "nothing", "expected": "1.6", "fields": ["model.aibom"], "message": "model gbm: its bill of materials does not say its version"}} with input as json.patch(_good, [{"op": "remove", "path": "/model/aibom/spec_version"}])

test_no_model_is_found if sup_004.findings == {{"actual": "none", "expected": "a component of type machine-learning-model", "fields": ["model.aibom"], "message": "model gbm: its bill of materials lists no model"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/aibom/model_components", "value": 0}])

test_no_count_of_models_is_found if sup_004.findings == {{"actual": "none", "expected": "a component of type machine-learning-model", "fields": ["model.aibom"], "message": "model gbm: its bill of materials lists no model"}} with input as json.patch(_good, [{"op": "remove", "path": "/model/aibom/model_components"}])

test_no_dataset_is_found if sup_004.findings == {{"actual": "none", "expected": "a component of type data", "fields": ["model.aibom"], "message": "model gbm: its bill of materials lists no dataset"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/aibom/data_components", "value": 0}])

test_without_datasets_none_is_asked_for if count(sup_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/aibom/data_components", "value": 0}, {"op": "replace", "path": "/all/dataset", "value": []}])

test_a_field_that_is_missing_is_named if sup_004.findings == {{"actual": "nothing", "expected": "hashes", "fields": ["model.aibom"], "message": "model gbm: its bill of materials lacks gbm: hashes (standard: G7 minimum elements, Models and Dataset clusters)"}, {"actual": "nothing", "expected": "supplier", "fields": ["model.aibom"], "message": "model gbm: its bill of materials lacks supplier (standard: G7 minimum elements, Models and Dataset clusters)"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/aibom/missing", "value": ["gbm: hashes", "supplier"]}])

test_a_field_that_nobody_requires_may_be_missing if count(sup_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/aibom/missing", "value": ["gbm: energy"]}])

test_without_model_aibom_the_rule_applies_and_asks_for_it if {
	sup_004.applies with input as json.remove(_good, ["model/aibom"])
	"model.aibom" in sup_004.required with input as json.remove(_good, ["model/aibom"])
}
