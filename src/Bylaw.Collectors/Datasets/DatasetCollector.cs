using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Imports;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Datasets;

/// <summary>States what a dataset holds: profile, quality, privacy figures, personal data by a full scan, and what its card, licence and lineage say.</summary>
/// <remarks>
/// Options: <c>path</c> (a file) or <c>uri</c> (<c>postgres://user@host/db?table=t</c>), <c>storage: {resource, infrastructure}</c>, and under
/// <c>profile:</c> what <see cref="DatasetSettings"/> reads. With <c>profile.train</c> it also states what the set shares with its training set (kind split).
/// </remarks>
[Collector("dataset-profile", "dataset", "split", Version = "4", Summary = "Profiles a dataset, scans it for personal data and reads its card, licence and lineage.")]
public sealed class DatasetCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        DatasetSettings settings;
        try
        {
            settings = new DatasetSettings(context);
            _ = settings.Population;
            _ = settings.Expectations;
        }
        catch (FormatException error)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, error.Message, "dataset"));
        }
        if (settings.Path is null && settings.Uri is null)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "the dataset has no `path` and no `uri`", "dataset"));
        }
        var run = new DatasetRun(settings, context);
        return settings.Path is null ? await run.OfServerAsync(cancellationToken).ConfigureAwait(false) : await run.OfFileAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public bool IsRepeatable(CollectorContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Options["uri"] is null && context.Options["query"] is null; // a server's rows may be others tomorrow
    }
}
