package bylaw.controls.dat_019_test

import data.bylaw.controls.dat_019

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "source": {"kind": "public"}, "poisoning_scan": {"engine": "x", "at": "2026-10-01", "findings": 0, "injected_instruction_hits": 0}}}

test_what_keeps_the_rule_passes if {
	dat_019.applies with input as _good
	count(dat_019.findings) == 0 with input as _good
}

test_a_finding_is_found if {
	dat_019.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/poisoning_scan/findings", "value": 1}])
	dat_019.findings == {{"actual": "1", "expected": "0", "fields": ["dataset.poisoning_scan"], "message": "dataset applicants: a scan for poisoning has 1 open findings"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/poisoning_scan/findings", "value": 1}])
}

test_an_injected_instruction_is_found if {
	dat_019.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/poisoning_scan/injected_instruction_hits", "value": 1}])
	dat_019.findings == {{"actual": "1", "expected": "0", "fields": ["dataset.poisoning_scan"], "message": "dataset applicants: a scan for poisoning has 1 open hits on injected instructions"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/poisoning_scan/injected_instruction_hits", "value": 1}])
}

test_a_scan_that_says_nothing_is_found if {
	dat_019.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/poisoning_scan", "value": {}}])
	dat_019.findings == {{"actual": "nothing", "expected": "at", "fields": ["dataset.poisoning_scan"], "message": "dataset applicants: the scan for poisoning does not say when it was made"}, {"actual": "nothing", "expected": "findings", "fields": ["dataset.poisoning_scan"], "message": "dataset applicants: the scan for poisoning does not say what it found"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/poisoning_scan", "value": {}}])
}

test_scraped_data_is_concerned if {
	dat_019.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}, {"op": "replace", "path": "/dataset/poisoning_scan/findings", "value": 1}])
	dat_019.findings == {{"actual": "1", "expected": "0", "fields": ["dataset.poisoning_scan"], "message": "dataset applicants: a scan for poisoning has 1 open findings"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}, {"op": "replace", "path": "/dataset/poisoning_scan/findings", "value": 1}])
}

test_what_users_made_is_concerned if {
	dat_019.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "user_generated"}, {"op": "replace", "path": "/dataset/poisoning_scan/findings", "value": 1}])
	dat_019.findings == {{"actual": "1", "expected": "0", "fields": ["dataset.poisoning_scan"], "message": "dataset applicants: a scan for poisoning has 1 open findings"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "user_generated"}, {"op": "replace", "path": "/dataset/poisoning_scan/findings", "value": 1}])
}

test_without_dataset_poisoning_scan_the_rule_applies_and_asks_for_it if {
	dat_019.applies with input as json.remove(_good, ["dataset/poisoning_scan"])
	"dataset.poisoning_scan" in dat_019.required with input as json.remove(_good, ["dataset/poisoning_scan"])
}

test_data_of_ones_own_is_not_concerned if not dat_019.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "first_party"}])
