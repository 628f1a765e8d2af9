package bylaw.controls.llm_003_test

import data.bylaw.controls.llm_003

_good := {"subject": {"kind": "pipeline", "name": "code"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "pipeline": {"sast": [{"rule": "style", "severity": "low", "path": "a.py"}]}}

test_what_keeps_the_rule_passes if {
	llm_003.applies with input as _good
	count(llm_003.findings) == 0 with input as _good
}

test_a_path_from_output_to_a_shell_is_found if llm_003.findings == {{"actual": "llm-output-to-shell", "expected": "no path from model output to a dangerous use", "fields": ["pipeline.sast"], "file": "a.py", "message": "code: a.py uses what a model says without checking it (llm-output-to-shell)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/sast/0/rule", "value": "llm-output-to-shell"}])

test_a_path_from_an_answer_is_found if llm_003.findings == {{"actual": "MODEL_RESPONSE.eval", "expected": "no path from model output to a dangerous use", "fields": ["pipeline.sast"], "file": "a.py", "message": "code: a.py uses what a model says without checking it (MODEL_RESPONSE.eval)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/sast/0/rule", "value": "MODEL_RESPONSE.eval"}])

test_without_pipeline_sast_the_rule_applies_and_asks_for_it if {
	llm_003.applies with input as json.remove(_good, ["pipeline/sast"])
	"pipeline.sast" in llm_003.required with input as json.remove(_good, ["pipeline/sast"])
}
