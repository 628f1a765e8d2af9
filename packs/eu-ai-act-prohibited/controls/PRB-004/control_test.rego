package bylaw.controls.prb_004_test

import data.bylaw.controls.prb_004

_good := {"subject": {"kind": "dataset", "name": "faces"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "data", "environment": "prod"}, "complete": true, "dataset": {"id": "faces", "roles": ["train"], "digest": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "source": {"kind": "first_party", "face_images": true}}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}}

test_what_keeps_the_rule_passes if {
	prb_004.applies with input as _good
	count(prb_004.findings) == 0 with input as _good
}

test_scraped_faces_are_found if {
	prb_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}])
	prb_004.findings == {{"actual": "web_scrape", "expected": "images that were not scraped", "fields": ["dataset.source.kind", "dataset.source.face_images", "system.biometric.kind"], "message": "dataset faces holds face images from web_scrape"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}])
}

test_faces_from_cameras_are_found if {
	prb_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "cctv"}])
	prb_004.findings == {{"actual": "cctv", "expected": "images that were not scraped", "fields": ["dataset.source.kind", "dataset.source.face_images", "system.biometric.kind"], "message": "dataset faces holds face images from cctv"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "cctv"}])
}

test_scraped_faces_for_recognition_are_found if {
	prb_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}, {"op": "add", "path": "/system/biometric", "value": {"kind": "remote_identification"}}])
	prb_004.findings == {{"actual": "web_scrape", "expected": "images that were not scraped", "fields": ["dataset.source.kind", "dataset.source.face_images", "system.biometric.kind"], "message": "dataset faces holds face images from web_scrape"}} with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}, {"op": "add", "path": "/system/biometric", "value": {"kind": "remote_identification"}}])
}

test_without_recognition_none_is_another_matter if {
	prb_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}, {"op": "add", "path": "/system/biometric", "value": {"kind": "none"}}])
	count(prb_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}, {"op": "add", "path": "/system/biometric", "value": {"kind": "none"}}])
}

test_without_recognition_categorisation_is_another_matter if {
	prb_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}, {"op": "add", "path": "/system/biometric", "value": {"kind": "categorisation"}}])
	count(prb_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}, {"op": "add", "path": "/system/biometric", "value": {"kind": "categorisation"}}])
}

test_without_recognition_emotion_is_another_matter if {
	prb_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}, {"op": "add", "path": "/system/biometric", "value": {"kind": "emotion"}}])
	count(prb_004.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/kind", "value": "web_scrape"}, {"op": "add", "path": "/system/biometric", "value": {"kind": "emotion"}}])
}

test_without_dataset_source_kind_the_rule_applies_and_asks_for_it if {
	prb_004.applies with input as json.remove(_good, ["dataset/source/kind"])
	"dataset.source.kind" in prb_004.required with input as json.remove(_good, ["dataset/source/kind"])
}

test_data_without_faces_is_not_concerned if not prb_004.applies with input as json.patch(_good, [{"op": "replace", "path": "/dataset/source/face_images", "value": false}])
