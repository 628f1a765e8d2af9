# METADATA
# title: What a system says of itself
# description: |
#   Whom a system concerns, how risky it is, whose role it plays. Missing is not no: what a system leaves out is taken the way that asks for more.
package bylaw.lib.about

affects_persons if input.system.affects_persons == true

affects_persons if {
	not _says("affects_persons")
	input.system.decision_domain != "none"
}

risk_class := input.system.risk.class

risk_class := "high" if {
	not input.system.risk.class
	_is_listed
}

_is_listed if count(input.system.risk.annex_iii) > 0

_is_listed if input.system.risk.annex_i == true

high_risk if risk_class == "high"

at_least_limited if risk_class in {"limited", "high", "prohibited"}

has_role(role) if role in input.system.operator_roles

has_role(_) if not input.system.operator_roles

generative if {
	some model in input.all.model
	model.generative == true
}

generative if count(input.system.generates) > 0

has_agents if count(input.all.agent) > 0

in_production if input.context.environment == "prod"

_says(key) if key in object.keys(input.system)
