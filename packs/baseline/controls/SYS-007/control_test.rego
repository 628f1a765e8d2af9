package bylaw.controls.sys_007_test

import data.bylaw.controls.sys_007

_system(misuse) := {"subject": {"name": "s"}, "params": {"min_misuse_items": 1}, "system": {"risk": {"class": "high"}, "purpose": "scores consumer loan applicants", "foreseeable_misuse": misuse}}

test_purpose_and_misuse_pass if count(sys_007.findings) == 0 with input as _system(["pricing"])

test_no_misuse_is_found if count(sys_007.findings) == 1 with input as _system([])

test_minimal_risk_is_not_concerned if not sys_007.applies with input as {"system": {"risk": {"class": "minimal"}}}
