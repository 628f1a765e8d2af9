package bylaw.controls.prv_002_test

import data.bylaw.controls.prv_002

_input(findings, storage, accept) := {"subject": {"name": "d"}, "params": {"accept_storage_encryption": accept}, "dataset": {"classification": "restricted", "pii": {"findings": findings}, "storage": storage}}

_mail := [{"entity": "EMAIL", "column": "mail", "count": 5, "max_confidence": 0.99, "verdict": "VIOLATION"}]

test_no_personal_data_passes if count(prv_002.findings) == 0 with input as _input([], {}, false)

test_clear_personal_data_is_found if count(prv_002.findings) == 1 with input as _input(_mail, {"encrypted_at_rest": true, "customer_managed_key": true}, false)

test_encrypted_storage_answers_where_accepted if count(prv_002.findings) == 0 with input as _input(_mail, {"encrypted_at_rest": true, "customer_managed_key": true}, true)

test_restricted_data_needs_an_own_key if count(prv_002.findings) == 1 with input as _input(_mail, {"encrypted_at_rest": true}, true)

test_a_finding_without_verdict_is_clear_text if count(prv_002.findings) == 1 with input as _input([{"entity": "EMAIL", "column": "m", "count": 1, "max_confidence": 0.9}], {}, false)

test_findings_are_required if "dataset.pii.findings" in prv_002.required
