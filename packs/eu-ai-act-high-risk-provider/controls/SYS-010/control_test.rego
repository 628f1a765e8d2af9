package bylaw.controls.sys_010_test

import data.bylaw.controls.sys_010

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "registration": {"eu_db_id": "EU-AI-1"}}}

test_what_keeps_the_rule_passes if {
	sys_010.applies with input as _good
	count(sys_010.findings) == 0 with input as _good
}

test_an_empty_id_is_found if {
	sys_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/registration/eu_db_id", "value": " "}])
	sys_010.findings == {{"actual": "nothing", "expected": "the id of the EU database", "fields": ["system.registration.eu_db_id"], "message": "system loan-score is registered under an empty id"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/registration/eu_db_id", "value": " "}])
}

test_an_exempted_system_is_registered_too if {
	sys_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited", "exemption": {"claimed": true}}}, {"op": "replace", "path": "/system/registration/eu_db_id", "value": ""}])
	sys_010.findings == {{"actual": "nothing", "expected": "the id of the EU database", "fields": ["system.registration.eu_db_id"], "message": "system loan-score is registered under an empty id"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited", "exemption": {"claimed": true}}}, {"op": "replace", "path": "/system/registration/eu_db_id", "value": ""}])
}

test_a_private_deployer_who_is_provider_too_registers if {
	sys_010.applies with input as json.patch(_good, [{"op": "add", "path": "/context/organisation", "value": {"public_body": false}}, {"op": "replace", "path": "/system/registration/eu_db_id", "value": ""}])
	sys_010.findings == {{"actual": "nothing", "expected": "the id of the EU database", "fields": ["system.registration.eu_db_id"], "message": "system loan-score is registered under an empty id"}} with input as json.patch(_good, [{"op": "add", "path": "/context/organisation", "value": {"public_body": false}}, {"op": "replace", "path": "/system/registration/eu_db_id", "value": ""}])
}

test_a_public_deployer_registers if {
	sys_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}, {"op": "add", "path": "/context/organisation", "value": {"public_body": true}}, {"op": "replace", "path": "/system/registration/eu_db_id", "value": ""}])
	sys_010.findings == {{"actual": "nothing", "expected": "the id of the EU database", "fields": ["system.registration.eu_db_id"], "message": "system loan-score is registered under an empty id"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}, {"op": "add", "path": "/context/organisation", "value": {"public_body": true}}, {"op": "replace", "path": "/system/registration/eu_db_id", "value": ""}])
}

test_several_points_of_which_one_is_two_register if {
	sys_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/annex_iii", "value": ["2", "5(b)"]}, {"op": "replace", "path": "/system/registration/eu_db_id", "value": ""}])
	sys_010.findings == {{"actual": "nothing", "expected": "the id of the EU database", "fields": ["system.registration.eu_db_id"], "message": "system loan-score is registered under an empty id"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/annex_iii", "value": ["2", "5(b)"]}, {"op": "replace", "path": "/system/registration/eu_db_id", "value": ""}])
}

test_a_system_without_points_registers if {
	sys_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/annex_iii", "value": []}, {"op": "replace", "path": "/system/registration/eu_db_id", "value": ""}])
	sys_010.findings == {{"actual": "nothing", "expected": "the id of the EU database", "fields": ["system.registration.eu_db_id"], "message": "system loan-score is registered under an empty id"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/annex_iii", "value": []}, {"op": "replace", "path": "/system/registration/eu_db_id", "value": ""}])
}

test_without_system_registration_eu_db_id_the_rule_applies_and_asks_for_it if {
	sys_010.applies with input as json.remove(_good, ["system/registration/eu_db_id"])
	"system.registration.eu_db_id" in sys_010.required with input as json.remove(_good, ["system/registration/eu_db_id"])
}

test_critical_infrastructure_is_registered_elsewhere if not sys_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk/annex_iii", "value": ["2"]}])

test_a_private_deployer_does_not_register if not sys_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["deployer"]}, {"op": "add", "path": "/context/organisation", "value": {"public_body": false}}])

test_a_public_importer_does_not_register if not sys_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/operator_roles", "value": ["importer"]}, {"op": "add", "path": "/context/organisation", "value": {"public_body": true}}])

test_a_system_of_limited_risk_does_not_register if not sys_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])
