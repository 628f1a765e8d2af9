package bylaw.controls.sec_003_test

import data.bylaw.controls.sec_003

_good := {"subject": {"kind": "infra", "name": "cloud"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "infra": {"resources": [{"address": "e.a", "kind": "inference_endpoint", "min_tls": "1.2"}]}, "params": {"min_tls": "1.2"}, "limits": {"min_tls": "standard: NIST SP 800-52 revision 2"}}

test_what_keeps_the_rule_passes if {
	sec_003.applies with input as _good
	count(sec_003.findings) == 0 with input as _good
}

test_what_breaks_the_rule_is_found_and_named if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	sec_003.findings == {{"actual": "1.1", "expected": "at least 1.2", "fields": ["infra.resources"], "message": "cloud: e.a takes TLS 1.1 < 1.2 (standard: NIST SP 800-52 revision 2)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
}

test_what_nothing_tells_is_inconclusive if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
	count(sec_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
	sec_003.inconclusive == {{"actual": "nothing", "expected": "min_tls", "fields": ["infra.resources"], "message": "cloud: nothing tells whether the lowest version of TLS of e.a, z.b"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint"}, {"address": "z.b", "kind": "inference_endpoint"}]}])
}

test_one_resource_that_tells_is_enough if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "min_tls": "1.2"}, {"address": "other", "kind": "inference_endpoint"}]}])
	count(sec_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "min_tls": "1.2"}, {"address": "other", "kind": "inference_endpoint"}]}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "e.a", "kind": "inference_endpoint", "min_tls": "1.2"}, {"address": "other", "kind": "inference_endpoint"}]}])
}

test_what_is_known_after_apply_is_inconclusive if {
	sec_003.applies with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"min_tls": {"reason": "known after apply"}}}])
	count(sec_003.findings) == 0 with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"min_tls": {"reason": "known after apply"}}}])
	sec_003.inconclusive == {{"actual": "known after apply", "expected": "min_tls", "fields": ["infra.resources"], "message": "cloud: the lowest version of TLS of e.a is not known before it is applied"}} with input as json.patch(_good, [{"op": "add", "path": "/infra/resources/0/unknown", "value": {"min_tls": {"reason": "known after apply"}}}])
}

test_a_version_in_the_words_of_azure_is_understood if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "TLS1_0"}])
	sec_003.findings == {{"actual": "TLS1_0", "expected": "at least 1.2", "fields": ["infra.resources"], "message": "cloud: e.a takes TLS TLS1_0 < 1.2 (standard: NIST SP 800-52 revision 2)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "TLS1_0"}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "TLS1_0"}])
}

test_the_limit_in_other_words_is_met if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "TLS1_2"}])
	count(sec_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "TLS1_2"}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "TLS1_2"}])
}

test_a_number_is_a_version if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": 1.3}])
	count(sec_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": 1.3}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": 1.3}])
}

test_a_word_that_is_no_version_is_found if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "disabled"}])
	sec_003.findings == {{"actual": "disabled", "expected": "at least 1.2", "fields": ["infra.resources"], "message": "cloud: e.a takes TLS disabled < 1.2 (standard: NIST SP 800-52 revision 2)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "disabled"}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/min_tls", "value": "disabled"}])
}

test_ai_service_is_concerned if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	sec_003.findings == {{"actual": "1.1", "expected": "at least 1.2", "fields": ["infra.resources"], "message": "cloud: e.a takes TLS 1.1 < 1.2 (standard: NIST SP 800-52 revision 2)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ai_service"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
}

test_storage_is_concerned if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	sec_003.findings == {{"actual": "1.1", "expected": "at least 1.2", "fields": ["infra.resources"], "message": "cloud: e.a takes TLS 1.1 < 1.2 (standard: NIST SP 800-52 revision 2)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "storage"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
}

test_vector_store_is_concerned if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	sec_003.findings == {{"actual": "1.1", "expected": "at least 1.2", "fields": ["infra.resources"], "message": "cloud: e.a takes TLS 1.1 < 1.2 (standard: NIST SP 800-52 revision 2)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "vector_store"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
}

test_agent_gateway_is_concerned if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	sec_003.findings == {{"actual": "1.1", "expected": "at least 1.2", "fields": ["infra.resources"], "message": "cloud: e.a takes TLS 1.1 < 1.2 (standard: NIST SP 800-52 revision 2)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "agent_gateway"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
}

test_ml_workspace_is_concerned if {
	sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	sec_003.findings == {{"actual": "1.1", "expected": "at least 1.2", "fields": ["infra.resources"], "message": "cloud: e.a takes TLS 1.1 < 1.2 (standard: NIST SP 800-52 revision 2)", "subject": "e.a"}} with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
	count(sec_003.inconclusive) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources/0/kind", "value": "ml_workspace"}, {"op": "replace", "path": "/infra/resources/0/min_tls", "value": "1.1"}])
}

test_without_infra_resources_the_rule_applies_and_asks_for_it if {
	sec_003.applies with input as json.remove(_good, ["infra/resources"])
	"infra.resources" in sec_003.required with input as json.remove(_good, ["infra/resources"])
}

test_other_resources_are_not_concerned if not sec_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/infra/resources", "value": [{"address": "x", "kind": "other"}]}])
