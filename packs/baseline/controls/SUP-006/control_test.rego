package bylaw.controls.sup_006_test

import data.bylaw.controls.sup_006

_input(pinned) := {"subject": {"name": "m"}, "model": {"base": {"id": "org/base", "revision": "main", "pinned": pinned}}}

test_a_pinned_base_passes if count(sup_006.findings) == 0 with input as _input(true)

test_a_branch_is_found if count(sup_006.findings) == 1 with input as _input(false)

test_a_model_without_base_is_not_concerned if not sup_006.applies with input as {"model": {}}
