# METADATA
# title: "Production variants start with two instances"
# description: "Production variants start with two instances: >= 2"
# custom:
#   id: AWS-SM-13
#   subject: infra
#   severity: low
#   stages: [predeploy, deploy]
#   enforcement: warn
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   when_absent: "skip serverless"
#   fix: "Start each variant with two instances or more."
#   references:
#     scanners: ["prowler ..prod_variant_instances", "SageMaker.4"]
package bylaw.controls.aws_sm_13

import data.bylaw.lib.infra

_types := {"aws_sagemaker_endpoint_configuration"}

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

checks contains infra.finding("AWS-SM-13", i, r, check, "Start each variant with two instances or more.") if {
	some i, r in infra.of_types(_types)
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
