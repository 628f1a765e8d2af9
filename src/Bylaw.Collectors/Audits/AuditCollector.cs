using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Bylaw.Collectors.Approvals;
using Bylaw.Collectors.Documents;
using Bylaw.Collectors.Records;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Audits;

/// <summary>Reads a bias audit by counts, as an auditor hands it over: a folder with <c>counts.csv</c>, <c>auditor.json</c> (signed) and <c>summary.html</c>.</summary>
/// <remarks>
/// The summary is read by its <c>data-field</c> attributes. An auditor who works for a supplier named in <c>vendor/</c> is not independent, whatever they say.
/// <c>subject.json</c> names the model's digest and the data that were audited.
/// </remarks>
[Collector("bias-audit", "evaluation", Summary = "Counts, rates and ratios of a bias audit, its auditor and its public summary.")]
public sealed partial class AuditCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Text("path") is not { } folder || !context.Files.FolderExists(folder) || !context.Files.FileExists($"{folder}/counts.csv"))
        {
            return Collection.Empty;
        }
        var gaps = new List<Gap>();
        List<string> read = [$"{folder}/counts.csv"];
        var spec = new JsonObject { ["id"] = context.Subject.Name, ["kind"] = "fairness" };
        try
        {
            AuditCounts.Read(await context.Files.ReadTextAsync(read[0], cancellationToken).ConfigureAwait(false)).AddTo(spec);
        }
        catch (InvalidDataException fault)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, fault.Message, "evaluation.groups", read[0]));
        }
        AddSubject(context, folder, spec, gaps, read);
        AddAuditor(context, folder, spec, gaps, read);
        if (context.Files.FileExists($"{folder}/summary.html"))
        {
            read.Add($"{folder}/summary.html");
            spec["published"] = Published(await context.Files.ReadTextAsync($"{folder}/summary.html", cancellationToken).ConfigureAwait(false));
        }
        var sources = await RecordFile.SourcesAsync(context, read, cancellationToken).ConfigureAwait(false);
        spec["dataset_digest"] ??= sources[0].Sha256;
        return Collection.Of(context.Document("evaluation", spec) with { Sources = [.. sources], Completeness = Completeness.Full($"all counts of {read[0]}") }, gaps);
    }

    private static void AddSubject(CollectorContext context, string folder, JsonObject spec, List<Gap> gaps, List<string> read)
    {
        if (context.Files.FileExists($"{folder}/subject.json") && RecordFile.TryReadMap(context, $"{folder}/subject.json", "evaluation.model_digest", gaps) is { } about)
        {
            read.Add($"{folder}/subject.json");
            foreach (var (name, value) in RecordFile.Only(about, "model_digest", "dataset_id", "dataset_digest"))
            {
                spec[name] = value!.ToString().Replace("sha256:", "", StringComparison.Ordinal);
            }
        }
    }

    private static void AddAuditor(CollectorContext context, string folder, JsonObject spec, List<Gap> gaps, List<string> read)
    {
        var path = $"{folder}/auditor.json";
        if (!context.Files.FileExists(path) || AuditorStatement.Read(context, path, gaps) is not { } auditor)
        {
            return;
        }
        read.Add(path);
        spec["at"] = ApprovalStatement.Stamp(auditor.At);
        var worksForVendor = Vendors(context).Contains(auditor.Organisation, StringComparer.OrdinalIgnoreCase);
        spec["evaluator"] = new JsonObject
        {
            ["person"] = auditor.Person,
            ["organisation"] = auditor.Organisation,
            ["independent"] = auditor.IsIndependent && !worksForVendor,
        };
    }

    private static List<string> Vendors(CollectorContext context) =>
        !context.Files.FolderExists("vendor")
            ? []
            : [.. context.Files.EnumerateFiles("vendor", "*.md").Select(f => DocumentFile.Read(context, f).Front["vendor"]?.ToString()).OfType<string>()];

    private static JsonObject Published(string html)
    {
        var published = new JsonObject
        {
            ["fields"] = new JsonArray([.. Field().Matches(html).Where(m => m.Groups["text"].Value.Trim().Length > 0).Select(m => m.Groups["name"].Value).Distinct().Select(n => (JsonNode)n)]),
        };
        if (Canonical().Match(html) is { Success: true } link)
        {
            published["url"] = link.Groups["url"].Value;
        }
        foreach (var (field, name) in new[] { ("audit_date", "at"), ("distribution_date", "distribution_date") })
        {
            if (Field().Matches(html).FirstOrDefault(m => m.Groups["name"].Value == field) is { } found
                && SystemDocumentsCollector.Day(found.Groups["text"].Value.Trim()) is { } day)
            {
                published[name] = day;
            }
        }
        return published;
    }

    [GeneratedRegex("""data-field="(?<name>[a-z_]+)"[^>]*>(\s*<[a-z][^>]*>)*(?<text>[^<]*)""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Field();

    [GeneratedRegex("""<link[^>]*rel="canonical"[^>]*href="(?<url>[^"]+)"|<link[^>]*href="(?<url>[^"]+)"[^>]*rel="canonical""", RegexOptions.CultureInvariant | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Canonical();
}
