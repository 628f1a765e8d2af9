package bylaw.controls.dat_004_test

import data.bylaw.controls.dat_004

_params := {"denied": ["unknown", "CC-BY-NC-*"]}

test_an_open_licence_passes if count(dat_004.findings) == 0 with input as {"subject": {"name": "d"}, "params": _params, "system": {"commercial": true}, "dataset": {"licence": {"spdx": "CC-BY-4.0", "allows": ["train", "commercial"]}}}

test_a_non_commercial_licence_is_denied if count(dat_004.findings) > 0 with input as {"subject": {"name": "d"}, "params": _params, "dataset": {"licence": {"spdx": "CC-BY-NC-4.0", "allows": ["train"]}}}

test_a_use_that_is_not_allowed_is_found if count(dat_004.findings) == 1 with input as {"subject": {"name": "d"}, "params": _params, "system": {"commercial": true}, "dataset": {"licence": {"spdx": "X", "allows": ["train"]}}}
