package bylaw.controls.gpa_004_test

import data.bylaw.controls.gpa_004

_good := {"subject": {"kind": "gpai", "name": "base"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "gpai": {"provider": true, "training_summary_url": "https://model.example/summary"}}

test_what_keeps_the_rule_passes if {
	gpa_004.applies with input as _good
	count(gpa_004.findings) == 0 with input as _good
}

test_a_path_is_not_public if {
	gpa_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/training_summary_url", "value": "docs/summary.md"}])
	gpa_004.findings == {{"actual": "docs/summary.md", "expected": "https://…", "fields": ["gpai.training_summary_url"], "message": "model base: docs/summary.md is no public address of a summary"}} with input as json.patch(_good, [{"op": "replace", "path": "/gpai/training_summary_url", "value": "docs/summary.md"}])
}

test_without_gpai_training_summary_url_the_rule_applies_and_asks_for_it if {
	gpa_004.applies with input as json.remove(_good, ["gpai/training_summary_url"])
	"gpai.training_summary_url" in gpa_004.required with input as json.remove(_good, ["gpai/training_summary_url"])
}

test_who_is_no_provider_is_not_concerned if not gpa_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/gpai/provider", "value": false}])
