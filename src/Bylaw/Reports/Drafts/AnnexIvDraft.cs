using System.Collections.Immutable;

namespace Bylaw.Reports.Drafts;

/// <summary>Drafts the technical documentation of a high-risk system after Annex IV of Regulation (EU) 2024/1689, point by point.</summary>
public static class AnnexIvDraft
{
    private static readonly (string Title, (string Label, string Path)[] Facts, string[] ToWrite)[] _points =
    [
        ("1. General description",
            [("Name", "system.name"), ("Intended purpose", "system.purpose"), ("Provider's contact", "system.owner.contact"), ("Foreseeable misuse", "system.foreseeable_misuse"),
             ("Roles", "system.operator_roles"), ("Placed on the market", "system.placed_on_market_at"), ("Version", "model.version"), ("Digest", "model.digest"), ("Task", "model.task"), ("Deployed as", "infra.resources")],
            ["how the system works together with other hardware and software", "the user interface that deployers get", "instructions for use"]),
        ("2. Elements and how they were made",
            [("Kind of model", "model.kind"), ("Base model", "model.base.id"), ("Training run", "model.training"), ("Inputs", "model.features"), ("Training data", "dataset.card"), ("Source", "dataset.source.kind"),
             ("Rows", "dataset.rows"), ("Licence", "dataset.licence.spdx"), ("Representation of groups", "dataset.representativeness"), ("Known gaps", "dataset.gaps_ref"), ("Bias examination", "dataset.bias_exam_ref"),
             ("Rows on both sides of the split", "split.overlap_ratio"), ("Tests and their thresholds", "evaluation.thresholds"), ("Measured", "evaluation.metrics"), ("Bill of materials", "model.aibom"), ("Signature", "model.signature")],
            ["design choices with their reasons and assumptions", "computing resources used", "changes that are planned in advance (Article 3(23))"]),
        ("3. Monitoring, functioning and control",
            [("Accuracy by group", "evaluation.groups"), ("Oversight measures", "system.oversight.measures"), ("Who oversees", "system.oversight.people"), ("How it is stopped", "system.oversight.stop_control_ref"),
             ("Explanations", "system.explanations.local_method"), ("Expected inputs", "model.input_schema_ref"), ("Logging", "logging.fields"), ("Log retention in days", "logging.retention_days")],
            ["capabilities and limits in words", "unintended outcomes that can be foreseen and their sources of risk"]),
        ("4. Why these metrics fit", [("Choice of metrics", "system.fairness.metric_choice")], ["why the chosen metrics fit this system"]),
        ("5. Risk management",
            [("Class", "system.risk.class"), ("Points of Annex III", "system.risk.annex_iii"), ("Rationale", "system.risk.rationale"), ("Risk register", "system.risk_register.items"), ("Reviewed", "system.risk_register.reviewed_at")], []),
        ("6. Changes through the life cycle", [("Status", "model.status"), ("Fallback", "model.fallback_ref"), ("Version to roll back to", "system.rollback.version")], ["relevant changes since the first version"]),
        ("7. Standards applied", [], ["harmonised standards applied in full or in part; else what meets the requirements instead"]),
        ("8. Declaration of conformity", [("Declaration", "system.conformity.declaration_ref"), ("Route", "system.conformity.route"), ("Registered as", "system.registration.eu_db_id")], []),
        ("9. Monitoring after placing on the market", [("Plan", "system.monitoring_plan.ref"), ("Reports", "monitoring.reports"), ("Incident plan", "system.incident_plan.ref")], []),
    ];

    /// <summary>Drafts the document.</summary>
    /// <param name="source">Assessment and facts.</param>
    /// <returns>The draft, with what people must add.</returns>
    public static Draft Make(DraftSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new Draft(
            $"Technical documentation of {source.Report.System} (draft)",
            "Regulation (EU) 2024/1689, Article 11 and Annex IV",
            source.Lead,
            [.. _points.Select(p => new DraftSection(p.Title, [.. p.Facts.SelectMany(f => source.Facts(f.Label, f.Path))], [], [.. p.ToWrite]))]);
    }
}
