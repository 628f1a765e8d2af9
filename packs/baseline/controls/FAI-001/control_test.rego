package bylaw.controls.fai_001_test

import data.bylaw.controls.fai_001

_input(digest, at) := {"subject": {"name": "m"}, "context": {"now": "2026-11-23T00:00:00Z"}, "params": {"max_age_days": 365}, "model": {"digest": "aa"}, "all": {"evaluation": [{"id": "e", "model_digest": digest, "at": at, "groups": [{"attribute": "sex"}]}]}}

test_an_evaluation_of_this_model_passes if count(fai_001.findings) == 0 with input as _input("aa", "2026-10-01T00:00:00Z")

test_an_evaluation_of_another_model_does_not_count if count(fai_001.findings) == 1 with input as _input("bb", "2026-10-01T00:00:00Z")

test_an_old_evaluation_is_found if count(fai_001.findings) == 1 with input as _input("aa", "2024-10-01T00:00:00Z")

test_a_system_without_persons_is_not_concerned if not fai_001.applies with input as {"system": {"affects_persons": false, "decision_domain": "credit"}}
