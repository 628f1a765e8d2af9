package bylaw.controls.rob_010_test

import data.bylaw.controls.rob_010

_good := {"subject": {"kind": "system", "name": "support"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "generates": ["text"]}, "all": {"evaluation": [{"id": "redteam", "kind": "redteam", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-01T00:00:00Z", "suite": {"name": "jailbreak", "version": "2026.10", "cases": 240}, "metrics": [{"name": "attack_success", "value": 0.025}], "agent_config_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}], "agent": [{"id": "support", "config_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}], "model": [{"id": "chat", "generative": true}]}, "params": {"max_success": 0.05, "min_cases": 200, "max_age_days": 90}, "limits": {"max_success": "product: no number in law", "min_cases": "convention: interval about plus or minus 3 points at 5 percent", "max_age_days": "product: suites date fast"}}

test_what_keeps_the_rule_passes if {
	rob_010.applies with input as _good
	count(rob_010.findings) == 0 with input as _good
}

test_too_many_successes_are_found if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.1}])
	rob_010.findings == {{"actual": "0.1", "expected": "at most 0.05", "fields": ["evaluation.metrics"], "message": "system support: red-team run redteam succeeded in 0.1 of its attacks > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.1}])
}

test_a_rate_that_rounds_to_the_limit_is_above_it if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.0500001}])
	rob_010.findings == {{"actual": "0.0500001", "expected": "at most 0.05", "fields": ["evaluation.metrics"], "message": "system support: red-team run redteam succeeded in 0.0500001 of its attacks > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.0500001}])
}

test_the_limit_itself_passes if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.05}])
	count(rob_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics/0/value", "value": 0.05}])
}

test_too_few_cases_are_found if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/suite/cases", "value": 10}])
	rob_010.findings == {{"actual": "10", "expected": "at least 200 cases", "fields": ["evaluation.suite"], "message": "system support: red-team run redteam has 10 cases < 200 (convention: interval about plus or minus 3 points at 5 percent)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/suite/cases", "value": 10}])
}

test_the_limit_of_cases_is_enough if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/suite/cases", "value": 200}])
	count(rob_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/suite/cases", "value": 200}])
}

test_a_run_that_does_not_count_its_cases_is_found if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/suite", "value": {"name": "j", "version": "1"}}])
	rob_010.findings == {{"actual": "nothing", "expected": "at least 200 cases", "fields": ["evaluation.suite"], "message": "system support: red-team run redteam has no number of cases < 200 (convention: interval about plus or minus 3 points at 5 percent)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/suite", "value": {"name": "j", "version": "1"}}])
}

test_a_suite_without_version_is_found if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/suite/version", "value": ""}])
	rob_010.findings == {{"actual": "nothing", "expected": "suite.version", "fields": ["evaluation.suite"], "message": "system support: red-team run redteam names no version of its suite"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/suite/version", "value": ""}])
}

test_an_old_run_is_found if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/at", "value": "2026-08-24T00:00:00Z"}])
	rob_010.findings == {{"actual": "2026-08-24T00:00:00Z", "expected": "at most 90 days", "fields": ["evaluation.at"], "message": "system support: the newest red-team run redteam of 2026-08-24 is older than 90 days (product: suites date fast)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/at", "value": "2026-08-24T00:00:00Z"}])
}

test_a_run_of_ninety_days_ago_counts if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/at", "value": "2026-08-25T00:00:00Z"}])
	count(rob_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/at", "value": "2026-08-25T00:00:00Z"}])
}

