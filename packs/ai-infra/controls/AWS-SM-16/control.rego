# METADATA
# title: Every endpoint has a monitoring schedule
# description: "Every endpoint has a monitoring schedule: graph: endpoint <-> schedule (drift)"
# custom:
#   id: AWS-SM-16
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Add a monitoring schedule that names the endpoint."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "graph: endpoint <-> schedule (drift)"
#   when_absent: "fail"
#   references: ["prowler sagemaker_models_monitor_enabled (account level)", "aws-samples SM-07/23"]
package controls.ai_infra.aws_sm_16

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-16"

_remedy := "Add a monitoring schedule that names the endpoint."

_types_judged := {"aws_sagemaker_endpoint"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, "name", _is_monitored(r), "the endpoint of a monitoring schedule")]

default _is_monitored(_) := false

_is_monitored(r) if {
	some schedule in infra.of_types({"aws_sagemaker_monitoring_schedule", "aws_sagemaker_data_quality_job_definition", "aws_sagemaker_model_quality_job_definition"})
	_mentions(schedule, r)
}

_mentions(schedule, r) if {
	some _, u in schedule.unknown
	u.to == r.address
}

_mentions(schedule, r) if {
	some path, entry in schedule.at
	endswith(path, "endpoint_name")
	some v in entry.values
	v in array.concat(infra.values(r, "name"), infra.values(r, "endpoint_name"))
}
