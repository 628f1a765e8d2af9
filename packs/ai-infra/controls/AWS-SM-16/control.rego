# METADATA
# title: "Every endpoint has a monitoring schedule"
# description: "Every endpoint has a monitoring schedule: graph: endpoint <-> schedule (drift)"
# custom:
#   id: AWS-SM-16
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Add a monitoring schedule that names the endpoint."
#   references:
#     scanners: ["prowler sagemaker_models_monitor_enabled (account level)", "aws-samples SM-07/23"]
package bylaw.controls.aws_sm_16

import data.bylaw.lib.infra

_types := {"aws_sagemaker_endpoint"}

applies if count(checks) > 0

applies if not input.infra.resources

required contains "infra.resources"

# A value that is not known before apply leaves the answer open, unless something known has failed already.
required contains infra.open_path(check) if {
	count(findings) == 0
	some check in checks
	check.result == "unknown"
}

findings contains check if {
	some check in checks
	check.result == "fail"
}

checks contains infra.finding("AWS-SM-16", i, r, check, "Add a monitoring schedule that names the endpoint.") if {
	some i, r in infra.of_types(_types)
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
