package bylaw.controls.llm_004_test

import data.bylaw.controls.llm_004

_good := {"subject": {"kind": "pipeline", "name": "code"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "pipeline": {"prompts": [{"path": "prompts/system.md", "sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "approved_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "secret_hits": 0, "injection_hits": 0, "access_rule_hits": 0}]}}

test_what_keeps_the_rule_passes if {
	llm_004.applies with input as _good
	count(llm_004.findings) == 0 with input as _good
}

test_a_changed_prompt_is_found if {
	llm_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
	llm_004.findings == {{"actual": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "expected": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "fields": ["pipeline.prompts"], "file": "prompts/system.md", "message": "code: prompt prompts/system.md is not the approved one"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts/0/sha256", "value": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"}])
}

test_a_prompt_that_was_never_approved_is_found if {
	llm_004.applies with input as json.patch(_good, [{"op": "remove", "path": "/pipeline/prompts/0/approved_sha256"}])
	llm_004.findings == {{"actual": "nothing", "expected": "approved_sha256", "fields": ["pipeline.prompts"], "file": "prompts/system.md", "message": "code: prompt prompts/system.md was never approved"}} with input as json.patch(_good, [{"op": "remove", "path": "/pipeline/prompts/0/approved_sha256"}])
}

test_without_pipeline_prompts_the_rule_applies_and_asks_for_it if {
	llm_004.applies with input as json.remove(_good, ["pipeline/prompts"])
	"pipeline.prompts" in llm_004.required with input as json.remove(_good, ["pipeline/prompts"])
}

test_without_prompts_there_is_nothing_to_approve if not llm_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/prompts", "value": []}])
