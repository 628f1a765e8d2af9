package bylaw.controls.dat_001_test

import data.bylaw.controls.dat_001

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "card": {"description": true, "owner": true, "source": true, "licence": true, "collection_period": true, "purpose": true, "preprocessing": true, "known_gaps": true}, "owner": "u.berg"}, "params": {"required": ["description", "owner", "source", "licence", "collection_period", "purpose", "preprocessing", "known_gaps"]}, "limits": {"required": "standard: AI Act Annex IV 2(d), Croissant RAI, dataset card template"}}

test_what_keeps_the_rule_passes if {
	dat_001.applies with input as _good
	count(dat_001.findings) == 0 with input as _good
}

test_an_empty_section_is_named if {
	dat_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card/known_gaps", "value": false}])
	dat_001.findings == {{"actual": "nothing", "expected": "card.known_gaps", "fields": ["dataset.card.known_gaps"], "message": "the card of dataset applicants does not say its known gaps (standard: AI Act Annex IV 2(d), Croissant RAI, dataset card template)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card/known_gaps", "value": false}])
}

test_an_absent_section_is_named if {
	dat_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/card/purpose"}])
	dat_001.findings == {{"actual": "nothing", "expected": "card.purpose", "fields": ["dataset.card.purpose"], "message": "the card of dataset applicants does not say its purpose (standard: AI Act Annex IV 2(d), Croissant RAI, dataset card template)"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/card/purpose"}])
}

test_an_owner_may_stand_outside_of_the_card if {
	dat_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card/owner", "value": false}])
	count(dat_001.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card/owner", "value": false}])
}

test_without_any_owner_the_card_lacks_one if {
	dat_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card/owner", "value": false}, {"op": "replace", "path": "/dataset/owner", "value": ""}])
	dat_001.findings == {{"actual": "nothing", "expected": "card.owner", "fields": ["dataset.card.owner"], "message": "the card of dataset applicants does not say its owner (standard: AI Act Annex IV 2(d), Croissant RAI, dataset card template)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card/owner", "value": false}, {"op": "replace", "path": "/dataset/owner", "value": ""}])
}

test_an_owner_does_not_stand_for_the_licence if {
	dat_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card/licence", "value": false}])
	dat_001.findings == {{"actual": "nothing", "expected": "card.licence", "fields": ["dataset.card.licence"], "message": "the card of dataset applicants does not say its licence (standard: AI Act Annex IV 2(d), Croissant RAI, dataset card template)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/card/licence", "value": false}])
}

test_test_data_is_concerned if {
	dat_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["test"]}, {"op": "replace", "path": "/dataset/card/source", "value": false}])
	dat_001.findings == {{"actual": "nothing", "expected": "card.source", "fields": ["dataset.card.source"], "message": "the card of dataset applicants does not say its source (standard: AI Act Annex IV 2(d), Croissant RAI, dataset card template)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["test"]}, {"op": "replace", "path": "/dataset/card/source", "value": false}])
}

test_validation_data_is_concerned if {
	dat_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["validation"]}, {"op": "replace", "path": "/dataset/card/source", "value": false}])
	dat_001.findings == {{"actual": "nothing", "expected": "card.source", "fields": ["dataset.card.source"], "message": "the card of dataset applicants does not say its source (standard: AI Act Annex IV 2(d), Croissant RAI, dataset card template)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["validation"]}, {"op": "replace", "path": "/dataset/card/source", "value": false}])
}

test_data_for_fine_tuning_is_concerned if {
	dat_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["fine_tune"]}, {"op": "replace", "path": "/dataset/card/source", "value": false}])
	dat_001.findings == {{"actual": "nothing", "expected": "card.source", "fields": ["dataset.card.source"], "message": "the card of dataset applicants does not say its source (standard: AI Act Annex IV 2(d), Croissant RAI, dataset card template)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["fine_tune"]}, {"op": "replace", "path": "/dataset/card/source", "value": false}])
}

test_data_that_does_not_say_its_role_is_concerned if {
	dat_001.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/roles"}, {"op": "replace", "path": "/dataset/card/source", "value": false}])
	dat_001.findings == {{"actual": "nothing", "expected": "card.source", "fields": ["dataset.card.source"], "message": "the card of dataset applicants does not say its source (standard: AI Act Annex IV 2(d), Croissant RAI, dataset card template)"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/roles"}, {"op": "replace", "path": "/dataset/card/source", "value": false}])
}

test_without_dataset_card_the_rule_applies_and_asks_for_it if {
	dat_001.applies with input as json.remove(_good, ["dataset/card"])
	"dataset.card" in dat_001.required with input as json.remove(_good, ["dataset/card"])
}

test_data_for_reference_is_not_concerned if not dat_001.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/roles", "value": ["reference"]}])
