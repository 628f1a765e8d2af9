package bylaw.controls.apr_002_test

import data.bylaw.controls.apr_002

_input(digest) := {"subject": {"name": "a"}, "approval": {"action": "deploy", "subject_digest": digest}, "all": {"model": [{"digest": "aa"}]}}

test_an_approval_of_this_model_passes if count(apr_002.findings) == 0 with input as _input("sha256:aa")

test_an_approval_of_the_last_model_is_found if count(apr_002.findings) == 1 with input as _input("bb")

test_a_waiving_approval_is_not_concerned if not apr_002.applies with input as {"approval": {"action": "waive"}}