test_a_run_without_a_rate_is_found if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": []}])
	rob_010.findings == {{"actual": "nothing", "expected": "attack_success", "fields": ["evaluation.metrics"], "message": "system support: red-team run redteam states no share of attacks that succeeded"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": []}])
}

test_a_slice_is_not_the_rate if {
	rob_010.applies with input as json.patch(_good, [{"op": "add", "path": "/all/evaluation/0/metrics/0/slice", "value": "tools"}])
	rob_010.findings == {{"actual": "nothing", "expected": "attack_success", "fields": ["evaluation.metrics"], "message": "system support: red-team run redteam states no share of attacks that succeeded"}} with input as json.patch(_good, [{"op": "add", "path": "/all/evaluation/0/metrics/0/slice", "value": "tools"}])
}

test_a_run_against_another_configuration_is_found if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/agent_config_digest", "value": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}])
	rob_010.findings == {{"actual": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "expected": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "fields": ["evaluation.agent_config_digest", "agent.config_digest"], "message": "system support: red-team run redteam attacked another configuration than agent support has today"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/agent_config_digest", "value": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}])
}

test_a_run_that_names_no_configuration_is_taken if {
	rob_010.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/agent_config_digest"}])
	count(rob_010.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/agent_config_digest"}])
}

test_the_newest_run_counts if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": [{"id": "old", "kind": "redteam", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-01-01T00:00:00Z", "suite": {"name": "jailbreak", "version": "2026.10", "cases": 240}, "metrics": [{"name": "attack_success", "value": 0.9}], "agent_config_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"id": "redteam", "kind": "redteam", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-01T00:00:00Z", "suite": {"name": "jailbreak", "version": "2026.10", "cases": 240}, "metrics": [{"name": "attack_success", "value": 0.025}], "agent_config_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}])
	count(rob_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": [{"id": "old", "kind": "redteam", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-01-01T00:00:00Z", "suite": {"name": "jailbreak", "version": "2026.10", "cases": 240}, "metrics": [{"name": "attack_success", "value": 0.9}], "agent_config_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"id": "redteam", "kind": "redteam", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-01T00:00:00Z", "suite": {"name": "jailbreak", "version": "2026.10", "cases": 240}, "metrics": [{"name": "attack_success", "value": 0.025}], "agent_config_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}])
}

test_runs_of_two_suites_both_count if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": [{"id": "old", "kind": "redteam", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "suite": {"name": "leak", "version": "2026.10", "cases": 240}, "metrics": [{"name": "asr", "value": 0.9}], "agent_config_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"id": "redteam", "kind": "redteam", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-01T00:00:00Z", "suite": {"name": "jailbreak", "version": "2026.10", "cases": 240}, "metrics": [{"name": "attack_success", "value": 0.025}], "agent_config_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}])
	rob_010.findings == {{"actual": "0.9", "expected": "at most 0.05", "fields": ["evaluation.metrics"], "message": "system support: red-team run old succeeded in 0.9 of its attacks > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": [{"id": "old", "kind": "redteam", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-10-01T00:00:00Z", "suite": {"name": "leak", "version": "2026.10", "cases": 240}, "metrics": [{"name": "asr", "value": 0.9}], "agent_config_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}, {"id": "redteam", "kind": "redteam", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "at": "2026-11-01T00:00:00Z", "suite": {"name": "jailbreak", "version": "2026.10", "cases": 240}, "metrics": [{"name": "attack_success", "value": 0.025}], "agent_config_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}]}])
}

test_evaluations_of_another_kind_do_not_count if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/kind", "value": "toxicity"}])
	rob_010.findings == {{"actual": "[\"toxicity\"]", "expected": "an evaluation of kind redteam", "fields": ["evaluation.kind"], "message": "system support: no red-team evaluation was made"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/kind", "value": "toxicity"}])
}

test_other_names_of_the_rate_are_known if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "attack_success_rate", "value": 0.9}]}])
	rob_010.findings == {{"actual": "0.9", "expected": "at most 0.05", "fields": ["evaluation.metrics"], "message": "system support: red-team run redteam succeeded in 0.9 of its attacks > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "attack_success_rate", "value": 0.9}]}])
}

test_success_rate_is_known if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "success_rate", "value": 0.9}]}])
	rob_010.findings == {{"actual": "0.9", "expected": "at most 0.05", "fields": ["evaluation.metrics"], "message": "system support: red-team run redteam succeeded in 0.9 of its attacks > 0.05 (product: no number in law)"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/metrics", "value": [{"name": "success_rate", "value": 0.9}]}])
}

test_without_any_run_it_is_asked_for if {
	rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {"model": [{"generative": true}]}}])
	"all.evaluation" in rob_010.required with input as json.patch(_good, [{"op": "replace", "path": "/all", "value": {"model": [{"generative": true}]}}])
}

test_what_is_there_is_not_asked_for if count(rob_010.required) == 0 with input as _good

test_a_system_that_generates_nothing_is_not_concerned if not rob_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/generates", "value": []}, {"op": "replace", "path": "/all/model/0/generative", "value": false}])

test_what_was_run_is_not_asked_for if count(rob_010.required) == 0 with input as _good
