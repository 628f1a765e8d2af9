package bylaw.controls.sup_005_test

import data.bylaw.controls.sup_005

_good := {"subject": {"kind": "model", "name": "chat"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "model": {"id": "chat", "base": {"id": "acme/base", "licence": "apache-2.0"}, "licence": "apache-2.0"}, "params": {"needs_acceptance": ["llama*", "gemma*", "openrail*", "*-rail-*", "other"], "denied": ["unknown", "other-nc", "cc-by-nc-*", "*-nc", "*-nc-*", "*-non-commercial*"]}, "limits": {"needs_acceptance": "product: community licences with use policies", "denied": "product: terms without commercial use"}}

test_what_keeps_the_rule_passes if {
	sup_005.applies with input as _good
	count(sup_005.findings) == 0 with input as _good
}

test_terms_that_nobody_accepted_are_found if {
	sup_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "Llama3.1"}])
	sup_005.findings == {{"actual": "Llama3.1", "expected": "licence_restrictions_accepted with a link", "fields": ["model.base.licence", "model.licence", "model.licence_restrictions_accepted"], "message": "model chat builds on the licence Llama3.1, whose terms (llama*) nobody accepted (product: community licences with use policies)"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "Llama3.1"}])
}

test_accepted_terms_are_in_order if {
	sup_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "llama3.1"}, {"op": "add", "path": "/model/licence_restrictions_accepted", "value": "legal/llama.md"}])
	count(sup_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "llama3.1"}, {"op": "add", "path": "/model/licence_restrictions_accepted", "value": "legal/llama.md"}])
}

test_an_empty_note_accepts_nothing if {
	sup_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "gemma"}, {"op": "add", "path": "/model/licence_restrictions_accepted", "value": ""}])
	sup_005.findings == {{"actual": "gemma", "expected": "licence_restrictions_accepted with a link", "fields": ["model.base.licence", "model.licence", "model.licence_restrictions_accepted"], "message": "model chat builds on the licence gemma, whose terms (gemma*) nobody accepted (product: community licences with use policies)"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "gemma"}, {"op": "add", "path": "/model/licence_restrictions_accepted", "value": ""}])
}

test_an_open_rail_in_the_name_counts if {
	sup_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "bigscience-bloom-rail-1.0"}, {"op": "remove", "path": "/model/licence"}])
	sup_005.findings == {{"actual": "bigscience-bloom-rail-1.0", "expected": "licence_restrictions_accepted with a link", "fields": ["model.base.licence", "model.licence", "model.licence_restrictions_accepted"], "message": "model chat builds on the licence bigscience-bloom-rail-1.0, whose terms (*-rail-*) nobody accepted (product: community licences with use policies)"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "bigscience-bloom-rail-1.0"}, {"op": "remove", "path": "/model/licence"}])
}

test_the_licence_of_the_model_itself_counts if {
	sup_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/licence", "value": "openrail"}, {"op": "replace", "path": "/model/base", "value": {"id": "x", "licence": "mit"}}])
	sup_005.findings == {{"actual": "openrail", "expected": "licence_restrictions_accepted with a link", "fields": ["model.base.licence", "model.licence", "model.licence_restrictions_accepted"], "message": "model chat builds on the licence openrail, whose terms (openrail*) nobody accepted (product: community licences with use policies)"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/licence", "value": "openrail"}, {"op": "replace", "path": "/model/base", "value": {"id": "x", "licence": "mit"}}])
}

test_a_licence_without_commerce_is_found if {
	sup_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "cc-by-nc-4.0"}])
	sup_005.findings == {{"actual": "cc-by-nc-4.0", "expected": "a licence that allows the use", "fields": ["model.base.licence", "model.licence"], "message": "model chat builds on the licence cc-by-nc-4.0, which does not allow this use (product: terms without commercial use)"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "cc-by-nc-4.0"}])
}

test_a_system_that_earns_nothing_may_use_it if {
	sup_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "cc-by-nc-4.0"}, {"op": "add", "path": "/system", "value": {"commercial": false}}])
	count(sup_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/base/licence", "value": "cc-by-nc-4.0"}, {"op": "add", "path": "/system", "value": {"commercial": false}}])
}

test_a_model_of_ones_own_is_concerned_by_its_licence if {
	sup_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/model/base"}, {"op": "replace", "path": "/model/licence", "value": "unknown"}])
	sup_005.findings == {{"actual": "unknown", "expected": "a licence that allows the use", "fields": ["model.base.licence", "model.licence"], "message": "model chat builds on the licence unknown, which does not allow this use (product: terms without commercial use)"}} with input as json.patch(_good, [{"op": "remove", "path": "/model/base"}, {"op": "replace", "path": "/model/licence", "value": "unknown"}])
}

test_a_base_without_licence_asks_for_it if {
	sup_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/model/base/licence"}])
	"model.base.licence" in sup_005.required with input as json.patch(_good, [{"op": "remove", "path": "/model/base/licence"}])
}

test_what_is_there_is_not_asked_for if sup_005.required == {"model.base.licence"} with input as _good

test_a_model_without_base_and_licence_is_not_concerned if not sup_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/model", "value": {"id": "m"}}])
