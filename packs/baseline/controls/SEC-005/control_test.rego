package bylaw.controls.sec_005_test

import data.bylaw.controls.sec_005

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "role.serve", "kind": "identity", "roles": ["ml:Invoke"], "local_auth_disabled": true}]}}

test_what_keeps_the_rule_passes if {
	sec_005.applies with input as _good
	count(sec_005.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	sec_005.findings == {{"actual": "*", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds *", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "role.serve", "kind": "identity"}, {"address": "z.b", "kind": "identity"}]}])
	count(sec_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "role.serve", "kind": "identity"}, {"address": "z.b", "kind": "identity"}]}])
	sec_005.inconclusive == {{"actual": "nothing", "expected": "roles", "fields": ["infra.resources"], "message": "cloud: nothing tells whether the rights of role.serve, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "role.serve", "kind": "identity"}, {"address": "z.b", "kind": "identity"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "role.serve", "kind": "identity", "roles": ["ml:Invoke"], "local_auth_disabled": true}, {"address": "other", "kind": "identity"}]}])
	count(sec_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "role.serve", "kind": "identity", "roles": ["ml:Invoke"], "local_auth_disabled": true}, {"address": "other", "kind": "identity"}]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "role.serve", "kind": "identity", "roles": ["ml:Invoke"], "local_auth_disabled": true}, {"address": "other", "kind": "identity"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_005.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"roles": {"reason": "known after apply"}}}])
	count(sec_005.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"roles": {"reason": "known after apply"}}}])
	sec_005.inconclusive == {{"actual": "known after apply", "expected": "roles", "fields": ["infra.resources"], "message": "cloud: the rights of role.serve is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"roles": {"reason": "known after apply"}}}])
}

test_a_wildcard_in_the_name_is_wide if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["s3:*"]}])
	sec_005.findings == {{"actual": "s3:*", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds s3:*", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["s3:*"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["s3:*"]}])
}

test_an_owner_is_wide if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Owner"]}])
	sec_005.findings == {{"actual": "Owner", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds Owner", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Owner"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Owner"]}])
}

test_full_access_is_wide if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["AmazonSageMakerFullAccess"]}])
	sec_005.findings == {{"actual": "AmazonSageMakerFullAccess", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds AmazonSageMakerFullAccess", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["AmazonSageMakerFullAccess"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["AmazonSageMakerFullAccess"]}])
}

test_an_administrator_is_wide if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["AdministratorAccess"]}])
	sec_005.findings == {{"actual": "AdministratorAccess", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds AdministratorAccess", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["AdministratorAccess"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["AdministratorAccess"]}])
}

test_a_contributor_is_wide if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Contributor"]}])
	sec_005.findings == {{"actual": "Contributor", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds Contributor", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Contributor"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Contributor"]}])
}

test_an_editor_is_wide if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["roles/editor"]}])
	sec_005.findings == {{"actual": "roles/editor", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds roles/editor", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["roles/editor"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["roles/editor"]}])
}

test_a_plain_editor_is_wide if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Editor"]}])
	sec_005.findings == {{"actual": "Editor", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds Editor", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Editor"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Editor"]}])
}

test_the_owner_of_a_project_is_wide if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["roles/owner"]}])
	sec_005.findings == {{"actual": "roles/owner", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds roles/owner", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["roles/owner"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["roles/owner"]}])
}

test_a_plain_administrator_is_wide if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Administrator"]}])
	sec_005.findings == {{"actual": "Administrator", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds Administrator", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Administrator"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Administrator"]}])
}

test_a_contributor_to_one_service_is_not if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Cognitive Services Contributor"]}])
	count(sec_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Cognitive Services Contributor"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/roles", "value": ["Cognitive Services Contributor"]}])
}

test_local_keys_are_found if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/local_auth_disabled", "value": false}])
	sec_005.findings == {{"actual": "local keys", "expected": "managed identities only", "fields": ["infra.resources"], "message": "cloud: role.serve lets callers in with local keys", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/local_auth_disabled", "value": false}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/local_auth_disabled", "value": false}])
}

test_a_word_on_keys_alone_is_enough if {
	sec_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/roles"}])
	count(sec_005.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/roles"}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/roles"}])
}

test_no_word_on_keys_is_in_order if {
	sec_005.applies with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/local_auth_disabled"}])
	count(sec_005.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/local_auth_disabled"}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/infra/resources/0/local_auth_disabled"}])
}

test_policy_is_concerned if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "policy"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	sec_005.findings == {{"actual": "*", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds *", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "policy"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "policy"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
}

test_ai_service_is_concerned if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	sec_005.findings == {{"actual": "*", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds *", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
}

test_inference_endpoint_is_concerned if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	sec_005.findings == {{"actual": "*", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds *", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "inference_endpoint"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
}

test_vector_store_is_concerned if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	sec_005.findings == {{"actual": "*", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds *", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
}

test_training_is_concerned if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	sec_005.findings == {{"actual": "*", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds *", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "training"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
}

test_agent_is_concerned if {
	sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	sec_005.findings == {{"actual": "*", "expected": "named rights", "fields": ["infra.resources"], "message": "cloud: role.serve holds *", "subject": "role.serve"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
	count(sec_005.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent"}, {"op": "replace", "path": "/infra/resources/0/roles", "value": ["*"]}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_005.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_005.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_005.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
