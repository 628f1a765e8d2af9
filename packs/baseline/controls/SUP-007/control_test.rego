package bylaw.controls.sup_007_test

import data.bylaw.controls.sup_007

_good := {"subject": {"kind": "model", "name": "chat"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "model": {"id": "chat", "remote_code": false}, "all": {"pipeline": [{"sast": [{"rule": "other", "severity": "high", "path": "a.py"}]}]}}

test_what_keeps_the_rule_passes if {
	sup_007.applies with input as _good
	count(sup_007.findings) == 0 with input as _good
}

test_remote_code_is_found if sup_007.findings == {{"actual": "true", "expected": "remote code off", "fields": ["model.remote_code"], "message": "model chat loads code from its repository"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/remote_code", "value": true}])

test_remote_code_that_is_enabled_is_found if sup_007.findings == {{"actual": "{\"enabled\": true}", "expected": "remote code off", "fields": ["model.remote_code"], "message": "model chat loads code from its repository"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/remote_code", "value": {"enabled": true}}])

test_a_list_of_modules_is_found if sup_007.findings == {{"actual": "[\"modeling.py\"]", "expected": "remote code off", "fields": ["model.remote_code"], "message": "model chat loads code from its repository"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/remote_code", "value": ["modeling.py"]}])

test_an_empty_list_is_in_order if count(sup_007.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/remote_code", "value": []}])

test_a_call_in_the_code_is_found if sup_007.findings == {{"actual": "transformers-trust-remote-code", "expected": "no load call with remote code", "fields": ["pipeline.sast"], "file": "a.py", "message": "model chat: a.py loads models and lets their repository run code"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/pipeline/0/sast/0/rule", "value": "transformers-trust-remote-code"}])

test_without_model_remote_code_the_rule_applies_and_asks_for_it if {
	sup_007.applies with input as json.remove(_good, ["model/remote_code"])
	"model.remote_code" in sup_007.required with input as json.remove(_good, ["model/remote_code"])
}
