using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Records;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Documents;

/// <summary>Reads the records that are kept about a system beside its documents.</summary>
/// <remarks>
/// <c>docs/risk-register.yaml</c> (items, reviewed_at, tolerance), <c>docs/literacy.csv</c> (person, role, course, completed_at), <c>docs/drills/</c> (front matter
/// kind <c>stop-drill</c>, at, succeeded, rollback_version), <c>docs/archive.yaml</c> (docs_days), <c>ui/*.test.json</c> (a test of the AI notice),
/// README (name), CODEOWNERS or catalog-info.yaml (owner), and how far it is: from infrastructure and approvals.
/// </remarks>
[Collector("system-records", "system", Summary = "Risk register, training of people, stop drills, archive rule, AI notice, owner and status.")]
public sealed class SystemRecordsCollector : IEvidenceCollector
{
    private static readonly string[] _owners = ["CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];
    private static readonly string[] _registers = ["docs/risk-register.yaml", "docs/risk-register.yml", "docs/risk-register.json", "risk-register.yaml"];
    private static readonly string[] _archives = ["docs/archive.yaml", "docs/archive.json"];

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var gaps = new List<Gap>();
        var read = new List<string>();
        var spec = new JsonObject();
        ReadRegister(context, spec, gaps, read);
        ReadLiteracy(context, spec, gaps, read);
        ReadDrills(context, spec, read);
        ReadArchive(context, spec, gaps, read);
        ReadNotice(context, spec, gaps, read);
        ReadIdentity(context, spec, gaps, read);
        return spec.Count == 0
            ? Collection.Missing(gaps)
            : Collection.Of(context.Document("system", spec) with { Sources = [.. await RecordFile.SourcesAsync(context, read, cancellationToken).ConfigureAwait(false)] }, gaps);
    }

    private static void ReadRegister(CollectorContext context, JsonObject spec, List<Gap> gaps, List<string> read)
    {
        if (_registers.FirstOrDefault(context.Files.FileExists) is not { } file || RecordFile.TryReadMap(context, file, "system.risk_register.items", gaps) is not { } register)
        {
            return;
        }
        read.Add(file);
        var items = (register["items"] as JsonArray ?? []).OfType<JsonObject>()
            .Select(i => (JsonNode)RecordFile.Only(i, "id", "hazard", "likelihood", "severity", "owner", "treatment", "residual", "accepted_by"));
        var json = new JsonObject { ["items"] = new JsonArray([.. items]) };
        if (SystemDocumentsCollector.Day(register["reviewed_at"]) is { } day)
        {
            json["reviewed_at"] = day;
        }
        if (register["tolerance"] is { } tolerance)
        {
            json["tolerance"] = tolerance.DeepClone();
        }
        spec["risk_register"] = json;
    }

    private static void ReadLiteracy(CollectorContext context, JsonObject spec, List<Gap> gaps, List<string> read)
    {
        const string File = "docs/literacy.csv";
        if (!context.Files.FileExists(File))
        {
            return;
        }
        var records = new List<string>();
        var rows = RecordFile.ReadAll(context, File, null, "system.literacy.records", gaps, records)
            .Select(r => (JsonNode)RecordFile.Only(r, "person", "role", "course", "completed_at")).ToList();
        if (records.Count > 0)
        {
            read.Add(File);
            spec["literacy"] = new JsonObject { ["records"] = new JsonArray([.. rows]) };
        }
    }

    /// <summary>The newest drill that succeeded counts; one that failed is no test of the stop.</summary>
    private static void ReadDrills(CollectorContext context, JsonObject spec, List<string> read)
    {
        if (!context.Files.FolderExists("docs/drills"))
        {
            return;
        }
        var drills = context.Files.EnumerateFiles("docs/drills", "*.md").Select(f => DocumentFile.Read(context, f))
            .Where(d => d.Front["kind"]?.ToString() == "stop-drill" && d.Front["succeeded"]?.ToString() is "true" && Moment(d.Front["at"]) is not null)
            .OrderByDescending(d => Moment(d.Front["at"]), StringComparer.Ordinal).ToList();
        if (drills.Count == 0)
        {
            return;
        }
        read.Add(drills[0].Path);
        spec["oversight"] = new JsonObject { ["stop_tested_at"] = Moment(drills[0].Front["at"]) };
        if (drills[0].Front["rollback_version"] is { } version)
        {
            spec["rollback"] = new JsonObject { ["version"] = version.ToString() };
        }
    }

