# METADATA
# title: "Monitoring and processing jobs: output key, volume key, traffic encryption, isolation"
# description: "Monitoring and processing jobs: output key, volume key, traffic encryption, isolation: all four"
# custom:
#   id: AWS-SM-15
#   subject: infra
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "fail"
#   fix: "Name output and volume keys, and switch traffic encryption and network isolation on."
#   references:
#     scanners: ["CKV_AWS_367/368/369 (data quality only)", "aws-samples SM-13/16/17"]
package bylaw.controls.aws_sm_15

import data.bylaw.lib.infra

_types := {
	"aws_sagemaker_data_quality_job_definition",
	"aws_sagemaker_model_bias_job_definition",
	"aws_sagemaker_model_quality_job_definition",
	"aws_sagemaker_model_explainability_job_definition",
	"aws_sagemaker_processing_job",
}

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

checks contains infra.finding("AWS-SM-15", i, r, check, "Name output and volume keys, and switch traffic encryption and network isolation on.") if {
	some i, r in infra.of_types(_types)
	some check in _checks(r)
}

_jobs := {
	"aws_sagemaker_data_quality_job_definition": {"output": "data_quality_job_output_config.kms_key_id", "cluster": "job_resources.cluster_config"},
	"aws_sagemaker_model_bias_job_definition": {"output": "model_bias_job_output_config.kms_key_id", "cluster": "job_resources.cluster_config"},
	"aws_sagemaker_model_quality_job_definition": {"output": "model_quality_job_output_config.kms_key_id", "cluster": "job_resources.cluster_config"},
	"aws_sagemaker_model_explainability_job_definition": {"output": "model_explainability_job_output_config.kms_key_id", "cluster": "job_resources.cluster_config"},
	"aws_sagemaker_processing_job": {"output": "processing_output_config.kms_key_id", "cluster": "processing_resources.cluster_config"},
}

_checks(r) := [
	infra.is_present(r, _jobs[r.type].output),
	infra.is_present(r, concat(".", [_jobs[r.type].cluster, "volume_kms_key_id"])),
	infra.is_one_of(r, "network_config.enable_inter_container_traffic_encryption", [true]),
	infra.is_one_of(r, "network_config.enable_network_isolation", [true]),
]
