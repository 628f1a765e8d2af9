package bylaw.controls.prb_002_test

import data.bylaw.controls.prb_002

_good := {"subject": {"kind": "system", "name": "loan-score"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "design", "environment": "prod"}, "complete": true, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}, "deployment_context": ["consumer"], "biometric": {"kind": "none"}}, "all": {"model": [{"id": "m", "output_labels": ["approve", "deny"]}]}, "params": {"labels": ["anger", "joy", "sadness", "fear", "disgust", "surprise", "happy", "angry", "sad", "stress", "frustration"]}, "limits": {"labels": "product: common emotion class names"}}

test_what_keeps_the_rule_passes if {
	prb_002.applies with input as _good
	count(prb_002.findings) == 0 with input as _good
}

test_emotions_at_work_are_found if prb_002.findings == {{"actual": "angry, happy, stress", "expected": "no emotion recognition at work or in education", "fields": ["model.output_labels", "system.deployment_context"], "message": "system loan-score is used in workplace and model m answers with emotions: angry, happy, stress"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/deployment_context", "value": ["workplace"]}, {"op": "replace", "path": "/all/model/0/output_labels", "value": ["Happy", "angry", "stress"]}])

test_emotions_in_education_are_found if prb_002.findings == {{"actual": "sad", "expected": "no emotion recognition at work or in education", "fields": ["model.output_labels", "system.deployment_context"], "message": "system loan-score is used in education and model m answers with emotions: sad"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/deployment_context", "value": ["education"]}, {"op": "replace", "path": "/all/model/0/output_labels", "value": ["sad"]}])

test_declared_emotion_recognition_at_work_is_found if prb_002.findings == {{"actual": "biometric.kind emotion", "expected": "no emotion recognition at work or in education", "fields": ["system.biometric.kind", "system.deployment_context"], "message": "system loan-score is used in workplace and declares emotion recognition"}} with input as json.patch(_good, [{"op": "replace", "path": "/system/deployment_context", "value": ["workplace"]}, {"op": "replace", "path": "/system/biometric/kind", "value": "emotion"}])

test_emotions_elsewhere_are_not_this_practice if count(prb_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/all/model/0/output_labels", "value": ["happy"]}])

test_other_labels_at_work_are_in_order if count(prb_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/deployment_context", "value": ["workplace"]}])

test_an_authorised_exception_is_in_order if count(prb_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/system/deployment_context", "value": ["workplace"]}, {"op": "replace", "path": "/system/biometric/kind", "value": "emotion"}, {"op": "replace", "path": "/all/model/0/output_labels", "value": ["happy"]}, {"op": "add", "path": "/system/prohibited_screen", "value": {"f": {"answer": "yes", "exception_ref": "docs/safety.md"}}}])
