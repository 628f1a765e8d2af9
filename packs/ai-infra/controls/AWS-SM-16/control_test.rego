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

# What a finding says, word for word.
test_a_finding_says_what_is_wrong_and_how_to_mend_it if {
	said := {[f.control, f.attribute, f.expected, f.message] | some f in aws_sm_16.findings} with input as _bad
	said == {["AWS-SM-16", "name", "the endpoint of a monitoring schedule", "aws_sagemaker_endpoint.example: name must be the endpoint of a monitoring schedule, but is e. Add a monitoring schedule that names the endpoint."]}
}

# What is written, and what comes of it.
_cases := [
	{"case": "good example, refers to a resource of the plan: 0:name", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint.example", "at": {}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_endpoint", "unknown": {"name": {"reason": "known after apply", "present": true}}}, {"address": "aws_sagemaker_data_quality_job_definition.example", "at": {"data_quality_job_input": {"blocks": [{"endpoint_input": [{"endpoint_name": "e"}]}]}, "data_quality_job_input.endpoint_input": {"blocks": [{"endpoint_name": "e"}]}, "data_quality_job_input.endpoint_input.endpoint_name": {"values": ["e"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_monitoring_schedule", "unknown": {}}]}}, "results": ["name unknown"], "failed": [], "is_open": true, "applies": true},
	{"case": "good example, written elsewhere: 0:name>endpoint_name", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint.example", "at": {"endpoint_name": {"values": ["e"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_endpoint", "unknown": {}}, {"address": "aws_sagemaker_data_quality_job_definition.example", "at": {"data_quality_job_input": {"blocks": [{"endpoint_input": [{"endpoint_name": "e"}]}]}, "data_quality_job_input.endpoint_input": {"blocks": [{"endpoint_name": "e"}]}, "data_quality_job_input.endpoint_input.endpoint_name": {"values": ["e"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_monitoring_schedule", "unknown": {}}]}}, "results": ["name pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "good example, without: 1/at/data_quality_job_input", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint.example", "at": {"name": {"values": ["e"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_endpoint", "unknown": {}}, {"address": "aws_sagemaker_data_quality_job_definition.example", "at": {"data_quality_job_input.endpoint_input": {"blocks": [{"endpoint_name": "e"}]}, "data_quality_job_input.endpoint_input.endpoint_name": {"values": ["e"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_model_quality_job_definition", "unknown": {}}]}}, "results": ["name pass"], "failed": [], "is_open": false, "applies": true},
	{"case": "bad example, beside another resource: +aws_sagemaker_monitoring_schedule", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint.example", "at": {"name": {"values": ["e"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_endpoint", "unknown": {}}, {"address": "aws_sagemaker_monitoring_schedule.second", "type": "aws_sagemaker_monitoring_schedule", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["name fail"], "failed": ["name"], "is_open": false, "applies": true},
	{"case": "bad example, beside another resource: copy aws_sagemaker_monitoring_schedule", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint.example", "at": {"name": {"values": ["e"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_endpoint", "unknown": {}}, {"address": "aws_sagemaker_monitoring_schedule.second", "at": {"name": {"values": ["e"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_monitoring_schedule", "unknown": {}}]}}, "results": ["name fail"], "failed": ["name"], "is_open": false, "applies": true},
	{"case": "bad example, beside one that is known after apply", "input": {"infra": {"resources": [{"address": "aws_sagemaker_endpoint.example", "at": {"name": {"values": ["e"]}}, "defaults": {}, "format": "terraform", "type": "aws_sagemaker_endpoint", "unknown": {}}, {"address": "aws_sagemaker_endpoint.later", "type": "aws_sagemaker_endpoint", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}, "results": ["name fail", "name unknown"], "failed": ["name"], "is_open": false, "applies": true},
]

test_each_case_has_its_verdict if {
	every case in _cases {
		_verdict(case) == {"results": {r | some r in case.results}, "failed": {f | some f in case.failed}, "is_open": case.is_open, "applies": case.applies}
	}
}

_verdict(case) := verdict if {
	verdict := {
		"results": {sprintf("%s %s", [k.attribute, k.result]) | some k in aws_sm_16.checks},
		"failed": {f.attribute | some f in aws_sm_16.findings},
		"is_open": count(aws_sm_16.required) > 1,
		"applies": count([1 | aws_sm_16.applies]) > 0,
	} with input as case.input
}
