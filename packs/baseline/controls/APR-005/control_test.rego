package bylaw.controls.apr_005_test

import data.bylaw.controls.apr_005

_good := {"subject": {"kind": "waiver", "name": "waivers"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "waiver": {"items": [{"control_id": "PRV-001", "subject": "applicants", "owner": "u.berg", "requested_by": "dev", "approver": "r.ortiz", "justification": "vendor replaces the column", "compensating_control": "access is logged", "created_at": "2026-11-01", "expires_at": "2026-12-31", "known_control": true, "waivable": true, "used": true, "file": "waivers.yaml", "line": 3}]}, "params": {"max_days": 90}, "limits": {"max_days": "product: quarterly review"}}

test_what_keeps_the_rule_passes if {
	apr_005.applies with input as _good
	count(apr_005.findings) == 0 with input as _good
}

test_a_waiver_without_owner_is_found if apr_005.findings == {{"actual": "nothing", "expected": "owner", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 3, "message": "waivers: the waiver of PRV-001 for applicants names no owner"}} with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items/0/owner", "value": ""}])

test_a_waiver_of_nothing_is_found if apr_005.findings == {{"actual": "nothing", "expected": "approver", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 1, "message": "waivers: the waiver of no control for no subject names no approver"}, {"actual": "nothing", "expected": "compensating_control", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 1, "message": "waivers: the waiver of no control for no subject names no compensating control"}, {"actual": "nothing", "expected": "control_id", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 1, "message": "waivers: the waiver of no control for no subject names no control id"}, {"actual": "nothing", "expected": "created_at", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 1, "message": "waivers: the waiver of no control for no subject names no created at"}, {"actual": "nothing", "expected": "expires_at", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 1, "message": "waivers: the waiver of no control for no subject names no expires at"}, {"actual": "nothing", "expected": "justification", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 1, "message": "waivers: the waiver of no control for no subject names no justification"}, {"actual": "nothing", "expected": "owner", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 1, "message": "waivers: the waiver of no control for no subject names no owner"}, {"actual": "nothing", "expected": "requested_by", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 1, "message": "waivers: the waiver of no control for no subject names no requested by"}, {"actual": "nothing", "expected": "subject", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 1, "message": "waivers: the waiver of no control for no subject names no subject"}} with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items/0", "value": {}}])

test_a_waiver_approved_by_its_requester_is_found if apr_005.findings == {{"actual": "Dev", "expected": "another person", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 3, "message": "waivers: the waiver of PRV-001 for applicants was approved by the person who asked for it (Dev)"}} with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items/0/approver", "value": "Dev"}])

test_an_expired_waiver_is_found if apr_005.findings == {{"actual": "2026-11-22", "expected": "a waiver that holds", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 3, "message": "waivers: the waiver of PRV-001 for applicants expired on 2026-11-22"}} with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items/0/created_at", "value": "2026-10-01"}, {"op": "replace", "path": "/waiver/items/0/expires_at", "value": "2026-11-22"}])

test_the_last_day_still_holds if count(apr_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items/0/expires_at", "value": "2026-11-23"}])

test_a_long_waiver_is_found if apr_005.findings == {{"actual": "2026-11-01 to 2027-01-31", "expected": "at most 90 days", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 3, "message": "waivers: the waiver of PRV-001 for applicants lasts longer than 90 days (product: quarterly review)"}} with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items/0/expires_at", "value": "2027-01-31"}])

test_ninety_days_are_in_order if count(apr_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items/0/expires_at", "value": "2027-01-30"}])

test_what_may_never_be_waived_is_found if apr_005.findings == {{"actual": "a waiver for applicants", "expected": "no waiver", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 3, "message": "waivers: PRV-001 may never be waived"}} with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items/0/waivable", "value": false}])

test_a_waiver_of_no_control_is_found_once if apr_005.findings == {{"actual": "PRV-001", "expected": "a control that exists", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 3, "message": "waivers: the waiver names the control PRV-001, which is not there"}} with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items/0/known_control", "value": false}, {"op": "replace", "path": "/waiver/items/0/waivable", "value": false}, {"op": "replace", "path": "/waiver/items/0/used", "value": false}])

test_a_waiver_that_answers_nothing_is_found if apr_005.findings == {{"actual": "nothing fails there", "expected": "a failure to answer; remove the waiver", "fields": ["waiver.items"], "file": "waivers.yaml", "line": 3, "message": "waivers: the waiver of PRV-001 for applicants answers nothing"}} with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items/0/used", "value": false}])

test_no_waivers_are_in_order if count(apr_005.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/waiver/items", "value": []}])

test_without_waiver_items_the_rule_applies_and_asks_for_it if {
	apr_005.applies with input as json.remove(_good, ["waiver/items"])
	"waiver.items" in apr_005.required with input as json.remove(_good, ["waiver/items"])
}
