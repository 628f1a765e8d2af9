package bylaw.controls.sys_011_test

import data.bylaw.controls.sys_011

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "profiling": true, "packs": {"enabled": ["baseline", "eu-ai-act-prohibited", "eu-ai-act-literacy", "eu-ai-act-high-risk-provider", "eu-ai-act-high-risk-deployer", "gdpr-ai"]}}}

test_what_keeps_the_rule_passes if {
	sys_011.applies with input as _good
	count(sys_011.findings) == 0 with input as _good
}

test_a_pack_that_is_named_and_off_is_found if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer, gdpr-ai", "expected": "us-federal", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack us-federal applies to it (named under packs.required) and is not enabled"}} with input as json.patch(_good, [{"op": "add", "path": "/system/packs/required", "value": ["us-federal"]}])

test_without_packs_the_baseline_is_on_alone if sys_011.findings == {{"actual": "enabled: baseline", "expected": "eu-ai-act-high-risk-deployer", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-high-risk-deployer applies to it (high risk in the Union, as deployer) and is not enabled"}, {"actual": "enabled: baseline", "expected": "eu-ai-act-high-risk-provider", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-high-risk-provider applies to it (high risk in the Union, as provider) and is not enabled"}, {"actual": "enabled: baseline", "expected": "eu-ai-act-literacy", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-literacy applies to it (used in the Union) and is not enabled"}, {"actual": "enabled: baseline", "expected": "eu-ai-act-prohibited", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-prohibited applies to it (used in the Union) and is not enabled"}, {"actual": "enabled: baseline", "expected": "gdpr-ai", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack gdpr-ai applies to it (personal data in the Union) and is not enabled"}} with input as json.patch(_good, [{"op": "remove", "path": "/system/packs"}])

test_in_a_member_state_the_packs_of_the_union_apply if sys_011.findings == {{"actual": "enabled: baseline", "expected": "eu-ai-act-high-risk-deployer", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-high-risk-deployer applies to it (high risk in the Union, as deployer) and is not enabled"}, {"actual": "enabled: baseline", "expected": "eu-ai-act-high-risk-provider", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-high-risk-provider applies to it (high risk in the Union, as provider) and is not enabled"}, {"actual": "enabled: baseline", "expected": "eu-ai-act-literacy", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-literacy applies to it (used in the Union) and is not enabled"}, {"actual": "enabled: baseline", "expected": "eu-ai-act-prohibited", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-prohibited applies to it (used in the Union) and is not enabled"}, {"actual": "enabled: baseline", "expected": "gdpr-ai", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack gdpr-ai applies to it (personal data in the Union) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["DE"]}, {"op": "replace", "path": "/system/packs/enabled", "value": ["baseline"]}])

test_in_a_region_of_a_member_state_they_apply if sys_011.findings == {{"actual": "enabled: baseline", "expected": "eu-ai-act-high-risk-deployer", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-high-risk-deployer applies to it (high risk in the Union, as deployer) and is not enabled"}, {"actual": "enabled: baseline", "expected": "eu-ai-act-high-risk-provider", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-high-risk-provider applies to it (high risk in the Union, as provider) and is not enabled"}, {"actual": "enabled: baseline", "expected": "eu-ai-act-literacy", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-literacy applies to it (used in the Union) and is not enabled"}, {"actual": "enabled: baseline", "expected": "eu-ai-act-prohibited", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-prohibited applies to it (used in the Union) and is not enabled"}, {"actual": "enabled: baseline", "expected": "gdpr-ai", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack gdpr-ai applies to it (personal data in the Union) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["DE-BE"]}, {"op": "replace", "path": "/system/packs/enabled", "value": ["baseline"]}])

test_elsewhere_they_do_not if {
	sys_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["CH"]}, {"op": "remove", "path": "/system/packs"}])
	count(sys_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["CH"]}, {"op": "remove", "path": "/system/packs"}])
}

test_a_system_that_people_deal_with_needs_transparency if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer, gdpr-ai", "expected": "eu-ai-act-transparency", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-transparency applies to it (people deal with it or read what it generates, in the Union) and is not enabled"}} with input as json.patch(_good, [{"op": "add", "path": "/system/user_facing", "value": true}])

test_a_system_that_generates_needs_transparency if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer, gdpr-ai", "expected": "eu-ai-act-transparency", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack eu-ai-act-transparency applies to it (people deal with it or read what it generates, in the Union) and is not enabled"}} with input as json.patch(_good, [{"op": "add", "path": "/system/generates", "value": ["text"]}])

test_a_deployer_is_no_provider if {
	sys_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}, {"op": "remove", "path": "/system/packs/enabled/3"}])
	count(sys_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}, {"op": "remove", "path": "/system/packs/enabled/3"}])
}

test_a_provider_is_no_deployer if {
	sys_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["provider"]}, {"op": "remove", "path": "/system/packs/enabled/4"}])
	count(sys_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["provider"]}, {"op": "remove", "path": "/system/packs/enabled/4"}])
}

