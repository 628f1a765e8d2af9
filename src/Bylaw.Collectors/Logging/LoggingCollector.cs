using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Code.Agents;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Logging;

/// <summary>Collects how decisions are logged: settings, a sample of records, the stores in the infrastructure, the ledger.</summary>
/// <remarks>
/// Options: <c>path</c> (a file or folder with settings named <c>logging.*</c> or <c>log-*</c>, and samples), <c>config</c>, <c>sample</c>, <c>infrastructure</c>
/// (files or folders), <c>stores</c> (addresses that are meant; else every log store), <c>ledger</c> (the folder of a ledger, which is verified). What several sources say differently, the weaker holds.
/// </remarks>
[Collector("logging", "logging", Summary = "Log settings, fields and personal data of a sample, retention and write-once stores.")]
public sealed class LoggingCollector : IEvidenceCollector
{
    private static readonly string[] _settings = ["enabled", "fields", "retention_days", "tamper_evidence", "redaction", "coverage", "readers"];

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var gaps = new List<Gap>();
        var spec = new JsonObject();
        var read = new List<string>();
        var lines = new SortedDictionary<string, Provenance>(StringComparer.Ordinal);
        var sample = new LogSample();
        var files = Expand(context, "path", gaps);
        foreach (var path in Expand(context, "config", gaps).Concat(files.Where(IsSettings)))
        {
            ReadSettings(context, path, spec, lines, read, gaps);
        }
        foreach (var path in Expand(context, "sample", gaps).Concat(files.Where(f => !IsSettings(f) && IsTable(f))))
        {
            ReadSample(context, path, sample, read, gaps, cancellationToken);
        }
        if (sample.Rows > 0)
        {
            spec["sample"] = sample.ToJson();
            // What is in the records beats what a setting says should be.
            spec["fields"] = new JsonArray([.. sample.Fields.Select(f => (JsonNode)f)]);
            spec["enabled"] ??= true;
        }
        var skipped = sample.IsCut ? ["records beyond the first 100000"] : Array.Empty<string>();
        var said = (JsonObject)spec.DeepClone();
        ReadStores(context, spec, gaps, cancellationToken);
        if (context.Text("ledger") is { } ledger)
        {
            ReadLedger(context, ledger, spec, gaps);
        }
        // A line speaks for what it says only: where a store keeps less, the line is not where it stands.
        foreach (var name in _settings.Where(n => !JsonNode.DeepEquals(spec[n], said[n])))
        {
            lines.Remove("/" + name);
        }
        if (spec.Count == 0)
        {
            gaps.Add(context.Gap(GapReason.NotDeclared, "nothing tells how decisions are logged: name `config`, `sample`, `infrastructure` or `ledger`", "logging.enabled"));
            return Collection.Missing(gaps);
        }
        var sources = new List<EvidenceSource>();
        foreach (var path in read.Distinct())
        {
            sources.Add(await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false));
        }
        return Collection.Of(context.Document("logging", spec) with { Sources = [.. sources], Provenance = lines.ToImmutableSortedDictionary(StringComparer.Ordinal), Completeness = new Completeness("log settings and samples", [.. skipped]) }, gaps);
    }

    private static void ReadSettings(CollectorContext context, string path, JsonObject spec, SortedDictionary<string, Provenance> lines, List<string> read, List<Gap> gaps)
    {
        try
        {
            var json = JsonFile.Read(context.Files, path, out var places);
            read.Add(path);
            var settings = json["logging"] as JsonObject ?? json;
            string[] above = ReferenceEquals(settings, json) ? [] : ["logging"];
            foreach (var name in _settings)
            {
                if (settings[name] is { } value)
                {
                    spec[name] = value.DeepClone();
                    var line = PointerPositions.Find(places, [.. above, name]).Line;
                    lines["/" + name] = new Provenance(EvidenceOrigin.Collected)
                    {
                        Source = new EvidenceSource(context.Files.Relative(path), Lines: line > 0 ? line.ToString(CultureInfo.InvariantCulture) : null),
                    };
                }
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            gaps.Add(context.Gap(GapReason.Malformed, fault.Message, "logging.enabled", path));
        }
    }

    private static void ReadSample(CollectorContext context, string path, LogSample sample, List<string> read, List<Gap> gaps, CancellationToken cancellationToken)
    {
        var document = StructuredReaders.Read(path, File.ReadAllBytes(context.Files.ResolveFile(path)));
        foreach (var problem in document.Problems.Where(p => p.IsFatal))
        {
            gaps.Add(context.Gap(GapReason.Malformed, problem.Message, "logging.sample", problem.Position.IsKnown ? $"{path}:{problem.Position.Line}" : path));
        }
        if (document.Succeeded)
        {
            read.Add(path);
            sample.Add(document, cancellationToken);
        }
    }

    private static void ReadStores(CollectorContext context, JsonObject spec, List<Gap> gaps, CancellationToken cancellationToken)
    {
        var paths = Expand(context, "infrastructure", gaps);
        if (context.Options["infrastructure"] is null && context.Files.FolderExists("infra"))
        {
            paths = [.. context.Files.EnumerateFiles("infra")];
        }
        if (paths.Count == 0)
        {
            return;
        }
        cancellationToken.ThrowIfCancellationRequested();
        var stores = LogStores.Read(context.Files.RootPath, paths, context.Texts("stores"));
        foreach (var absent in context.Texts("stores").Where(s => !stores.Addresses.Contains(s)))
        {
            gaps.Add(context.Gap(GapReason.NotFound, $"the log store `{absent}` is not in the infrastructure", "logging.retention_days"));
        }
        if (stores.RetentionDays is { } days && (spec["retention_days"] is not JsonValue said || !said.TryGetValue<int>(out var promised) || promised > days))
        {
            spec["retention_days"] = days;
        }
        if (stores.IsWriteOnce is { } isWriteOnce && spec["tamper_evidence"]?.ToString() is null or "worm")
        {
            spec["tamper_evidence"] = isWriteOnce ? "worm" : "none";
        }
        if (stores.Addresses.Count > 0)
        {
            spec["x_stores"] = new JsonArray([.. stores.Addresses.Select(a => (JsonNode)a)]);
        }
    }

    /// <summary>A ledger whose hashes agree is a transparency log, whatever the settings say; one whose hashes do not is a check that failed.</summary>
    private static void ReadLedger(CollectorContext context, string path, JsonObject spec, List<Gap> gaps)
    {
        if (!context.Files.FolderExists(path))
        {
            gaps.Add(context.Gap(GapReason.NotFound, $"`{path}` is not there", "logging.tamper_evidence", path));
            return;
        }
        var check = LedgerTamperCheck.Run(context.Files.Resolve(path));
        spec["tamper_evidence"] = "transparency_log";
        spec["tamper_check"] = new JsonObject
        {
            ["at"] = context.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            ["verified"] = check.Problem is null,
            ["entries"] = check.Entries,
        };
        if (check.Problem is { } problem)
        {
            spec["tamper_check"]!["problem"] = problem;
        }
    }

    private static List<string> Expand(CollectorContext context, string option, List<Gap> gaps)
    {
        var found = new List<string>();
        foreach (var path in context.Texts(option))
        {
            if (context.Files.FileExists(path))
            {
                found.Add(context.Files.Relative(path));
            }
            else if (context.Files.FolderExists(path))
            {
                found.AddRange(context.Files.EnumerateFiles(path));
            }
            else
            {
                gaps.Add(context.Gap(GapReason.NotFound, $"`{path}` is not there", option == "sample" ? "logging.sample" : "logging.enabled", path));
            }
        }
        return found;
    }

    private static bool IsSettings(string path)
    {
        var name = Path.GetFileName(path).ToLowerInvariant();
        return Path.GetExtension(name) is ".json" or ".yaml" or ".yml" or ".toml"
            && (name.StartsWith("logging", StringComparison.Ordinal) || name.StartsWith("log-", StringComparison.Ordinal) || name.StartsWith("config", StringComparison.Ordinal) || name.StartsWith("settings", StringComparison.Ordinal));
    }

    private static bool IsTable(string path) => Path.GetExtension(path).ToLowerInvariant() is ".ndjson" or ".jsonl" or ".json" or ".csv";
}
