package bylaw.controls.dat_010_test

import data.bylaw.controls.dat_010

_input(day) := {"subject": {"name": "d"}, "context": {"now": "2026-11-23T00:00:00Z"}, "dataset": {"personal_data": true, "retention": {"delete_by": day}}}

test_a_date_ahead_passes if count(dat_010.findings) == 0 with input as _input("2029-06-30")

test_a_past_date_is_found if count(dat_010.findings) == 1 with input as _input("2026-11-22")

test_deleted_data_passes if count(dat_010.findings) == 0 with input as {"subject": {"name": "d"}, "context": {"now": "2026-11-23T00:00:00Z"}, "dataset": {"personal_data": true, "retention": {"delete_by": "2026-01-01", "deleted_at": "2026-01-01"}}}

test_public_data_is_not_concerned if not dat_010.applies with input as {"dataset": {"classification": "public"}}
