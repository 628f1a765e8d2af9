package bylaw.controls.sup_007_test

import data.bylaw.controls.sup_007

test_no_remote_code_passes if count(sup_007.findings) == 0 with input as {"subject": {"name": "m"}, "model": {"remote_code": false}}

test_remote_code_is_found if count(sup_007.findings) == 1 with input as {"subject": {"name": "m"}, "model": {"remote_code": true}}

test_it_is_required if "model.remote_code" in sup_007.required
