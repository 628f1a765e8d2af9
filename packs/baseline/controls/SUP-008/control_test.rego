package bylaw.controls.sup_008_test

import data.bylaw.controls.sup_008

_good := {"subject": {"kind": "pipeline", "name": "code"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "predeploy", "environment": "prod"}, "complete": true, "pipeline": {"vulns": [{"id": "CVE-1", "severity": "high", "cvss": 8.9, "package": "a", "fixed": "1.1", "age_days": 99}, {"id": "CVE-2", "severity": "critical", "cvss": 9.8, "package": "b", "age_days": 99}, {"id": "CVE-3", "cvss": 9.8, "package": "c", "fixed": "2", "age_days": 15}]}, "params": {"min_cvss": 9.0, "grace_days": 15}, "limits": {"min_cvss": "standard: CVSS critical band", "grace_days": "convention: CISA directive window for critical findings"}}

test_what_keeps_the_rule_passes if {
	sup_008.applies with input as _good
	count(sup_008.findings) == 0 with input as _good
}

test_an_old_critical_fault_with_a_mend_is_found if sup_008.findings == {{"actual": "CVE-2, score 9.8", "expected": "version 1.2 of b", "fields": ["pipeline.vulns"], "message": "code: CVE-2 in b has a score of 9.8 >= 9 (standard: CVSS critical band), a mend (1.2) for 99 days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "add", "path": "/pipeline/vulns/1/fixed", "value": "1.2"}])

test_the_score_at_the_limit_counts if sup_008.findings == {{"actual": "CVE-1, score 9", "expected": "version 1.1 of a", "fields": ["pipeline.vulns"], "message": "code: CVE-1 in a has a score of 9 >= 9 (standard: CVSS critical band), a mend (1.1) for 99 days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/vulns/0/cvss", "value": 9}])

test_after_the_days_of_grace_it_is_found if sup_008.findings == {{"actual": "CVE-3, score 9.8", "expected": "version 2 of c", "fields": ["pipeline.vulns"], "message": "code: CVE-3 in c has a score of 9.8 >= 9 (standard: CVSS critical band), a mend (2) for 16 days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/vulns/2/age_days", "value": 16}])

test_a_fault_of_unknown_age_is_found if sup_008.findings == {{"actual": "CVE-3, score 9.8", "expected": "version 2 of c", "fields": ["pipeline.vulns"], "message": "code: CVE-3 in c has a score of 9.8 >= 9 (standard: CVSS critical band), a mend (2) for unknown days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "remove", "path": "/pipeline/vulns/2/age_days"}])

test_the_word_counts_without_a_score if sup_008.findings == {{"actual": "X, score 10", "expected": "version 1 of p", "fields": ["pipeline.vulns"], "message": "code: X in p has a score of 10 >= 9 (standard: CVSS critical band), a mend (1) for 99 days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/vulns", "value": [{"id": "X", "severity": "Critical", "package": "p", "fixed": "1", "age_days": 99}]}])

test_a_word_that_nobody_knows_is_the_worst if sup_008.findings == {{"actual": "X, score 10", "expected": "version 1 of p", "fields": ["pipeline.vulns"], "message": "code: X in p has a score of 10 >= 9 (standard: CVSS critical band), a mend (1) for 99 days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/vulns", "value": [{"id": "X", "severity": "severe", "package": "p", "fixed": "1", "age_days": 99}]}])

test_no_word_is_the_worst if sup_008.findings == {{"actual": "X, score 10", "expected": "version 1 of p", "fields": ["pipeline.vulns"], "message": "code: X in p has a score of 10 >= 9 (standard: CVSS critical band), a mend (1) for 99 days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/vulns", "value": [{"id": "X", "package": "p", "fixed": "1", "age_days": 99}]}])

test_high_is_below_critical if count(sup_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/vulns", "value": [{"id": "X", "severity": "high", "package": "p", "fixed": "1", "age_days": 99}]}])

test_a_mend_that_is_not_there_cannot_be_taken if count(sup_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/pipeline/vulns", "value": [{"id": "X", "cvss": 10, "package": "p", "fixed": false, "age_days": 99}, {"id": "Y", "cvss": 10, "package": "p", "fixed": "", "age_days": 99}]}])

test_lower_words_are_below_critical if count(sup_008.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/params/min_cvss", "value": 7}, {"op": "replace", "path": "/pipeline/vulns", "value": [{"id": "X", "severity": "medium", "package": "p", "fixed": "1", "age_days": 99}, {"id": "X", "severity": "low", "package": "p", "fixed": "1", "age_days": 99}, {"id": "X", "severity": "none", "package": "p", "fixed": "1", "age_days": 99}]}])

test_high_counts_where_it_is_the_limit if sup_008.findings == {{"actual": "X, score 8.9", "expected": "version 1 of p", "fields": ["pipeline.vulns"], "message": "code: X in p has a score of 8.9 >= 8.9 (standard: CVSS critical band), a mend (1) for 99 days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "replace", "path": "/params/min_cvss", "value": 8.9}, {"op": "replace", "path": "/pipeline/vulns", "value": [{"id": "X", "severity": "high", "package": "p", "fixed": "1", "age_days": 99}]}])

test_medium_counts_where_it_is_the_limit if sup_008.findings == {{"actual": "X, score 6.9", "expected": "version 1 of p", "fields": ["pipeline.vulns"], "message": "code: X in p has a score of 6.9 >= 6.9 (standard: CVSS critical band), a mend (1) for 99 days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "replace", "path": "/params/min_cvss", "value": 6.9}, {"op": "replace", "path": "/pipeline/vulns", "value": [{"id": "X", "severity": "medium", "package": "p", "fixed": "1", "age_days": 99}]}])

test_low_counts_where_it_is_the_limit if sup_008.findings == {{"actual": "X, score 3.9", "expected": "version 1 of p", "fields": ["pipeline.vulns"], "message": "code: X in p has a score of 3.9 >= 3.9 (standard: CVSS critical band), a mend (1) for 99 days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "replace", "path": "/params/min_cvss", "value": 3.9}, {"op": "replace", "path": "/pipeline/vulns", "value": [{"id": "X", "severity": "low", "package": "p", "fixed": "1", "age_days": 99}]}])

test_none_counts_where_everything_does if sup_008.findings == {{"actual": "X, score 0", "expected": "version 1 of p", "fields": ["pipeline.vulns"], "message": "code: X in p has a score of 0 >= 0 (standard: CVSS critical band), a mend (1) for 99 days > 15 (convention: CISA directive window for critical findings)"}} with input as json.patch(_good, [{"op": "replace", "path": "/params/min_cvss", "value": 0}, {"op": "replace", "path": "/pipeline/vulns", "value": [{"id": "X", "severity": "none", "package": "p", "fixed": "1", "age_days": 99}]}])

test_without_pipeline_vulns_the_rule_applies_and_asks_for_it if {
	sup_008.applies with input as json.remove(_good, ["pipeline/vulns"])
	"pipeline.vulns" in sup_008.required with input as json.remove(_good, ["pipeline/vulns"])
}
