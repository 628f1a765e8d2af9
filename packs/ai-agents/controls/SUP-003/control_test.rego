package bylaw.controls.sup_003_test

import data.bylaw.controls.sup_003

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "provenance": {"verified": true, "builder": "https://github.com/actions/runner", "source_commit": "cccccccccccccccccccccccccccccccccccccccc", "slsa_level": 2}}, "all": {"pipeline": [{"commit": "cccccccccccccccccccccccccccccccccccccccc"}]}, "params": {"min_slsa_level": 2, "trusted_builders": []}, "limits": {"min_slsa_level": "standard: level 2 adds a hosted builder and signed provenance", "trusted_builders": "product: organisation decides"}}

test_what_keeps_the_rule_passes if {
	sup_003.applies with input as _good
	count(sup_003.findings) == 0 with input as _good
}

test_a_statement_that_does_not_verify_is_found if sup_003.findings == {{"actual": "not verified", "expected": "a statement that verifies", "fields": ["model.provenance"], "message": "model gbm: its provenance does not verify"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/provenance/verified", "value": false}])

test_a_low_level_is_found if sup_003.findings == {{"actual": "1", "expected": "at least 2", "fields": ["model.provenance"], "message": "model gbm: its provenance is of level 1 < 2 (standard: level 2 adds a hosted builder and signed provenance)"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/provenance/slsa_level", "value": 1}])

test_no_level_is_found if sup_003.findings == {{"actual": "nothing", "expected": "at least 2", "fields": ["model.provenance"], "message": "model gbm: its provenance is of level none < 2 (standard: level 2 adds a hosted builder and signed provenance)"}} with input as json.patch(_good, [{"op": "remove", "path": "/model/provenance/slsa_level"}])

test_another_commit_is_found if sup_003.findings == {{"actual": "dddddddddddddddddddddddddddddddddddddddd", "expected": "cccccccccccccccccccccccccccccccccccccccc", "fields": ["model.provenance", "pipeline.commit"], "message": "model gbm was built from commit dddddddddddddddddddddddddddddddddddddddd, which is none of the pipelines’"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/provenance/source_commit", "value": "dddddddddddddddddddddddddddddddddddddddd"}])

test_no_commit_is_found if sup_003.findings == {{"actual": "nothing", "expected": "cccccccccccccccccccccccccccccccccccccccc", "fields": ["model.provenance", "pipeline.commit"], "message": "model gbm was built from commit that nobody names, which is none of the pipelines’"}} with input as json.patch(_good, [{"op": "remove", "path": "/model/provenance/source_commit"}])

test_without_a_pipeline_no_commit_is_compared if count(sup_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/pipeline", "value": []}])

test_another_builder_is_found if sup_003.findings == {{"actual": "https://github.com/actions/runner", "expected": "https://ci.bank.example", "fields": ["model.provenance"], "message": "model gbm was built by https://github.com/actions/runner, which is not among the trusted builders (product: organisation decides)"}} with input as json.patch(_good, [{"op": "replace", "path": "/params/trusted_builders", "value": ["https://ci.bank.example"]}])

test_a_listed_builder_is_in_order if count(sup_003.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/params/trusted_builders", "value": ["https://github.com/actions/runner"]}])

test_no_builder_is_found if sup_003.findings == {{"actual": "nothing", "expected": "x", "fields": ["model.provenance"], "message": "model gbm was built by nobody named, which is not among the trusted builders (product: organisation decides)"}} with input as json.patch(_good, [{"op": "remove", "path": "/model/provenance/builder"}, {"op": "replace", "path": "/params/trusted_builders", "value": ["x"]}])

test_without_model_provenance_the_rule_applies_and_asks_for_it if {
	sup_003.applies with input as json.remove(_good, ["model/provenance"])
	"model.provenance" in sup_003.required with input as json.remove(_good, ["model/provenance"])
}
