# METADATA
# title: "All law packs that apply are switched on"
# description: "The packs worked out from jurisdictions, decision domain, role and model type are all enabled, or the gap is waived."
# custom:
#   id: SYS-011
#   subject: system
#   severity: high
#   stages: [design, predeploy]
#   enforcement: block
#   waivable: true
#   on_missing: unknown
#   decidability: machine
#   applies_when: "always"
#   reads: [system.packs.enabled, system.packs.required, system.jurisdictions, system.decision_domain, system.operator_roles]
#   fix: "Enable the pack under system.packs.enabled."
#   references:
#     nist-ai-rmf: ["GOVERN 1.1"]
#     iso-42001: ["A.2.3"]
#     csa-aicm: ["GRC"]
#     iso-23894: ["6.3"]
#     soc2: ["CC3.4"]
package bylaw.controls.sys_011

import data.bylaw.lib.about
import data.bylaw.lib.datasets

applies := true

required contains "system.jurisdictions"

findings contains {
	"message": sprintf("system %s: the pack %s applies to it (%s) and is not enabled", [input.subject.name, pack, why]),
	"expected": pack,
	"actual": sprintf("enabled: %s", [concat(", ", _enabled)]),
	"fields": ["system.packs.enabled", "system.jurisdictions"],
} if {
	some pack, why in _wanted
	not pack in _enabled
}

_enabled := object.get(input.system, ["packs", "enabled"], ["baseline"])

# What somebody worked out counts beside what follows from the facts.
_wanted[pack] := why if some pack, why in _derived

_wanted[pack] := "named under packs.required" if {
	some pack in input.system.packs.required
	not _derived[pack]
}

_derived["eu-ai-act-prohibited"] := "used in the Union" if _in("EU")

_derived["eu-ai-act-literacy"] := "used in the Union" if _in("EU")

_derived["eu-ai-act-transparency"] := "people deal with it or read what it generates, in the Union" if {
	_in("EU")
	_speaks
}

_derived["eu-ai-act-high-risk-provider"] := "high risk in the Union, as provider" if {
	_in("EU")
	about.high_risk
	about.has_role("provider")
}

_derived["eu-ai-act-high-risk-deployer"] := "high risk in the Union, as deployer" if {
	_in("EU")
	about.high_risk
	about.has_role("deployer")
}

_derived["gdpr-ai"] := "personal data in the Union" if {
	_in("EU")
	_is_about_persons
}

_derived["hiring-nyc"] := "decides about jobs in New York City" if {
	"US-NY-NYC" in input.system.jurisdictions
	input.system.decision_domain == "employment"
}

_derived["credit-us"] := "decides about credit in the United States" if {
	_in("US")
	input.system.decision_domain == "credit"
}

_derived["colorado-admt"] := "decides about people in Colorado" if {
	"US-CO" in input.system.jurisdictions
	about.affects_persons
}

_derived["us-federal"] := "used by a federal agency" if "US-federal" in input.system.jurisdictions

# A state, a city and the country itself.
_in(place) if {
	some jurisdiction in input.system.jurisdictions
	jurisdiction in object.get(_members, place, {place})
}

_in(place) if {
	some jurisdiction in input.system.jurisdictions
	startswith(jurisdiction, sprintf("%s-", [place]))
}

_in("EU") if {
	some jurisdiction in input.system.jurisdictions
	split(jurisdiction, "-")[0] in _members.EU
}

_members := {"EU": {"EU", "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE", "IT", "LT", "LU", "LV", "MT", "NL", "PL", "PT", "RO", "SE", "SI", "SK"}}

_speaks if input.system.user_facing == true

_speaks if count(input.system.generates) > 0

_is_about_persons if input.system.profiling == true

_is_about_persons if input.system.user_facing == true

_is_about_persons if about.affects_persons

_is_about_persons if datasets.any_personal
