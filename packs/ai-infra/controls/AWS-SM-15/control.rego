# METADATA
# title: Monitoring and processing jobs: output key, volume key, traffic encryption, isolation
# description: "Monitoring and processing jobs: output key, volume key, traffic encryption, isolation: all four"
# custom:
#   id: AWS-SM-15
#   severity: medium
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Name output and volume keys, and switch traffic encryption and network isolation on."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: "all four"
#   when_absent: "fail"
#   references: ["CKV_AWS_367/368/369 (data quality only)", "aws-samples SM-13/16/17"]
package controls.ai_infra.aws_sm_15

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-15"

_remedy := "Name output and volume keys, and switch traffic encryption and network isolation on."

_types_judged := {
	"aws_sagemaker_data_quality_job_definition",
	"aws_sagemaker_model_bias_job_definition",
	"aws_sagemaker_model_quality_job_definition",
	"aws_sagemaker_model_explainability_job_definition",
	"aws_sagemaker_processing_job",
}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
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
