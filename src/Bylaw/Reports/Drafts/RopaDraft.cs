using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Reports.Drafts;

/// <summary>Drafts the record of processing activities after GDPR Article 30(1), a section a dataset.</summary>
public static class RopaDraft
{
    /// <summary>Drafts the record.</summary>
    /// <param name="source">Assessment and facts.</param>
    /// <returns>The draft, with what people must add.</returns>
    public static Draft Make(DraftSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        var sections = new List<DraftSection>
        {
            new(
                "Controller and purpose",
                [
                    .. source.Facts("Contact", "system.owner.contact"), .. source.Facts("Accountable", "system.owner.accountable_executive"), .. source.Facts("Purpose of the system", "system.purpose"),
                    .. source.Facts("Groups of people", "system.affected_groups"), .. source.Facts("Profiling", "system.profiling"), .. source.Facts("Impact assessment", "system.dpia.ref"),
                ],
                [],
                ["name and address of the controller, of joint controllers and of the representative", "the data protection officer"]),
        };
        sections.AddRange(source.SubjectsOf("dataset").Select(d => Dataset(source, d)));
        sections.Add(new DraftSection("Recipients", [.. source.Facts("Vendors", "vendors.items")], [], ["recipients inside the organisation, by role"]));
        return new Draft($"Record of processing activities of {source.Report.System} (draft)", "Regulation (EU) 2016/679, Article 30(1)", source.Lead, [.. sections]);
    }

    private static DraftSection Dataset(DraftSource source, string dataset)
    {
        (string Label, string Field)[] facts =
        [
            ("Purposes", "allowed_purposes"), ("Lawful basis", "lawful_basis"), ("Basis explained in", "lawful_basis_ref"), ("Origin", "source.kind"), ("Special categories", "special.present"), ("Kept until", "retention.delete_by"),
            ("Region of storage", "storage.region"), ("Mechanism of transfer", "transfer.mechanism"), ("Encrypted at rest", "storage.encrypted_at_rest"), ("De-identified by", "deidentification.method"), ("Classification", "classification"),
        ];
        var rows = (source.Value("dataset", dataset, "pii.findings") as JsonArray ?? []).OfType<JsonObject>()
            .Select(f => ImmutableArray.Create(f["column"]?.ToString() ?? "", f["entity"]?.ToString() ?? "", f["count"]?.ToString() ?? "", f["verdict"]?.ToString() ?? ""))
            .ToImmutableArray();
        var scanned = source.Value("dataset", dataset, "pii.scan") is not null;
        return new DraftSection(
            $"Dataset {dataset}",
            [.. facts.Select(f => source.Fact("dataset", dataset, f.Field, f.Label)), source.Fact("dataset", dataset, "pii.scan", "Looked for personal data")],
            rows.IsEmpty ? [] : [new DraftTable(["column", "personal data", "values", "protection"], rows)],
            scanned ? ["categories of personal data that no scan can tell (opinions, behaviour, health in free text)"] : ["categories of personal data: the data was not scanned"]);
    }
}
