using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Detection.Catalogue;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Datasets;

/// <summary>States what a dataset file holds: digest, rows, columns, nulls, duplicates, and personal data found by a full scan.</summary>
/// <remarks>Options: <c>path</c> (the file, relative), <c>quasi_identifiers</c> (columns, for k-anonymity). CSV, TSV and Parquet are profiled; other forms are scanned only.</remarks>
[Collector("dataset-profile", "dataset", Version = "1", Summary = "Profiles a dataset file and scans it for personal data.")]
public sealed class DatasetCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        if (context.Options["path"]?.GetValue<string>() is not { } path)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "the dataset has no `path`", "dataset"));
        }
        if (!context.Files.FileExists(path))
        {
            return Collection.Missing(context.Gap(GapReason.NotFound, $"no such file: {path}", "dataset", path));
        }
        var full = context.Files.Resolve(path);
        var source = await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false);
        var results = new DataScanner(new ScanOptions()).ScanFile(full, path, cancellationToken);
        var gaps = results.SelectMany(r => r.Gaps).Select(g => context.Gap(g.Reason, g.Message, g.Field, path)).ToList();
        var spec = new JsonObject { ["digest"] = source.Sha256 };
        AddScan(spec, results, context);
        var quasiIdentifiers = (context.Options["quasi_identifiers"] as JsonArray ?? []).Select(q => q!.GetValue<string>()).ToList();
        try
        {
            DatasetProfile.Add(spec, full, results, quasiIdentifiers);
        }
        catch (TableException error)
        {
            gaps.Add(context.Gap(error.Reason, $"not profiled: {error.Message}", "dataset.columns", path));
        }
        var document = context.Document("dataset", spec) with
        {
            Subject = context.Subject.WithSha256(source.Sha256!),
            Sources = [source],
            Completeness = new Completeness($"all rows and columns of {path}", [.. gaps.Select(g => g.Message)]),
        };
        return Collection.Of(document, gaps);
    }

    /// <inheritdoc/>
    public async Task<string?> ComputeCacheKeyAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        if (context.Options["path"]?.GetValue<string>() is not { } path || !context.Files.FileExists(path))
        {
            return null;
        }
        var digest = await Sha256Digest.OfFileAsync(context.Files.Resolve(path), cancellationToken).ConfigureAwait(false);
        return CacheKey.Compute(context, [KeyValuePair.Create(path, digest)]);
    }

    private static void AddScan(JsonObject spec, IReadOnlyList<ScanResult> results, CollectorContext context)
    {
        var findings = new JsonArray();
        foreach (var column in results.SelectMany(r => r.Columns))
        {
            foreach (var (type, count) in column.Counts)
            {
                findings.Add(new JsonObject { ["entity"] = type, ["column"] = column.Name, ["count"] = count, ["max_confidence"] = column.Scores[type], ["verdict"] = column.Verdict });
            }
        }
        foreach (var result in results.Where(r => r.Columns.Count == 0))
        {
            foreach (var (type, count) in result.Counts)
            {
                findings.Add(new JsonObject { ["entity"] = type, ["count"] = count, ["verdict"] = "VIOLATION" });
            }
        }
        var complete = results.All(r => r.IsComplete);
        var personal = results.SelectMany(r => r.Counts.Keys).Any(t => DetectionTypes.Get(t).IsPersonal);
        spec["pii"] = new JsonObject
        {
            ["scan"] = new JsonObject
            {
                ["engine"] = "bylaw",
                ["version"] = context.Collector.Version,
                ["rows_scanned"] = results.Sum(r => r.Rows),
                ["coverage"] = complete ? 1 : 0,
                ["at"] = context.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture),
            },
            ["findings"] = findings,
        };
        if (personal || complete)
        {
            spec["personal_data"] = personal; // not seeing any in an incomplete scan says nothing
        }
    }
}
