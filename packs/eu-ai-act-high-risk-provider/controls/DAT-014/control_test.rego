package bylaw.controls.dat_014_test

import data.bylaw.controls.dat_014

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "human_labelled": true, "quality": {"label_agreement": {"metric": "kappa", "value": 0.7, "annotators": 3}, "annotation_protocol_ref": "docs/labels.md"}}, "params": {"min_kappa": 0.6}, "limits": {"min_kappa": "convention: Landis and Koch 1977: above 0.6 substantial"}}

test_what_keeps_the_rule_passes if {
	dat_014.applies with input as _good
	count(dat_014.findings) == 0 with input as _good
}

test_low_agreement_is_found if {
	dat_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/quality/label_agreement/value", "value": 0.599}])
	dat_014.findings == {{"actual": "0.599", "expected": "at least 0.6", "fields": ["dataset.quality.label_agreement"], "message": "dataset applicants: annotators agree at 0.599 < 0.6 (convention: Landis and Koch 1977: above 0.6 substantial)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/quality/label_agreement/value", "value": 0.599}])
}

test_the_limit_itself_is_in_order if {
	dat_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/quality/label_agreement/value", "value": 0.6}])
	count(dat_014.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/quality/label_agreement/value", "value": 0.6}])
}

test_an_empty_protocol_is_found if {
	dat_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/quality/annotation_protocol_ref", "value": ""}])
	dat_014.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["dataset.quality.annotation_protocol_ref"], "message": "dataset applicants links an empty annotation protocol"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/quality/annotation_protocol_ref", "value": ""}])
}

test_without_dataset_quality_label_agreement_value_the_rule_applies_and_asks_for_it if {
	dat_014.applies with input as json.remove(_good, ["dataset/quality/label_agreement/value"])
	"dataset.quality.label_agreement.value" in dat_014.required with input as json.remove(_good, ["dataset/quality/label_agreement/value"])
}

test_without_dataset_quality_annotation_protocol_ref_the_rule_applies_and_asks_for_it if {
	dat_014.applies with input as json.remove(_good, ["dataset/quality/annotation_protocol_ref"])
	"dataset.quality.annotation_protocol_ref" in dat_014.required with input as json.remove(_good, ["dataset/quality/annotation_protocol_ref"])
}

test_data_that_nobody_labelled_is_not_concerned if not dat_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/human_labelled", "value": false}])
