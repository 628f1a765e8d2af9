package bylaw.controls.rob_014_test

import data.bylaw.controls.rob_014

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "evaluate", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3"}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "all": {"evaluation": [{"id": "run/performance", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}], "evaluator": {"person": "v.alid", "organisation": "bank", "independent": true}}], "approval": [{"author": "dev"}]}}

test_what_keeps_the_rule_passes if {
	rob_014.applies with input as _good
	count(rob_014.findings) == 0 with input as _good
}

test_an_evaluator_who_is_not_independent_is_found if {
	rob_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/evaluator/independent", "value": false}])
	rob_014.findings == {{"actual": "independent: false", "expected": "an independent evaluator", "fields": ["evaluation.evaluator"], "message": "model gbm: evaluation run/performance was done by v.alid, who is not marked independent"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/evaluator/independent", "value": false}])
}

test_an_evaluator_who_does_not_say_is_found if {
	rob_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/evaluator", "value": {}}])
	rob_014.findings == {{"actual": "independent: nothing", "expected": "an independent evaluator", "fields": ["evaluation.evaluator"], "message": "model gbm: evaluation run/performance was done by nobody named, who is not marked independent"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/evaluator", "value": {}}])
}

test_the_author_is_no_validator if {
	rob_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/evaluator/person", "value": "Dev"}])
	rob_014.findings == {{"actual": "Dev", "expected": "somebody else", "fields": ["evaluation.evaluator", "approval.author"], "message": "model gbm: evaluation run/performance was done by Dev, who is author or owner"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/evaluator/person", "value": "Dev"}])
}

test_the_owner_is_no_validator if {
	rob_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/evaluator/person", "value": "risk@bank.example"}])
	rob_014.findings == {{"actual": "risk@bank.example", "expected": "somebody else", "fields": ["evaluation.evaluator", "approval.author"], "message": "model gbm: evaluation run/performance was done by risk@bank.example, who is author or owner"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/evaluator/person", "value": "risk@bank.example"}])
}

test_one_independent_validation_is_enough if {
	rob_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": [{"id": "run/performance", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}], "evaluator": {"person": "v", "independent": true}}, {"id": "own", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}], "evaluator": {"person": "dev", "independent": false}}]}])
	count(rob_014.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation", "value": [{"id": "run/performance", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}], "evaluator": {"person": "v", "independent": true}}, {"id": "own", "kind": "performance", "model_digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "dataset_id": "test", "dataset_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "at": "2026-10-01T00:00:00Z", "metrics": [{"name": "auc", "value": 0.81, "higher_is_better": true}, {"name": "brier", "value": 0.15}], "thresholds": [{"metric": "auc", "op": ">=", "value": 0.75, "declared_at": "2026-09-01"}, {"metric": "brier", "op": "<=", "value": 0.2, "declared_at": "2026-09-01"}], "evaluator": {"person": "dev", "independent": false}}]}])
}

test_without_model_digest_the_rule_applies_and_asks_for_it if {
	rob_014.applies with input as json.remove(_good, ["model/digest"])
	"model.digest" in rob_014.required with input as json.remove(_good, ["model/digest"])
}

test_a_model_that_nobody_validated_asks_for_it if {
	rob_014.applies with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/evaluator"}])
	"evaluation.evaluator" in rob_014.required with input as json.patch(_good, [{"op": "remove", "path": "/all/evaluation/0/evaluator"}])
}

test_a_validation_of_another_model_does_not_count if {
	rob_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	"evaluation.evaluator" in rob_014.required with input as json.patch(_good, [{"op": "replace", "path": "/all/evaluation/0/model_digest", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_what_is_there_is_not_asked_for if rob_014.required == {"model.digest"} with input as _good

test_a_system_of_limited_risk_is_not_concerned if not rob_014.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])
