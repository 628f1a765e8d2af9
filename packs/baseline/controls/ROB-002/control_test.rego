package bylaw.controls.rob_002_test

import data.bylaw.controls.rob_002

_input(model, dataset) := {"subject": {"name": "e"}, "evaluation": {"model_digest": model, "dataset_digest": dataset}, "all": {"model": [{"digest": "aa"}], "dataset": [{"digest": "dd"}]}}

test_own_digests_pass if count(rob_002.findings) == 0 with input as _input("aa", "dd")

test_another_model_is_found if count(rob_002.findings) == 1 with input as _input("bb", "dd")

test_unregistered_data_is_found if count(rob_002.findings) == 1 with input as _input("aa", "ee")

test_without_any_model_nothing_passes if count(rob_002.findings) == 2 with input as {"subject": {"name": "e"}, "evaluation": {"model_digest": "aa", "dataset_digest": "dd"}, "all": {}}
