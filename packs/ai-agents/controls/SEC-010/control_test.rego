package bylaw.controls.sec_010_test

import data.bylaw.controls.sec_010

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "c.a", "kind": "container", "runs_as_root": false, "privileged": false, "read_only_fs": true, "cpu_limit": "1", "memory_limit": "1Gi"}]}}

test_what_keeps_the_rule_passes if {
	sec_010.applies with input as _good
	count(sec_010.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	sec_010.findings == {{"actual": "root", "expected": "another user", "fields": ["infra.resources"], "message": "cloud: c.a runs as root", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "c.a", "kind": "container"}, {"address": "z.b", "kind": "container"}]}])
	count(sec_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "c.a", "kind": "container"}, {"address": "z.b", "kind": "container"}]}])
	sec_010.inconclusive == {{"actual": "nothing", "expected": "runs_as_root", "fields": ["infra.resources"], "message": "cloud: nothing tells whether whether it runs as root of c.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "c.a", "kind": "container"}, {"address": "z.b", "kind": "container"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "c.a", "kind": "container", "runs_as_root": false, "privileged": false, "read_only_fs": true, "cpu_limit": "1", "memory_limit": "1Gi"}, {"address": "other", "kind": "container"}]}])
	count(sec_010.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "c.a", "kind": "container", "runs_as_root": false, "privileged": false, "read_only_fs": true, "cpu_limit": "1", "memory_limit": "1Gi"}, {"address": "other", "kind": "container"}]}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "c.a", "kind": "container", "runs_as_root": false, "privileged": false, "read_only_fs": true, "cpu_limit": "1", "memory_limit": "1Gi"}, {"address": "other", "kind": "container"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_010.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"runs_as_root": {"reason": "known after apply"}}}])
	count(sec_010.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"runs_as_root": {"reason": "known after apply"}}}])
	sec_010.inconclusive == {{"actual": "known after apply", "expected": "runs_as_root", "fields": ["infra.resources"], "message": "cloud: whether it runs as root of c.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"runs_as_root": {"reason": "known after apply"}}}])
}

test_a_privileged_container_is_found if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/privileged", "value": true}])
	sec_010.findings == {{"actual": "privileged", "expected": "not privileged", "fields": ["infra.resources"], "message": "cloud: c.a is privileged", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/privileged", "value": true}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/privileged", "value": true}])
}

test_a_file_system_that_can_be_written_is_found if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/read_only_fs", "value": false}])
	sec_010.findings == {{"actual": "writable", "expected": "a read-only file system", "fields": ["infra.resources"], "message": "cloud: c.a can write to its file system", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/read_only_fs", "value": false}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/read_only_fs", "value": false}])
}

test_no_limit_of_memory_is_found if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/memory_limit", "value": null}])
	sec_010.findings == {{"actual": "none", "expected": "memory_limit", "fields": ["infra.resources"], "message": "cloud: c.a has no limit of memory", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/memory_limit", "value": null}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/memory_limit", "value": null}])
}

test_no_limit_of_cpu_is_found if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cpu_limit", "value": false}])
	sec_010.findings == {{"actual": "none", "expected": "cpu_limit", "fields": ["infra.resources"], "message": "cloud: c.a has no limit of cpu", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cpu_limit", "value": false}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cpu_limit", "value": false}])
}

test_what_nothing_says_of_limits_is_in_order if {
	sec_010.applies with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/cpu_limit"}, {"op": "remove", "path": "/infra/resources/0/memory_limit"}])
	count(sec_010.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/cpu_limit"}, {"op": "remove", "path": "/infra/resources/0/memory_limit"}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/cpu_limit"}, {"op": "remove", "path": "/infra/resources/0/memory_limit"}])
}

test_inference_endpoint_is_concerned if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	sec_010.findings == {{"actual": "root", "expected": "another user", "fields": ["infra.resources"], "message": "cloud: c.a runs as root", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
}

test_training_is_concerned if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	sec_010.findings == {{"actual": "root", "expected": "another user", "fields": ["infra.resources"], "message": "cloud: c.a runs as root", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
}

test_agent_is_concerned if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	sec_010.findings == {{"actual": "root", "expected": "another user", "fields": ["infra.resources"], "message": "cloud: c.a runs as root", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
}

test_notebook_is_concerned if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	sec_010.findings == {{"actual": "root", "expected": "another user", "fields": ["infra.resources"], "message": "cloud: c.a runs as root", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "notebook"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
}

test_workload_is_concerned if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "workload"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	sec_010.findings == {{"actual": "root", "expected": "another user", "fields": ["infra.resources"], "message": "cloud: c.a runs as root", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "workload"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "workload"}, {"op": "replace", "path": "/infra/resources/0/runs_as_root", "value": true}])
}

test_an_empty_limit_is_none if {
	sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cpu_limit", "value": ""}])
	sec_010.findings == {{"actual": "none", "expected": "cpu_limit", "fields": ["infra.resources"], "message": "cloud: c.a has no limit of cpu", "subject": "c.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cpu_limit", "value": ""}])
	count(sec_010.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/cpu_limit", "value": ""}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_010.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_010.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_010.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
