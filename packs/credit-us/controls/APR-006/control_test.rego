package bylaw.controls.apr_006_test

import data.bylaw.controls.apr_006

_good := {"subject": {"kind": "model", "name": "gbm"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "deploy", "environment": "prod"}, "complete": true, "model": {"id": "gbm", "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "version": "3", "status": "production", "registry": {"name": "reg", "uploaded_by_kind": "ci"}}, "all": {"pipeline": [{"actor_kind": "ci"}]}}

test_what_keeps_the_rule_passes if {
	apr_006.applies with input as _good
	count(apr_006.findings) == 0 with input as _good
}

test_a_model_promoted_by_hand_is_found if {
	apr_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/registry/uploaded_by_kind", "value": "person"}])
	apr_006.findings == {{"actual": "person", "expected": "ci", "fields": ["model.registry"], "message": "model gbm was put into production by person"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/registry/uploaded_by_kind", "value": "person"}])
}

test_a_deployment_by_hand_is_found if {
	apr_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/context/stage", "value": "deploy"}, {"op": "replace", "path": "/all/pipeline/0/actor_kind", "value": "person"}])
	apr_006.findings == {{"actual": "person", "expected": "ci", "fields": ["pipeline.actor_kind"], "message": "model gbm: this run is by a person, not by the pipeline"}} with input as json.patch(_good, [{"op": "replace", "path": "/context/stage", "value": "deploy"}, {"op": "replace", "path": "/all/pipeline/0/actor_kind", "value": "person"}])
}

test_a_person_may_look_at_any_time if {
	apr_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/context/stage", "value": "monitor"}, {"op": "replace", "path": "/all/pipeline/0/actor_kind", "value": "person"}])
	count(apr_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/context/stage", "value": "monitor"}, {"op": "replace", "path": "/all/pipeline/0/actor_kind", "value": "person"}])
}

test_without_model_registry_uploaded_by_kind_the_rule_applies_and_asks_for_it if {
	apr_006.applies with input as json.remove(_good, ["model/registry/uploaded_by_kind"])
	"model.registry.uploaded_by_kind" in apr_006.required with input as json.remove(_good, ["model/registry/uploaded_by_kind"])
}

test_a_candidate_is_not_concerned if not apr_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/status", "value": "candidate"}])
