package bylaw.controls.sec_015_test

import data.bylaw.controls.sec_015

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "train", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "n.a", "kind": "notebook", "public_ip": false}]}}

test_what_keeps_the_rule_passes if {
	sec_015.applies with input as _good
	count(sec_015.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_ip", "value": true}])
	sec_015.findings == {{"actual": "public", "expected": "no public address", "fields": ["infra.resources"], "message": "cloud: n.a has a public address", "subject": "n.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_ip", "value": true}])
	count(sec_015.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_ip", "value": true}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "n.a", "kind": "notebook"}, {"address": "z.b", "kind": "notebook"}]}])
	count(sec_015.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "n.a", "kind": "notebook"}, {"address": "z.b", "kind": "notebook"}]}])
	sec_015.inconclusive == {{"actual": "nothing", "expected": "public_ip", "fields": ["infra.resources"], "message": "cloud: nothing tells whether a public address of n.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "n.a", "kind": "notebook"}, {"address": "z.b", "kind": "notebook"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "n.a", "kind": "notebook", "public_ip": false}, {"address": "other", "kind": "notebook"}]}])
	count(sec_015.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "n.a", "kind": "notebook", "public_ip": false}, {"address": "other", "kind": "notebook"}]}])
	count(sec_015.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "n.a", "kind": "notebook", "public_ip": false}, {"address": "other", "kind": "notebook"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_015.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"public_ip": {"reason": "known after apply"}}}])
	count(sec_015.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"public_ip": {"reason": "known after apply"}}}])
	sec_015.inconclusive == {{"actual": "known after apply", "expected": "public_ip", "fields": ["infra.resources"], "message": "cloud: a public address of n.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"public_ip": {"reason": "known after apply"}}}])
}

test_training_is_concerned if {
	sec_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/public_ip", "value": true}])
	sec_015.findings == {{"actual": "public", "expected": "no public address", "fields": ["infra.resources"], "message": "cloud: n.a has a public address", "subject": "n.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/public_ip", "value": true}])
	count(sec_015.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/public_ip", "value": true}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_015.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_015.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_015.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
