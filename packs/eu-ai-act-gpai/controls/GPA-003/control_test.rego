package bylaw.controls.gpa_003_test

import data.bylaw.controls.gpa_003

_good := {"subject": {"kind": "gpai", "name": "base"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "gpai": {"provider": true, "copyright_policy_ref": "docs/copyright.md"}}

test_what_keeps_the_rule_passes if {
	gpa_003.applies with input as _good
	count(gpa_003.findings) == 0 with input as _good
}

test_an_empty_policy_is_found if {
	gpa_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/copyright_policy_ref", "value": ""}])
	gpa_003.findings == {{"actual": "nothing", "expected": "a path or link", "fields": ["gpai.copyright_policy_ref"], "message": "model base links an empty copyright policy"}} with input as json.patch(_good, [{"op": "replace", "path": "/gpai/copyright_policy_ref", "value": ""}])
}

test_without_gpai_copyright_policy_ref_the_rule_applies_and_asks_for_it if {
	gpa_003.applies with input as json.remove(_good, ["gpai/copyright_policy_ref"])
	"gpai.copyright_policy_ref" in gpa_003.required with input as json.remove(_good, ["gpai/copyright_policy_ref"])
}

test_who_is_no_provider_is_not_concerned if not gpa_003.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/provider", "value": false}])
