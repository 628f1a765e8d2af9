using System.Collections.Immutable;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Compares what came later with a reference: drift, performance with and without labels, impact ratios, alarms.</summary>
/// <remarks>Options: reference (a table or a kept profile), current, history, model, model_digest, and those of <see cref="DriftLayout"/>.</remarks>
[Collector("drift", "monitoring", Version = "1", Summary = "Compares windows of data with a kept reference: drift, performance, impact ratios, alarms.")]
public sealed class DriftCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        if (context.Options["reference"] is null && context.Options["current"] is null)
        {
            return Collection.Empty; // monitoring that is declared in other ways
        }
        try
        {
            var options = new EvaluationSettings(context.Options);
            if (options.Text("reference") is not { } reference || options.Text("current") is not { } current)
            {
                return Collection.Missing(context.Gap(GapReason.NotDeclared, "drift needs both `reference` and `current`", "monitoring.reports"));
            }
            foreach (var file in (string?[])[reference, current, options.Text("labels"), options.Text("history"), options.Model])
            {
                if (file is not null && !context.Files.FileExists(file))
                {
                    return Collection.Missing(context.Gap(GapReason.NotFound, $"the file '{file}' is not there", "monitoring.reports", file));
                }
            }
            var layout = DriftLayout.Of(context.Options);
            layout = layout with { LabelsFile = layout.LabelsFile is null ? null : context.Files.ResolveFile(layout.LabelsFile) };
            var (profile, digest) = DriftReference.Open(context.Files.ResolveFile(reference), layout, _ => { }, cancellationToken);
            var earlier = options.Text("history") is { } history
                ? DriftReference.ReadHistory(context.Files.ResolveFile(history), digest)
                : [];
            using var table = TableSource.Open(context.Files.ResolveFile(current));
            var result = DriftComparison.Run(profile, digest, table, earlier, _ => { }, cancellationToken);
            var model = options.ModelDigest ?? (options.Model is { } path
                ? await Sha256Digest.OfFileAsync(context.Files.ResolveFile(path), cancellationToken).ConfigureAwait(false)
                : null);
            ImmutableArray<EvidenceSource> sources =
            [
                await context.Files.SourceAsync(reference, cancellationToken).ConfigureAwait(false),
                await context.Files.SourceAsync(current, cancellationToken).ConfigureAwait(false),
            ];
            return Collection.Of(DriftEvidence.Report(context, result, sources, model));
        }
        catch (EvaluationInputException error)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, error.Message, "monitoring.reports"));
        }
        catch (ArgumentOutOfRangeException error)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, error.Message.ReplaceLineEndings(" "), "monitoring.reports"));
        }
    }
}
