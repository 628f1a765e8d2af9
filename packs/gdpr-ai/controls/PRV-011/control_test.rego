package bylaw.controls.prv_011_test

import data.bylaw.controls.prv_011

_good := {"subject": {"kind": "logging", "name": "logs"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "logging": {"enabled": true, "redaction": {"enabled": true, "entities": ["EMAIL"]}, "sample": {"rows": 5000, "pii_findings": 0}}, "all": {"dataset": [{"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "personal_data": true}]}, "params": {"max_findings": 0}, "limits": {"max_findings": "product: minimisation"}}

test_what_keeps_the_rule_passes if {
	prv_011.applies with input as _good
	count(prv_011.findings) == 0 with input as _good
}

test_redaction_that_is_off_is_found if {
	prv_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/redaction/enabled", "value": false}])
	prv_011.findings == {{"actual": "off", "expected": "redaction on", "fields": ["logging.redaction"], "message": "logs: redaction of prompts and answers is off"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/redaction/enabled", "value": false}])
}

test_a_leak_is_found if {
	prv_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/sample/pii_findings", "value": 1}])
	prv_011.findings == {{"actual": "0.2 per 1000 rows", "expected": "at most 0 per 1000 rows", "fields": ["logging.sample"], "message": "logs: a sample of 5000 rows holds 1 findings of personal data, 0.2 per 1000 > 0 (product: minimisation)"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/sample/pii_findings", "value": 1}])
}

test_an_empty_sample_says_nothing if {
	prv_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/sample/rows", "value": 0}])
	prv_011.findings == {{"actual": "nothing", "expected": "rows and pii_findings of a sample that is not empty", "fields": ["logging.sample"], "message": "logs: the sample of the logs says nothing about personal data"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/sample/rows", "value": 0}])
}

test_a_sample_without_a_count_says_nothing if {
	prv_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/sample", "value": {"rows": 10}}])
	prv_011.findings == {{"actual": "nothing", "expected": "rows and pii_findings of a sample that is not empty", "fields": ["logging.sample"], "message": "logs: the sample of the logs says nothing about personal data"}} with input as json.patch(_good, [{"op": "replace", "path": "/logging/sample", "value": {"rows": 10}}])
}

test_without_logging_redaction_the_rule_applies_and_asks_for_it if {
	prv_011.applies with input as json.remove(_good, ["logging/redaction"])
	"logging.redaction" in prv_011.required with input as json.remove(_good, ["logging/redaction"])
}

test_without_logging_sample_the_rule_applies_and_asks_for_it if {
	prv_011.applies with input as json.remove(_good, ["logging/sample"])
	"logging.sample" in prv_011.required with input as json.remove(_good, ["logging/sample"])
}

test_logs_that_are_off_are_not_concerned if not prv_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/logging/enabled", "value": false}])

test_logs_without_personal_data_are_not_concerned if not prv_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/dataset/0/personal_data", "value": false}])
