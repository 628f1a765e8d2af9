package bylaw.controls.aws_sm_16_test

import data.bylaw.controls.aws_sm_16

_good := {"infra": {"resources": [{"address": "aws_sagemaker_endpoint.example", "type": "aws_sagemaker_endpoint", "format": "terraform", "at": {"name": {"values": ["e"]}}, "unknown": {}, "defaults": {}}, {"address": "aws_sagemaker_data_quality_job_definition.example", "type": "aws_sagemaker_data_quality_job_definition", "format": "terraform", "at": {"data_quality_job_input": {"blocks": [{"endpoint_input": [{"endpoint_name": "e"}]}]}, "data_quality_job_input.endpoint_input": {"blocks": [{"endpoint_name": "e"}]}, "data_quality_job_input.endpoint_input.endpoint_name": {"values": ["e"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "aws_sagemaker_endpoint.example", "type": "aws_sagemaker_endpoint", "format": "terraform", "at": {"name": {"values": ["e"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in aws_sm_16.checks} with input as _good
	results == {"pass"}
	count(aws_sm_16.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in aws_sm_16.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	aws_sm_16.applies with input as {}
	"infra.resources" in aws_sm_16.required with input as {}
}

test_other_resources_are_not_concerned if {
	not aws_sm_16.applies with input as {"infra": {"resources": []}}
}
