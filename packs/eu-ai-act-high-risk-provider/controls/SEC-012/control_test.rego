package bylaw.controls.sec_012_test

import data.bylaw.controls.sec_012

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "b.a", "kind": "storage", "backup": true}]}}

test_what_keeps_the_rule_passes if {
	sec_012.applies with input as _good
	count(sec_012.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
	sec_012.findings == {{"actual": "none", "expected": "a backup", "fields": ["infra.resources"], "message": "cloud: b.a has no backup", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
	count(sec_012.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage"}, {"address": "z.b", "kind": "storage"}]}])
	count(sec_012.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage"}, {"address": "z.b", "kind": "storage"}]}])
	sec_012.inconclusive == {{"actual": "nothing", "expected": "backup", "fields": ["infra.resources"], "message": "cloud: nothing tells whether backup of b.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage"}, {"address": "z.b", "kind": "storage"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage", "backup": true}, {"address": "other", "kind": "storage"}]}])
	count(sec_012.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage", "backup": true}, {"address": "other", "kind": "storage"}]}])
	count(sec_012.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "b.a", "kind": "storage", "backup": true}, {"address": "other", "kind": "storage"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_012.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"backup": {"reason": "known after apply"}}}])
	count(sec_012.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"backup": {"reason": "known after apply"}}}])
	sec_012.inconclusive == {{"actual": "known after apply", "expected": "backup", "fields": ["infra.resources"], "message": "cloud: backup of b.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"backup": {"reason": "known after apply"}}}])
}

test_storage_is_concerned if {
	sec_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
	sec_012.findings == {{"actual": "none", "expected": "a backup", "fields": ["infra.resources"], "message": "cloud: b.a has no backup", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
	count(sec_012.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
}

test_feature_store_is_concerned if {
	sec_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "feature_store"}, {"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
	sec_012.findings == {{"actual": "none", "expected": "a backup", "fields": ["infra.resources"], "message": "cloud: b.a has no backup", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "feature_store"}, {"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
	count(sec_012.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "feature_store"}, {"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
}

test_vector_store_is_concerned if {
	sec_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
	sec_012.findings == {{"actual": "none", "expected": "a backup", "fields": ["infra.resources"], "message": "cloud: b.a has no backup", "subject": "b.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
	count(sec_012.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/backup", "value": false}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_012.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_012.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_012.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
