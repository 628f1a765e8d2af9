package bylaw.controls.az_oai_08_test

import data.bylaw.controls.az_oai_08

_good := {"infra": {"resources": [{"address": "azurerm_cognitive_account_rai_policy.example", "type": "azurerm_cognitive_account_rai_policy", "format": "terraform", "at": {"mode": {"values": ["Blocking"]}, "content_filter": {"blocks": [{"name": "Hate", "source": "Prompt", "filter_enabled": true, "block_enabled": true, "severity_threshold": "Medium"}, {"name": "Hate", "source": "Completion", "filter_enabled": true, "block_enabled": true, "severity_threshold": "Medium"}, {"name": "Sexual", "source": "Prompt", "filter_enabled": true, "block_enabled": true, "severity_threshold": "Medium"}, {"name": "Sexual", "source": "Completion", "filter_enabled": true, "block_enabled": true, "severity_threshold": "Medium"}, {"name": "Violence", "source": "Prompt", "filter_enabled": true, "block_enabled": true, "severity_threshold": "Medium"}, {"name": "Violence", "source": "Completion", "filter_enabled": true, "block_enabled": true, "severity_threshold": "Medium"}, {"name": "Selfharm", "source": "Prompt", "filter_enabled": true, "block_enabled": true, "severity_threshold": "Medium"}, {"name": "Selfharm", "source": "Completion", "filter_enabled": true, "block_enabled": true, "severity_threshold": "Medium"}, {"name": "Jailbreak", "source": "Prompt", "filter_enabled": true, "block_enabled": true, "severity_threshold": "Medium"}]}, "content_filter.name": {"values": ["Hate", "Hate", "Sexual", "Sexual", "Violence", "Violence", "Selfharm", "Selfharm", "Jailbreak"]}, "content_filter.source": {"values": ["Prompt", "Completion", "Prompt", "Completion", "Prompt", "Completion", "Prompt", "Completion", "Prompt"]}, "content_filter.filter_enabled": {"values": [true, true, true, true, true, true, true, true, true]}, "content_filter.block_enabled": {"values": [true, true, true, true, true, true, true, true, true]}, "content_filter.severity_threshold": {"values": ["Medium", "Medium", "Medium", "Medium", "Medium", "Medium", "Medium", "Medium", "Medium"]}}, "unknown": {}, "defaults": {}}]}}

_bad := {"infra": {"resources": [{"address": "azurerm_cognitive_account_rai_policy.example", "type": "azurerm_cognitive_account_rai_policy", "format": "terraform", "at": {"mode": {"values": ["Blocking"]}, "content_filter": {"blocks": [{"name": "Hate", "source": "Prompt", "filter_enabled": true, "block_enabled": true, "severity_threshold": "High"}, {"name": "Hate", "source": "Completion", "filter_enabled": true, "block_enabled": true, "severity_threshold": "High"}, {"name": "Sexual", "source": "Prompt", "filter_enabled": true, "block_enabled": true, "severity_threshold": "High"}, {"name": "Sexual", "source": "Completion", "filter_enabled": true, "block_enabled": true, "severity_threshold": "High"}, {"name": "Violence", "source": "Prompt", "filter_enabled": true, "block_enabled": true, "severity_threshold": "High"}, {"name": "Violence", "source": "Completion", "filter_enabled": true, "block_enabled": true, "severity_threshold": "High"}, {"name": "Selfharm", "source": "Prompt", "filter_enabled": true, "block_enabled": true, "severity_threshold": "High"}, {"name": "Selfharm", "source": "Completion", "filter_enabled": true, "block_enabled": true, "severity_threshold": "High"}, {"name": "Jailbreak", "source": "Prompt", "filter_enabled": true, "block_enabled": true, "severity_threshold": "High"}]}, "content_filter.name": {"values": ["Hate", "Hate", "Sexual", "Sexual", "Violence", "Violence", "Selfharm", "Selfharm", "Jailbreak"]}, "content_filter.source": {"values": ["Prompt", "Completion", "Prompt", "Completion", "Prompt", "Completion", "Prompt", "Completion", "Prompt"]}, "content_filter.filter_enabled": {"values": [true, true, true, true, true, true, true, true, true]}, "content_filter.block_enabled": {"values": [true, true, true, true, true, true, true, true, true]}, "content_filter.severity_threshold": {"values": ["High", "High", "High", "High", "High", "High", "High", "High", "High"]}}, "unknown": {}, "defaults": {}}]}}

test_a_resource_that_keeps_the_rule_passes if {
	results := {c.result | some c in az_oai_08.checks} with input as _good
	results == {"pass"}
	count(az_oai_08.findings) == 0 with input as _good
}

test_a_resource_that_breaks_the_rule_fails_and_is_named if {
	some finding in az_oai_08.findings with input as _bad
	contains(finding.message, finding.subject)
}

test_without_evidence_the_rule_applies_and_asks_for_it if {
	az_oai_08.applies with input as {}
	"infra.resources" in az_oai_08.required with input as {}
}

test_other_resources_are_not_concerned if {
	not az_oai_08.applies with input as {"infra": {"resources": []}}
}

test_a_resource_known_after_apply_is_open_and_does_not_pass if {
	_later := {"infra": {"resources": [{"address": "azurerm_cognitive_account_rai_policy.later", "type": "azurerm_cognitive_account_rai_policy", "format": "terraform", "at": {}, "unknown": {"*": {"reason": "known after apply", "present": false}}, "defaults": {}}]}}
	results := {c.result | some c in az_oai_08.checks} with input as _later
	not "fail" in results
	"unknown" in results
	count(az_oai_08.required) > 1 with input as _later
}
