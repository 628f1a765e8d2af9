package bylaw.controls.aws_vs_01_test

import data.bylaw.controls.aws_vs_01

_good := {"infra": {"resources": [{"address": "aws_s3vectors_vector_bucket.example", "type": "aws_s3vectors_vector_bucket", "format": "terraform", "at": {"encryption_configuration": {"blocks": [{"sse_type": "aws:kms"}]}, "encryption_configuration.sse_type": {"values": ["aws:kms"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_s3vectors_vector_bucket.example", "type": "aws_s3vectors_vector_bucket", "format": "terraform", "at": {"encryption_configuration": {"blocks": [{"sse_type": "AES256"}]}, "encryption_configuration.sse_type": {"values": ["AES256"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_vs_01.checks} with input as _good
	results == {"pass"}
	count(aws_vs_01.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_vs_01.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_vs_01.applies with input as {}
	"infra.resources" in aws_vs_01.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_vs_01.applies with input as {"infra": {"resources": []}}
}

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_vs_01.findings} with input as _bad
	said == {["AWS-VS-01", "encryption_configuration.sse_type", "one of aws:kms", "aws_s3vectors_vector_bucket.example: encryption_configuration.sse_type must be one of aws:kms, but is AES256. Use a customer-managed key, and close the network policy to the public."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, alone", "input": {"infra": {"resources": [{"address": "aws_kendra_index.second", "type": "aws_kendra_index", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["server_side_encryption_configuration.kms_key_id unknown"], "failed": [], "is_open": true, "applies": true},
	{"case": "bad example, beside another resource: +aws_qbusiness_application", "input": {"infra": {"resources": [{"address": "aws_s3vectors_vector_bucket.example", "at": {"encryption_configuration": {"blocks": [{"sse_type": "AES256"}]}, "encryption_configuration.sse_type": {"values": ["AES256"]}}, "defaults": {}, "format": "terraform", "type": "aws_s3vectors_vector_bucket", "unknown": {}}, {"address": "aws_qbusiness_application.second", "type": "aws_qbusiness_application", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["encryption_configuration.kms_key_id unknown", "encryption_configuration.sse_type fail"], "failed": ["encryption_configuration.sse_type"], "is_open": false, "applies": true},
	{"case": "bad example, written elsewhere: 0:encryption_configuration>policy", "input": {"infra": {"resources": [{"address": "aws_s3vectors_vector_bucket.example", "at": {"encryption_configuration.sse_type": {"values": ["AES256"]}, "policy": {"blocks": [{"sse_type": "AES256"}]}}, "defaults": {}, "format": "terraform", "type": "aws_opensearchserverless_security_policy", "unknown": {}}]}}, "results": ["policy pass"], "failed": [], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_vs_01.checks},
		"failed": {f.attribute | some f in aws_vs_01.findings},
		"is_open": count(aws_vs_01.required) > 1,
		"applies": count([1 | aws_vs_01.applies]) > 0,
	} with input as case.input
}