    private static void ReadArchive(CollectorContext context, JsonObject spec, List<Gap> gaps, List<string> read)
    {
        if (_archives.FirstOrDefault(context.Files.FileExists) is { } file && RecordFile.TryReadMap(context, file, "system.retention.docs_days", gaps) is { } archive
            && archive["docs_days"] is JsonValue days && days.TryGetValue<int>(out var count))
        {
            read.Add(file);
            spec["retention"] = new JsonObject { ["docs_days"] = count };
        }
    }

    /// <summary>A test that did not pass shows nothing.</summary>
    private static void ReadNotice(CollectorContext context, JsonObject spec, List<Gap> gaps, List<string> read)
    {
        if (!context.Files.FolderExists("ui"))
        {
            return;
        }
        foreach (var file in context.Files.EnumerateFiles("ui", "*.test.json"))
        {
            if (RecordFile.TryReadMap(context, file, "system.notices.ai_disclosure", gaps) is not { } test)
            {
                continue;
            }
            read.Add(file);
            if (test["passed"]?.ToString() is not "true")
            {
                gaps.Add(context.Gap(GapReason.NotFound, $"the test of the AI notice in {file} did not pass", "system.notices.ai_disclosure", file));
                continue;
            }
            var notice = RecordFile.Only(test, "text_digest", "shown_at_point");
            notice["test_ref"] = file;
            spec["notices"] = new JsonObject { ["ai_disclosure"] = notice };
        }
    }

    private static void ReadIdentity(CollectorContext context, JsonObject spec, List<Gap> gaps, List<string> read)
    {
        if (context.Options["name"] is null && context.Files.FileExists("README.md")
            && File.ReadLines(context.Files.ResolveFile("README.md")).FirstOrDefault(l => l.StartsWith("# ", StringComparison.Ordinal)) is { } title)
        {
            read.Add("README.md");
            spec["name"] = title[2..].Trim();
        }
        if (context.Options["owner"]?["contact"] is null && Owner(context, gaps, read) is { } owner)
        {
            spec["owner"] = new JsonObject { ["contact"] = owner };
        }
        if (context.Options["status"] is null)
        {
            var isApproved = context.Files.FolderExists("approvals") && context.Files.EnumerateFiles("approvals", "*deploy*.json").Any();
            spec["status"] = context.Files.FolderExists("infra") ? isApproved ? "production" : "staging" : "development";
        }
    }

    private static string? Owner(CollectorContext context, List<Gap> gaps, List<string> read)
    {
        if (_owners.FirstOrDefault(context.Files.FileExists) is { } file)
        {
            // The last rule for everything wins; the first owner of it is asked first.
            var rule = File.ReadLines(context.Files.ResolveFile(file)).Select(l => l.Split('#')[0].Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
                .LastOrDefault(p => p.Length > 1 && p[0] is "*" or "/" or "/*");
            if (rule is not null)
            {
                read.Add(file);
                return rule[1];
            }
        }
        if (context.Files.FileExists("catalog-info.yaml") && RecordFile.TryReadMap(context, "catalog-info.yaml", "system.owner.contact", gaps)?["spec"]?["owner"]?.ToString() is { } entry)
        {
            read.Add("catalog-info.yaml");
            return entry.Contains('@', StringComparison.Ordinal) || entry.Contains(':', StringComparison.Ordinal) ? entry : "group:" + entry;
        }
        return null;
    }

    private static string? Moment(JsonNode? value) =>
        value is not null && DateTimeOffset.TryParse(value.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment)
            ? moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : null;
}
