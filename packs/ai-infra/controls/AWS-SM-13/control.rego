# METADATA
# title: Production variants start with two instances
# description: "Production variants start with two instances: >= 2"
# custom:
#   id: AWS-SM-13
#   severity: low
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   remedy: "Start each variant with two instances or more."
#   decidability: machine
#   on_missing: unknown
#   evidence: [infra]
#   condition: ">= 2"
#   when_absent: "skip serverless"
#   references: ["prowler ..prod_variant_instances", "SageMaker.4"]
package controls.ai_infra.aws_sm_13

import rego.v1

import data.bylaw.lib.infra

required := ["infra.resources"]

_id := "AWS-SM-13"

_remedy := "Start each variant with two instances or more."

_types_judged := {"aws_sagemaker_endpoint_configuration"}

findings contains infra.finding(_id, i, r, check, _remedy) if {
	some i, r in infra.of_types(_types_judged)
	some check in _checks(r)
}

_checks(r) := [infra.custom(r, "production_variants.initial_instance_count", _all_have_two(variants), "at least 2")] if {
	variants := [v | some v in infra.blocks(r, "production_variants"); not v.serverless_config]
	count(variants) > 0
}

default _all_have_two(_) := false

_all_have_two(variants) if {
	every variant in variants {
		to_number(variant.initial_instance_count) >= 2
	}
}
