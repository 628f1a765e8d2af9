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
