package bylaw.controls.dat_002_test

import data.bylaw.controls.dat_002

test_equal_digests_pass if count(dat_002.findings) == 0 with input as {"subject": {"name": "d"}, "dataset": {"digest": "ab", "declared_digest": "sha256:ab"}}

test_another_digest_is_found if count(dat_002.findings) == 1 with input as {"subject": {"name": "d"}, "dataset": {"digest": "ab", "declared_digest": "cd"}}

test_both_digests_are_required if dat_002.required == {"dataset.digest", "dataset.declared_digest"}
