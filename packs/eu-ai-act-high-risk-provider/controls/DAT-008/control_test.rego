package bylaw.controls.dat_008_test

import data.bylaw.controls.dat_008

_good := {"subject": {"kind": "dataset", "name": "applicants"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "applicants", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "special": {"present": true, "condition": "ai_act_4a", "bias_only": true, "safeguards": {"a": true, "b": true, "c": true, "d": true, "e": true, "f": true}}}}

test_what_keeps_the_rule_passes if {
	dat_008.applies with input as _good
	count(dat_008.findings) == 0 with input as _good
}

test_an_unknown_condition_is_found if {
	dat_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/condition", "value": "9(2)(k)"}])
	dat_008.findings == {{"actual": "9(2)(k)", "expected": "9(2)(a) to 9(2)(j), or ai_act_4a", "fields": ["dataset.special.condition"], "message": "dataset applicants holds special categories under 9(2)(k), which is no condition of Article 9(2)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/condition", "value": "9(2)(k)"}])
}

test_a_condition_with_words_around_it_is_unknown if {
	dat_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/condition", "value": "see 9(2)(a)"}])
	dat_008.findings == {{"actual": "see 9(2)(a)", "expected": "9(2)(a) to 9(2)(j), or ai_act_4a", "fields": ["dataset.special.condition"], "message": "dataset applicants holds special categories under see 9(2)(a), which is no condition of Article 9(2)"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/condition", "value": "see 9(2)(a)"}])
}

test_each_missing_safeguard_is_named if {
	dat_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/safeguards", "value": {"a": false, "b": true, "c": true, "d": true, "e": true}}])
	dat_008.findings == {{"actual": "not in place", "expected": "safeguards.a: true", "fields": ["dataset.special.safeguards.a"], "message": "dataset applicants holds special categories for bias work without safeguard a of Article 4a"}, {"actual": "not in place", "expected": "safeguards.f: true", "fields": ["dataset.special.safeguards.f"], "message": "dataset applicants holds special categories for bias work without safeguard f of Article 4a"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/safeguards", "value": {"a": false, "b": true, "c": true, "d": true, "e": true}}])
}

test_no_safeguards_are_six_findings if {
	dat_008.applies with input as json.patch(_good, [{"op": "remove", "path": "/dataset/special/safeguards"}])
	dat_008.findings == {{"actual": "not in place", "expected": "safeguards.a: true", "fields": ["dataset.special.safeguards.a"], "message": "dataset applicants holds special categories for bias work without safeguard a of Article 4a"}, {"actual": "not in place", "expected": "safeguards.b: true", "fields": ["dataset.special.safeguards.b"], "message": "dataset applicants holds special categories for bias work without safeguard b of Article 4a"}, {"actual": "not in place", "expected": "safeguards.c: true", "fields": ["dataset.special.safeguards.c"], "message": "dataset applicants holds special categories for bias work without safeguard c of Article 4a"}, {"actual": "not in place", "expected": "safeguards.d: true", "fields": ["dataset.special.safeguards.d"], "message": "dataset applicants holds special categories for bias work without safeguard d of Article 4a"}, {"actual": "not in place", "expected": "safeguards.e: true", "fields": ["dataset.special.safeguards.e"], "message": "dataset applicants holds special categories for bias work without safeguard e of Article 4a"}, {"actual": "not in place", "expected": "safeguards.f: true", "fields": ["dataset.special.safeguards.f"], "message": "dataset applicants holds special categories for bias work without safeguard f of Article 4a"}} with input as json.patch(_good, [{"op": "remove", "path": "/dataset/special/safeguards"}])
}

test_work_on_bias_needs_safeguards_whatever_the_condition if {
	dat_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/condition", "value": "9(2)(g)"}, {"op": "replace", "path": "/dataset/special/safeguards/f", "value": false}])
	dat_008.findings == {{"actual": "not in place", "expected": "safeguards.f: true", "fields": ["dataset.special.safeguards.f"], "message": "dataset applicants holds special categories for bias work without safeguard f of Article 4a"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/condition", "value": "9(2)(g)"}, {"op": "replace", "path": "/dataset/special/safeguards/f", "value": false}])
}

test_consent_needs_no_safeguards if {
	dat_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special", "value": {"present": true, "condition": "9(2)(a)"}}])
	count(dat_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special", "value": {"present": true, "condition": "9(2)(a)"}}])
}

test_the_condition_of_the_act_needs_safeguards if {
	dat_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special", "value": {"present": true, "condition": "ai_act_4a", "safeguards": {"a": true, "b": true, "c": true, "d": true, "e": true}}}])
	dat_008.findings == {{"actual": "not in place", "expected": "safeguards.f: true", "fields": ["dataset.special.safeguards.f"], "message": "dataset applicants holds special categories for bias work without safeguard f of Article 4a"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special", "value": {"present": true, "condition": "ai_act_4a", "safeguards": {"a": true, "b": true, "c": true, "d": true, "e": true}}}])
}

test_without_dataset_special_condition_the_rule_applies_and_asks_for_it if {
	dat_008.applies with input as json.remove(_good, ["dataset/special/condition"])
	"dataset.special.condition" in dat_008.required with input as json.remove(_good, ["dataset/special/condition"])
}

test_data_without_special_categories_is_not_concerned if not dat_008.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/special/present", "value": false}])
