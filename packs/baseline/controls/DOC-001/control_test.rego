package bylaw.controls.doc_001_test

import data.bylaw.controls.doc_001

_input(card) := {"subject": {"name": "m"}, "params": {"required": ["intended_use", "limitations"]}, "model": {"card": card}}

test_a_full_card_passes if count(doc_001.findings) == 0 with input as _input({"intended_use": true, "limitations": true})

test_an_empty_section_is_named if {
	some f in doc_001.findings with input as _input({"intended_use": true, "limitations": false})
	f.message == "the card of model m has no content on limitations"
}

test_a_card_of_another_version_is_found if count(doc_001.findings) == 1 with input as {"subject": {"name": "m"}, "params": {"required": []}, "model": {"card": {}, "card_version": "1", "version": "2"}}
