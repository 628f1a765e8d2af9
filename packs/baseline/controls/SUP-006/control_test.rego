package bylaw.controls.sup_006_test

import data.bylaw.controls.sup_006

_good := {"subject": {"kind": "model", "name": "chat"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "model": {"id": "chat", "base": {"id": "acme/base", "revision": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "pinned": true, "hosting": "self"}}}

test_what_keeps_the_rule_passes if {
	sup_006.applies with input as _good
	count(sup_006.findings) == 0 with input as _good
}

test_an_alias_is_found if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base/revision", "value": "latest"}])
	sup_006.findings == {{"actual": "latest", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on acme/base at latest, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base/revision", "value": "latest"}])
}

test_a_branch_is_found if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a/b", "revision": "Main", "pinned": true}}])
	sup_006.findings == {{"actual": "Main", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on a/b at Main, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a/b", "revision": "Main", "pinned": true}}])
}

test_what_a_collector_found_not_to_be_pinned_is_found if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base/pinned", "value": false}])
	sup_006.findings == {{"actual": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on acme/base at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base/pinned", "value": false}])
}

test_master_moves if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a/b", "revision": "MASTER", "pinned": true}}])
	sup_006.findings == {{"actual": "MASTER", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on a/b at MASTER, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a/b", "revision": "MASTER", "pinned": true}}])
}

test_head_moves if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a/b", "revision": "HEAD", "pinned": true}}])
	sup_006.findings == {{"actual": "HEAD", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on a/b at HEAD, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a/b", "revision": "HEAD", "pinned": true}}])
}

test_stable_moves if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a/b", "revision": "STABLE", "pinned": true}}])
	sup_006.findings == {{"actual": "STABLE", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on a/b at STABLE, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a/b", "revision": "STABLE", "pinned": true}}])
}

test_default_moves if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a/b", "revision": "DEFAULT", "pinned": true}}])
	sup_006.findings == {{"actual": "DEFAULT", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on a/b at DEFAULT, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a/b", "revision": "DEFAULT", "pinned": true}}])
}

test_a_commit_that_was_found_not_to_be_pinned_is_found if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a", "revision": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "pinned": false}}])
	sup_006.findings == {{"actual": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on a at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a", "revision": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "pinned": false}}])
}

test_a_dated_version_that_was_found_not_to_be_pinned_is_found if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "gpt", "revision": "2026-05-13", "hosting": "api", "pinned": false}}])
	sup_006.findings == {{"actual": "2026-05-13", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on gpt at 2026-05-13, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "gpt", "revision": "2026-05-13", "hosting": "api", "pinned": false}}])
}

test_a_commit_that_nobody_looked_at_is_pinned if {
	sup_006.applies with input as json.patch(_good, [{"op": "remove", "path": "/model/base/pinned"}])
	count(sup_006.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/model/base/pinned"}])
}

test_a_digest_that_nobody_looked_at_is_pinned if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a", "revision": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}])
	count(sup_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a", "revision": "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}])
}

test_a_short_commit_is_not if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a", "revision": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}])
	sup_006.findings == {{"actual": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on a at aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a", "revision": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"}}])
}

test_a_tag_is_not if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a", "revision": "v1.0"}}])
	sup_006.findings == {{"actual": "v1.0", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on a at v1.0, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a", "revision": "v1.0"}}])
}

test_a_dated_version_of_a_hosted_model_is if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "gpt", "revision": "2026-05-13", "hosting": "api"}}])
	count(sup_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "gpt", "revision": "2026-05-13", "hosting": "api"}}])
}

test_a_date_in_the_name_of_a_hosted_model_is if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "claude-20260513", "hosting": "api"}}])
	count(sup_006.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "claude-20260513", "hosting": "api"}}])
}

test_a_date_does_not_pin_what_one_hosts_oneself if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a", "revision": "2026-05-13", "hosting": "self"}}])
	sup_006.findings == {{"actual": "2026-05-13", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on a at 2026-05-13, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "a", "revision": "2026-05-13", "hosting": "self"}}])
}

test_a_hosted_model_without_date_is_found if {
	sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "gpt", "hosting": "api"}}])
	sup_006.findings == {{"actual": "nothing", "expected": "a commit, a digest or a dated version", "fields": ["model.base.revision", "model.base.pinned"], "message": "model chat builds on gpt at no revision, which can change"}} with input as json.patch(_good, [{"op": "replace", "path": "/model/base", "value": {"id": "gpt", "hosting": "api"}}])
}

test_a_model_of_ones_own_is_not_concerned if not sup_006.applies with input as json.patch(_good, [{"op": "replace", "path": "/model", "value": {"id": "m"}}])
