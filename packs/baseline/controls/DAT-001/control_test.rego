package bylaw.controls.dat_001_test

import data.bylaw.controls.dat_001

_params := {"required": ["description", "licence"]}

test_a_full_card_passes if count(dat_001.findings) == 0 with input as {"subject": {"name": "d"}, "params": _params, "dataset": {"card": {"description": true, "licence": true}}}

test_a_missing_part_is_named if {
	some f in dat_001.findings with input as {"subject": {"name": "d"}, "params": _params, "dataset": {"card": {"description": true, "licence": false}}}
	f.message == "the card of dataset d does not say its licence"
}

test_a_log_dataset_is_not_concerned if not dat_001.applies with input as {"dataset": {"roles": ["log"]}}
