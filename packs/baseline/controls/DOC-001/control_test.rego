package bylaw.controls.doc_001_test

import data.bylaw.controls.doc_001

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "card": {"intended_use": true, "out_of_scope": true, "training_data": true, "evaluation": true, "metrics": true, "limitations": true, "ethical": true, "owner": true, "licence": true, "version": true}, "card_version": "3"}, "params": {"required": ["intended_use", "out_of_scope", "training_data", "evaluation", "metrics", "limitations", "ethical", "owner", "licence", "version"]}, "limits": {"required": "standard: model card papers and hub template, AI Act 13(3)(b)"}}

test_what_keeps_the_rule_passes if {
	doc_001.applies with input as _good
	count(doc_001.findings) == 0 with input as _good
}

test_an_empty_section_is_named if doc_001.findings == {{"actual": "nothing", "expected": "card.limitations", "fields": ["model.card.limitations"], "message": "the card of model gbm has no content on limitations (standard: model card papers and hub template, AI Act 13(3)(b))"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/card/limitations", "value": false}])

test_a_section_that_is_not_there_is_named if doc_001.findings == {{"actual": "nothing", "expected": "card.out_of_scope", "fields": ["model.card.out_of_scope"], "message": "the card of model gbm has no content on out of scope (standard: model card papers and hub template, AI Act 13(3)(b))"}} with input as json.patch(_good, [{"op": "remove", "path": "/model/card/out_of_scope"}])

test_a_version_beside_the_card_is_enough if count(doc_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/card/version", "value": false}])

test_without_any_version_it_is_named if doc_001.findings == {{"actual": "nothing", "expected": "card.version", "fields": ["model.card.version"], "message": "the card of model gbm has no content on version (standard: model card papers and hub template, AI Act 13(3)(b))"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/card/version", "value": false}, {"op": "remove", "path": "/model/card_version"}])

test_an_empty_version_is_found if doc_001.findings == {{"actual": "", "expected": "3", "fields": ["model.card_version", "model.version"], "message": "the card of model gbm is for version , not 3"}, {"actual": "nothing", "expected": "card.version", "fields": ["model.card.version"], "message": "the card of model gbm has no content on version (standard: model card papers and hub template, AI Act 13(3)(b))"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/card/version", "value": false}, {"op": "replace", "path": "/model/card_version", "value": ""}])

test_a_card_of_another_version_is_found if doc_001.findings == {{"actual": "2", "expected": "3", "fields": ["model.card_version", "model.version"], "message": "the card of model gbm is for version 2, not 3"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/card_version", "value": "2"}])

test_a_card_without_a_version_of_the_model_is_in_order if count(doc_001.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/model/version"}])

test_a_placeholder_is_found if doc_001.findings == {{"actual": "TODO", "expected": "no placeholder", "fields": ["model.card"], "message": "the card of model gbm still holds TODO"}} with input as json.patch(_good, [{"op": "add", "path": "/model/card/placeholders", "value": ["TODO"]}])

test_a_number_that_was_not_measured_is_found if doc_001.findings == {{"actual": "auc 0.9, measured 0.8", "expected": "the measured numbers", "fields": ["model.card"], "message": "the card of model gbm differs from what was measured: auc 0.9, measured 0.8"}} with input as json.patch(_good, [{"op": "add", "path": "/model/card/differs_from_measured", "value": ["auc 0.9, measured 0.8"]}])

test_without_model_card_the_rule_applies_and_asks_for_it if {
	doc_001.applies with input as json.remove(_good, ["model/card"])
	"model.card" in doc_001.required with input as json.remove(_good, ["model/card"])
}
