package bylaw.controls.llm_005_test

import data.bylaw.controls.llm_005

_good := {"subject": {"kind": "pipeline", "name": "code"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "pipeline": {"prompts": [{"path": "prompts/system.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "secret_hits": 0, "injection_hits": 0, "access_rule_hits": 0}]}}

test_what_keeps_the_rule_passes if {
	llm_005.applies with input as _good
	count(llm_005.findings) == 0 with input as _good
}

test_a_secret_is_found if {
	llm_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/secret_hits", "value": 1}])
	llm_005.findings == {{"actual": "1", "expected": "0", "fields": ["pipeline.prompts"], "file": "prompts/system.md", "message": "code: prompt prompts/system.md holds 1 secrets"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/secret_hits", "value": 1}])
	count(llm_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/secret_hits", "value": 1}])
}

test_an_access_rule_is_found if {
	llm_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/access_rule_hits", "value": 2}])
	llm_005.findings == {{"actual": "2", "expected": "0", "fields": ["pipeline.prompts"], "file": "prompts/system.md", "message": "code: prompt prompts/system.md holds 2 access rules"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/access_rule_hits", "value": 2}])
	count(llm_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/access_rule_hits", "value": 2}])
}

test_a_hidden_instruction_is_found if {
	llm_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/injection_hits", "value": 1}])
	llm_005.findings == {{"actual": "1", "expected": "0", "fields": ["pipeline.prompts"], "file": "prompts/system.md", "message": "code: prompt prompts/system.md holds 1 hidden instructions"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/injection_hits", "value": 1}])
	count(llm_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/injection_hits", "value": 1}])
}

test_a_prompt_that_nobody_searched_is_inconclusive if {
	llm_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/pipeline/prompts/0/secret_hits"}])
	count(llm_005.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/pipeline/prompts/0/secret_hits"}])
	llm_005.inconclusive == {{"actual": "nothing", "expected": "secret_hits", "fields": ["pipeline.prompts"], "message": "code: nobody searched prompt prompts/system.md for secrets"}} with input as json.patch(_good, [{"op": "remove", "path": "/pipeline/prompts/0/secret_hits"}])
}

test_without_pipeline_prompts_the_rule_applies_and_asks_for_it if {
	llm_005.applies with input as json.remove(_good, ["pipeline/prompts"])
	"pipeline.prompts" in llm_005.required with input as json.remove(_good, ["pipeline/prompts"])
}

test_without_prompts_there_is_nothing_to_search if not llm_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts", "value": []}])
