package bylaw.controls.sec_016_test

import data.bylaw.controls.sec_016

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "reg.a", "kind": "registry", "public_network": false}]}}

test_what_keeps_the_rule_passes if {
	sec_016.applies with input as _good
	count(sec_016.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_016.findings == {{"actual": "public", "expected": "no public access", "fields": ["infra.resources"], "message": "cloud: reg.a can be read from the internet", "subject": "reg.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_016.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "reg.a", "kind": "registry"}, {"address": "z.b", "kind": "registry"}]}])
	count(sec_016.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "reg.a", "kind": "registry"}, {"address": "z.b", "kind": "registry"}]}])
	sec_016.inconclusive == {{"actual": "nothing", "expected": "public_network", "fields": ["infra.resources"], "message": "cloud: nothing tells whether who can read the weights of reg.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "reg.a", "kind": "registry"}, {"address": "z.b", "kind": "registry"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "reg.a", "kind": "registry", "public_network": false}, {"address": "other", "kind": "registry"}]}])
	count(sec_016.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "reg.a", "kind": "registry", "public_network": false}, {"address": "other", "kind": "registry"}]}])
	count(sec_016.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "reg.a", "kind": "registry", "public_network": false}, {"address": "other", "kind": "registry"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_016.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"public_network": {"reason": "known after apply"}}}])
	count(sec_016.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"public_network": {"reason": "known after apply"}}}])
	sec_016.inconclusive == {{"actual": "known after apply", "expected": "public_network", "fields": ["infra.resources"], "message": "cloud: who can read the weights of reg.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"public_network": {"reason": "known after apply"}}}])
}

test_a_private_endpoint_answers if {
	sec_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/private_endpoint", "value": true}])
	count(sec_016.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/private_endpoint", "value": true}])
	count(sec_016.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/public_network", "value": true}, {"op": "add", "path": "/infra/resources/0/private_endpoint", "value": true}])
}

test_all_users_are_everyone if {
	sec_016.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/roles", "value": ["allUsers"]}])
	sec_016.findings == {{"actual": "allUsers", "expected": "named readers", "fields": ["infra.resources"], "message": "cloud: reg.a grants its contents to allUsers", "subject": "reg.a"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/roles", "value": ["allUsers"]}])
	count(sec_016.inconclusive) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/roles", "value": ["allUsers"]}])
}

test_a_wildcard_is_everyone if {
	sec_016.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/roles", "value": ["*"]}])
	sec_016.findings == {{"actual": "*", "expected": "named readers", "fields": ["infra.resources"], "message": "cloud: reg.a grants its contents to *", "subject": "reg.a"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/roles", "value": ["*"]}])
	count(sec_016.inconclusive) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/roles", "value": ["*"]}])
}

test_everyone_who_is_known_is_everyone if {
	sec_016.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/roles", "value": ["allAuthenticatedUsers"]}])
	sec_016.findings == {{"actual": "allAuthenticatedUsers", "expected": "named readers", "fields": ["infra.resources"], "message": "cloud: reg.a grants its contents to allAuthenticatedUsers", "subject": "reg.a"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/roles", "value": ["allAuthenticatedUsers"]}])
	count(sec_016.inconclusive) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/roles", "value": ["allAuthenticatedUsers"]}])
}

test_a_model_in_a_public_registry_is_found if {
	sec_016.applies with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "registry": {"name": "hub", "public_access": true}}]}}])
	sec_016.findings == {{"actual": "public", "expected": "no public access", "fields": ["model.registry"], "message": "cloud: the registry hub of model gbm is public"}} with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "registry": {"name": "hub", "public_access": true}}]}}])
	count(sec_016.inconclusive) == 0 with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "registry": {"name": "hub", "public_access": true}}]}}])
}

test_a_model_in_a_closed_registry_is_in_order if {
	sec_016.applies with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "registry": {"name": "hub", "public_access": false}}]}}])
	count(sec_016.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "registry": {"name": "hub", "public_access": false}}]}}])
	count(sec_016.inconclusive) == 0 with input as json.patch(_good, [{"op": "add", "path": "/all", "value": {"model": [{"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "registry": {"name": "hub", "public_access": false}}]}}])
}

test_storage_is_concerned if {
	sec_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_016.findings == {{"actual": "public", "expected": "no public access", "fields": ["infra.resources"], "message": "cloud: reg.a can be read from the internet", "subject": "reg.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_016.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_model_is_concerned if {
	sec_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "model"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	sec_016.findings == {{"actual": "public", "expected": "no public access", "fields": ["infra.resources"], "message": "cloud: reg.a can be read from the internet", "subject": "reg.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "model"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
	count(sec_016.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "model"}, {"op": "replace", "path": "/infra/resources/0/public_network", "value": true}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_016.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_016.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_016.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
