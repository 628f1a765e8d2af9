using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Documents;

/// <summary>Reads the documents about a system: the folder <c>docs/</c> with its front matter, and what the documents that the manifest names say of themselves.</summary>
/// <remarks>
/// Front matter: <c>kind</c>, <c>annex_iv_item</c> (1 to 9), <c>model_digest</c>, <c>updated_at</c>, <c>completed_at</c>, <c>notified_at</c>, <c>tested_at</c>,
/// <c>items</c> (what instructions for use give: provider, capabilities, limitations, accuracy_by_group, changes, oversight, resources, maintenance, logs). A document without front matter is listed with its digest alone.
/// </remarks>
[Collector("system-documents", "system", Summary = "Documents with front matter, digests and placeholders; dates of assessments and plans.")]
public sealed class SystemDocumentsCollector : IEvidenceCollector
{
    private const int MaxDocuments = 2_000;
    private static readonly string[] _texts = [".md", ".markdown", ".txt", ".html", ".htm", ".adoc", ".rst"];
    private static readonly string[] _others = [".pdf", ".docx", ".odt"];

    /// <summary>What a document that the manifest names says of itself: the manifest's field, the front matter's key, the field of evidence.</summary>
    private static readonly (string Reference, string Key, string Field)[] _facts =
    [
        ("fria/ref", "completed_at", "fria/completed_at"),
        ("fria/ref", "notified_at", "fria/notified_at"),
        ("dpia/ref", "completed_at", "dpia/completed_at"),
        ("impact_assessment/ref", "completed_at", "impact_assessment/completed_at"),
        ("incident_plan/ref", "tested_at", "incident_plan/tested_at"),
    ];

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var gaps = new List<Gap>();
        var spec = new JsonObject();
        var read = new List<string>();
        var list = new JsonArray();
        foreach (var file in Find(context, gaps))
        {
            cancellationToken.ThrowIfCancellationRequested();
            list.Add(await DescribeAsync(context, file, gaps, cancellationToken).ConfigureAwait(false));
            read.Add(file);
        }
        if (list.Count > 0)
        {
            spec["documents"] = list;
        }
        foreach (var (reference, key, field) in _facts)
        {
            if (PathOf(context.Options, reference) is { } path && context.Files.FileExists(path) && Day(DocumentFile.Read(context, path).Front[key]) is { } day)
            {
                Put(spec, field, day);
                read.Add(path);
            }
        }
        gaps.AddRange(References.Missing(context.Options, context.Files, "system").Select(m =>
            context.Gap(GapReason.NotFound, $"the manifest names {m.Path}, which is not there", m.Field, m.Path)));
        return spec.Count == 0
            ? Collection.Missing(gaps)
            : Collection.Of(context.Document("system", spec) with { Sources = [.. await Records.RecordFile.SourcesAsync(context, read, cancellationToken).ConfigureAwait(false)] }, gaps);
    }

    private static IEnumerable<string> Find(CollectorContext context, List<Gap> gaps)
    {
        if (!context.Files.FolderExists("docs"))
        {
            return [];
        }
        var files = context.Files.EnumerateFiles("docs").Where(f => Path.GetExtension(f).ToLowerInvariant() is var e && (_texts.Contains(e) || _others.Contains(e))).ToList();
        if (files.Count > MaxDocuments)
        {
            gaps.Add(context.Gap(GapReason.Limit, $"only {MaxDocuments} of {files.Count} documents were read", "system.documents", "docs"));
        }
        return files.Take(MaxDocuments);
    }

    private static async Task<JsonObject> DescribeAsync(CollectorContext context, string file, List<Gap> gaps, CancellationToken cancellationToken)
    {
        var entry = new JsonObject { ["ref"] = file };
        if (!_texts.Contains(Path.GetExtension(file).ToLowerInvariant()))
        {
            entry["sha256"] = (await context.Files.SourceAsync(file, cancellationToken).ConfigureAwait(false)).Sha256;
            return entry;
        }
        var document = DocumentFile.Read(context, file);
        if (document.Problem is { } problem)
        {
            gaps.Add(context.Gap(GapReason.Malformed, problem, "system.documents", file));
        }
        entry["sha256"] = document.Sha256;
        entry["placeholders"] = document.Placeholders;
        foreach (var name in (string[])["kind", "annex_iv_item", "model_digest", "updated_at"])
        {
            if (document.Front[name] is { } value)
            {
                entry[name] = name == "model_digest" ? value.ToString().Replace("sha256:", "", StringComparison.Ordinal) : value.DeepClone();
            }
        }
        if (document.Front["items"] is JsonArray items)
        {
            entry["items"] = items.DeepClone();
        }
        entry["x_headings"] = new JsonArray([.. document.Body.Split('\n').Where(l => l.StartsWith('#')).Select(l => (JsonNode)l.TrimStart('#').Trim()).Take(200)]);
        return entry;
    }

    private static string? PathOf(JsonObject options, string reference) =>
        reference.Split('/').Aggregate((JsonNode?)options, (node, step) => (node as JsonObject)?[step])?.ToString();

    /// <summary>A day or moment as evidence writes it; null when it is none.</summary>
    internal static string? Day(JsonNode? value) =>
        value?.ToString() is { Length: >= 10 } text && DateOnly.TryParseExact(text[..10], "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _)
            ? text[..10]
            : null;

    private static void Put(JsonObject spec, string field, string value)
    {
        var (group, name) = (field.Split('/')[0], field.Split('/')[1]);
        var map = spec[group] as JsonObject ?? [];
        map[name] = value;
        spec[group] ??= map;
    }
}