test_limited_risk_needs_no_pack_of_high_risk if {
	sys_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}, {"op": "replace", "path": "/system/packs/enabled", "value": ["eu-ai-act-prohibited", "eu-ai-act-literacy", "gdpr-ai"]}])
	count(sys_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}, {"op": "replace", "path": "/system/packs/enabled", "value": ["eu-ai-act-prohibited", "eu-ai-act-literacy", "gdpr-ai"]}])
}

test_hiring_in_new_york_needs_its_pack if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer, gdpr-ai", "expected": "hiring-nyc", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack hiring-nyc applies to it (decides about jobs in New York City) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US-NY-NYC"]}, {"op": "replace", "path": "/system/decision_domain", "value": "employment"}])

test_hiring_elsewhere_does_not if {
	sys_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US-NY"]}, {"op": "replace", "path": "/system/decision_domain", "value": "employment"}])
	count(sys_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US-NY"]}, {"op": "replace", "path": "/system/decision_domain", "value": "employment"}])
}

test_credit_in_a_state_needs_its_pack if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer, gdpr-ai", "expected": "credit-us", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack credit-us applies to it (decides about credit in the United States) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US-TX"]}])

test_credit_in_the_country_needs_its_pack if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer, gdpr-ai", "expected": "credit-us", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack credit-us applies to it (decides about credit in the United States) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US"]}])

test_a_country_that_begins_alike_is_another if {
	sys_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["USX"]}])
	count(sys_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["USX"]}])
}

test_housing_in_the_country_needs_none if {
	sys_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US"]}, {"op": "replace", "path": "/system/decision_domain", "value": "housing"}])
	count(sys_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US"]}, {"op": "replace", "path": "/system/decision_domain", "value": "housing"}])
}

test_people_in_colorado_need_its_pack if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer, gdpr-ai", "expected": "colorado-admt", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack colorado-admt applies to it (decides about people in Colorado) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US-CO"]}, {"op": "replace", "path": "/system/decision_domain", "value": "housing"}])

test_nobody_in_colorado_needs_none if {
	sys_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US-CO"]}, {"op": "replace", "path": "/system/decision_domain", "value": "housing"}, {"op": "replace", "path": "/system/affects_persons", "value": false}])
	count(sys_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US-CO"]}, {"op": "replace", "path": "/system/decision_domain", "value": "housing"}, {"op": "replace", "path": "/system/affects_persons", "value": false}])
}

test_an_agency_needs_its_pack if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer, gdpr-ai", "expected": "us-federal", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack us-federal applies to it (used by a federal agency) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/jurisdictions", "value": ["US-federal"]}, {"op": "replace", "path": "/system/decision_domain", "value": "housing"}])

test_data_protection_follows_from_profiling if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer", "expected": "gdpr-ai", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack gdpr-ai applies to it (personal data in the Union) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}, {"op": "remove", "path": "/system/packs/enabled/5"}])

test_data_protection_follows_from_users if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer, eu-ai-act-transparency", "expected": "gdpr-ai", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack gdpr-ai applies to it (personal data in the Union) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}, {"op": "replace", "path": "/system/profiling", "value": false}, {"op": "add", "path": "/system/user_facing", "value": true}, {"op": "replace", "path": "/system/packs/enabled/5", "value": "eu-ai-act-transparency"}])

test_data_protection_follows_from_personal_data if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer", "expected": "gdpr-ai", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack gdpr-ai applies to it (personal data in the Union) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}, {"op": "replace", "path": "/system/profiling", "value": false}, {"op": "add", "path": "/all", "value": {"dataset": [{"id": "d", "personal_data": true}]}}, {"op": "remove", "path": "/system/packs/enabled/5"}])

test_data_protection_follows_from_effect if sys_011.findings == {{"actual": "enabled: baseline, eu-ai-act-prohibited, eu-ai-act-literacy, eu-ai-act-high-risk-provider, eu-ai-act-high-risk-deployer", "expected": "gdpr-ai", "fields": ["system.packs.enabled", "system.jurisdictions"], "message": "system loan-score: the pack gdpr-ai applies to it (personal data in the Union) and is not enabled"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/profiling", "value": false}, {"op": "remove", "path": "/system/packs/enabled/5"}])

test_without_persons_there_is_none if {
	sys_011.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}, {"op": "replace", "path": "/system/profiling", "value": false}, {"op": "remove", "path": "/system/packs/enabled/5"}])
	count(sys_011.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/affects_persons", "value": false}, {"op": "replace", "path": "/system/profiling", "value": false}, {"op": "remove", "path": "/system/packs/enabled/5"}])
}

test_without_system_jurisdictions_the_rule_applies_and_asks_for_it if {
	sys_011.applies with input as json.remove(_good, ["system/jurisdictions"])
	"system.jurisdictions" in sys_011.required with input as json.remove(_good, ["system/jurisdictions"])
}
