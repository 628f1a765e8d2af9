package bylaw.controls.inc_002_test

import data.bylaw.controls.inc_002

_good := {"subject": {"kind": "incident", "name": "incidents"}, "context": {"now": "2026-11-23T00:00:00Z", "stage": "monitor", "environment": "prod"}, "complete": true, "incident": {"items": [{"id": "I1", "severity": "serious", "kind": "general", "aware_at": "2026-11-01T10:00:00Z", "reported_at": "2026-11-10T10:00:00Z", "model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "status": "open"}, {"id": "I2", "severity": "minor", "kind": "general", "aware_at": "2020-01-01T00:00:00Z", "reported_at": null, "model_digest": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", "status": "open"}]}, "system": {"id": "loan-score", "name": "Loan score", "purpose": "Score loan applicants to help an underwriter decide", "status": "production", "owner": {"contact": "risk@bank.example"}, "operator_roles": ["provider", "deployer"], "affects_persons": true, "decision_domain": "credit", "decision_effect": "materially_influences", "jurisdictions": ["EU"], "risk": {"class": "high", "annex_iii": ["5(b)"]}}, "params": {"max_days": {"general": 15, "widespread_or_critical_infrastructure": 2, "death": 10}}, "limits": {"max_days": "statutory: AI Act 73(2),(3),(4)"}}

test_what_keeps_the_rule_passes if {
	inc_002.applies with input as _good
	count(inc_002.findings) == 0 with input as _good
}

test_an_incident_past_its_days_is_found if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-07T10:00:00Z"}])
	inc_002.findings == {{"actual": "not reported", "expected": "reported by 2026-11-22", "fields": ["incident.items"], "message": "incidents: serious incident I1 (general) was to be reported by 2026-11-22, 15 days after 2026-11-07 (statutory: AI Act 73(2),(3),(4)), and is not"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-07T10:00:00Z"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-07T10:00:00Z"}])
}

test_the_last_day_counts_whole if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-08T10:00:00Z"}])
	count(inc_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-08T10:00:00Z"}])
	inc_002.remarks == {{"fields": ["incident.items"], "message": "incidents: serious incident I1 is to be reported by 2026-11-23 and more than half of the time is gone"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-08T10:00:00Z"}])
}

test_after_half_of_the_time_it_is_a_remark if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-08T10:00:00Z"}])
	count(inc_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-08T10:00:00Z"}])
	inc_002.remarks == {{"fields": ["incident.items"], "message": "incidents: serious incident I1 is to be reported by 2026-11-23 and more than half of the time is gone"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-08T10:00:00Z"}])
}

test_before_half_of_the_time_it_is_not if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-20T10:00:00Z"}])
	count(inc_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-20T10:00:00Z"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": null}, {"op": "replace", "path": "/incident/items/0/aware_at", "value": "2026-11-20T10:00:00Z"}])
}

test_a_late_report_is_found if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-17T00:00:00Z"}])
	inc_002.findings == {{"actual": "2026-11-17T00:00:00Z", "expected": "reported by 2026-11-16", "fields": ["incident.items"], "message": "incidents: serious incident I1 (general) was to be reported by 2026-11-16, 15 days after 2026-11-01 (statutory: AI Act 73(2),(3),(4)), and was on 2026-11-17"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-17T00:00:00Z"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-17T00:00:00Z"}])
}

test_a_report_on_the_last_day_is_in_time if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-16T23:59:59Z"}])
	count(inc_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-16T23:59:59Z"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-16T23:59:59Z"}])
}

test_a_death_has_ten_days if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/kind", "value": "death"}, {"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-12T00:00:00Z"}])
	inc_002.findings == {{"actual": "2026-11-12T00:00:00Z", "expected": "reported by 2026-11-11", "fields": ["incident.items"], "message": "incidents: serious incident I1 (death) was to be reported by 2026-11-11, 10 days after 2026-11-01 (statutory: AI Act 73(2),(3),(4)), and was on 2026-11-12"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/kind", "value": "death"}, {"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-12T00:00:00Z"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/kind", "value": "death"}, {"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-12T00:00:00Z"}])
}

test_a_widespread_one_has_two if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/kind", "value": "widespread_or_critical_infrastructure"}, {"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-04T00:00:00Z"}])
	inc_002.findings == {{"actual": "2026-11-04T00:00:00Z", "expected": "reported by 2026-11-03", "fields": ["incident.items"], "message": "incidents: serious incident I1 (widespread_or_critical_infrastructure) was to be reported by 2026-11-03, 2 days after 2026-11-01 (statutory: AI Act 73(2),(3),(4)), and was on 2026-11-04"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/kind", "value": "widespread_or_critical_infrastructure"}, {"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-04T00:00:00Z"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/kind", "value": "widespread_or_critical_infrastructure"}, {"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-04T00:00:00Z"}])
}

test_a_kind_that_nobody_knows_has_the_shortest_time if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/kind", "value": "strange"}, {"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-04T00:00:00Z"}])
	inc_002.findings == {{"actual": "2026-11-04T00:00:00Z", "expected": "reported by 2026-11-03", "fields": ["incident.items"], "message": "incidents: serious incident I1 (strange) was to be reported by 2026-11-03, 2 days after 2026-11-01 (statutory: AI Act 73(2),(3),(4)), and was on 2026-11-04"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/kind", "value": "strange"}, {"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-04T00:00:00Z"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/0/kind", "value": "strange"}, {"op": "replace", "path": "/incident/items/0/reported_at", "value": "2026-11-04T00:00:00Z"}])
}

test_an_incident_without_kind_is_a_general_one if {
	inc_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/incident/items/0/kind"}])
	count(inc_002.findings) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/incident/items/0/kind"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/incident/items/0/kind"}])
}

test_a_severity_that_nobody_knows_is_serious if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/1/severity", "value": "grave"}])
	inc_002.findings == {{"actual": "not reported", "expected": "reported by 2020-01-16", "fields": ["incident.items"], "message": "incidents: serious incident I2 (general) was to be reported by 2020-01-16, 15 days after 2020-01-01 (statutory: AI Act 73(2),(3),(4)), and is not"}} with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/1/severity", "value": "grave"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/1/severity", "value": "grave"}])
}

test_a_major_one_is_not_reported if {
	inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/1/severity", "value": "major"}])
	count(inc_002.findings) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/1/severity", "value": "major"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "replace", "path": "/incident/items/1/severity", "value": "major"}])
}

test_an_incident_without_a_day_is_found if {
	inc_002.applies with input as json.patch(_good, [{"op": "remove", "path": "/incident/items/0/aware_at"}])
	inc_002.findings == {{"actual": "nothing", "expected": "aware_at", "fields": ["incident.items"], "message": "incidents: serious incident I1 does not say when somebody became aware of it"}} with input as json.patch(_good, [{"op": "remove", "path": "/incident/items/0/aware_at"}])
	count(inc_002.remarks) == 0 with input as json.patch(_good, [{"op": "remove", "path": "/incident/items/0/aware_at"}])
}

test_without_incident_items_the_rule_applies_and_asks_for_it if {
	inc_002.applies with input as json.remove(_good, ["incident/items"])
	"incident.items" in inc_002.required with input as json.remove(_good, ["incident/items"])
}

test_a_system_of_limited_risk_is_not_concerned if not inc_002.applies with input as json.patch(_good, [{"op": "replace", "path": "/system/risk", "value": {"class": "limited"}}])
