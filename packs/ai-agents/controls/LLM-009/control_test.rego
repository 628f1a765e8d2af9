package bylaw.controls.llm_009_test

import data.bylaw.controls.llm_009

_good := {"subject": {"kind": "request", "name": "r1"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "runtime", "environment": "prod"}, "complete": true, "request": {"id": "r1", "at": "2026-11-23T00:00:00Z", "operation": "chat", "environment": "prod", "agent_id": "support", "model_id": "chat-2026-05-13", "principal": {"id": "c-17", "type": "user", "mail": "c17@mail.example"}, "tool": {"name": "kb_search", "server": "kb", "arguments": {"q": "return policy"}, "arguments_sha256": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "schema_sha256": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "schema_valid": true}, "content": {"injection_score": 0.02, "pii": [], "secrets": [], "untrusted_sources": [], "classification": "confidential"}, "session": {"steps": 3, "tool_calls": 2, "elapsed_s": 20, "cost": 0.1}, "cost_estimate": {"amount": 0.01, "currency": "EUR"}, "spend_today": {"amount": 2, "currency": "EUR"}, "destination": {"host": "api.vendor.example", "region": "eu", "vendor": "model-vendor"}, "credential": {"ttl_s": 900, "scopes": ["orders.read"]}}, "all": {"vendors": [{"items": [{"name": "model-vendor", "service": "hosted llm", "contract_ref": "legal/msa.pdf", "dpa_ref": "legal/dpa.pdf", "trains_on_customer_data": false, "region": "eu", "reviewed_at": "2026-05-02", "upstream_doc_ref": "vendor/card.pdf"}]}]}, "params": {"restricted_regions": ["eu"]}, "limits": {"restricted_regions": "product: organisation decides where restricted data may go"}}

test_what_keeps_the_rule_passes if {
	llm_009.applies with input as _good
	count(llm_009.findings) == 0 with input as _good
}

test_confidential_data_to_a_stranger_is_denied if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/vendor", "value": "other"}])
	llm_009.findings == {{"actual": "other", "expected": "a contracted vendor, or a host of one’s own", "fields": ["request.destination", "vendors.items"], "message": "request r1 sends confidential data to other, with whom there is no contract"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/destination/vendor", "value": "other"}])
}

test_a_host_without_vendor_is_a_stranger if {
	llm_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/destination/vendor"}])
	llm_009.findings == {{"actual": "api.vendor.example", "expected": "a contracted vendor, or a host of one’s own", "fields": ["request.destination", "vendors.items"], "message": "request r1 sends confidential data to api.vendor.example, with whom there is no contract"}} with input as json.patch(_good, [{"op": "remove", "path": "/request/destination/vendor"}])
}

test_a_vendor_without_contract_is_a_stranger if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/contract_ref", "value": ""}])
	llm_009.findings == {{"actual": "model-vendor", "expected": "a contracted vendor, or a host of one’s own", "fields": ["request.destination", "vendors.items"], "message": "request r1 sends confidential data to model-vendor, with whom there is no contract"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/contract_ref", "value": ""}])
}

test_a_vendor_without_agreement_is_a_stranger if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/dpa_ref", "value": ""}])
	llm_009.findings == {{"actual": "model-vendor", "expected": "a contracted vendor, or a host of one’s own", "fields": ["request.destination", "vendors.items"], "message": "request r1 sends confidential data to model-vendor, with whom there is no contract"}} with input as json.patch(_good, [{"op": "replace", "path": "/all/vendors/0/items/0/dpa_ref", "value": ""}])
}

test_ones_own_host_is_no_stranger if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/destination", "value": {"host": "llm.internal"}}])
	count(llm_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/destination", "value": {"host": "llm.internal"}}])
}

test_what_is_hosted_by_oneself_is_no_stranger if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/destination", "value": {"host": "llm.example", "hosting": "self"}}])
	count(llm_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/destination", "value": {"host": "llm.example", "hosting": "self"}}])
}

test_restricted_data_stays_in_its_region if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "replace", "path": "/request/destination/region", "value": "us"}])
	llm_009.findings == {{"actual": "us", "expected": "one’s own, or eu", "fields": ["request.destination", "request.content"], "message": "request r1 sends restricted data to model-vendor in us, which is neither one’s own nor in eu (product: organisation decides where restricted data may go)"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "replace", "path": "/request/destination/region", "value": "us"}])
}

test_restricted_data_does_not_go_to_an_unknown_region if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "remove", "path": "/request/destination/region"}])
	llm_009.findings == {{"actual": "nothing", "expected": "one’s own, or eu", "fields": ["request.destination", "request.content"], "message": "request r1 sends restricted data to model-vendor in a region that nobody names, which is neither one’s own nor in eu (product: organisation decides where restricted data may go)"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "remove", "path": "/request/destination/region"}])
}

test_restricted_data_in_its_region_needs_a_contract if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "replace", "path": "/request/destination/vendor", "value": "other"}])
	llm_009.findings == {{"actual": "other", "expected": "a contracted vendor, or a host of one’s own", "fields": ["request.destination", "vendors.items"], "message": "request r1 sends restricted data to other, with whom there is no contract"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "replace", "path": "/request/destination/vendor", "value": "other"}])
}

test_restricted_data_to_a_contracted_vendor_in_its_region_is_allowed if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}])
	count(llm_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}])
}

test_restricted_data_may_stay_at_home if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "replace", "path": "/request/destination", "value": {"host": "llm.internal"}}])
	count(llm_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "restricted"}, {"op": "replace", "path": "/request/destination", "value": {"host": "llm.internal"}}])
}

test_internal_data_may_go_anywhere if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "internal"}, {"op": "replace", "path": "/request/destination", "value": {"host": "x.example"}}])
	count(llm_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "internal"}, {"op": "replace", "path": "/request/destination", "value": {"host": "x.example"}}])
}

test_public_data_may_go_anywhere if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "public"}, {"op": "replace", "path": "/request/destination", "value": {"host": "x.example"}}])
	count(llm_009.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "public"}, {"op": "replace", "path": "/request/destination", "value": {"host": "x.example"}}])
}

test_a_class_that_nobody_knows_is_denied if {
	llm_009.applies with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "secret"}])
	llm_009.findings == {{"actual": "secret", "expected": "public, internal, confidential or restricted", "fields": ["request.content"], "message": "request r1 bears the class secret, which is none"}} with input as json.patch(_good, [{"op": "replace", "path": "/request/content/classification", "value": "secret"}])
}

test_without_request_content_classification_the_rule_applies_and_asks_for_it if {
	llm_009.applies with input as json.remove(_good, ["request/content/classification"])
	"request.content.classification" in llm_009.required with input as json.remove(_good, ["request/content/classification"])
}

test_a_request_that_goes_nowhere_is_not_concerned if not llm_009.applies with input as json.patch(_good, [{"op": "remove", "path": "/request/destination"}])
