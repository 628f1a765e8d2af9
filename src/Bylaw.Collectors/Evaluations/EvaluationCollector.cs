using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Collectors.Evaluations;

/// <summary>Evaluates a predictions file: performance, fairness and calibration, with the cells that all of it follows from.</summary>
[Collector("evaluation", "evaluation", Version = "1", Summary = "Counts a predictions file once and computes performance, fairness and calibration with intervals.")]
public sealed class EvaluationCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        var options = new EvaluationSettings(context.Options);
        if (options.Predictions is not { } path)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "the evaluation names no `predictions` file", "evaluation.groups"));
        }
        if (!context.Files.FileExists(path.Split('#')[0]))
        {
            return Collection.Missing(context.Gap(GapReason.NotFound, $"the predictions file '{path}' is not there", "evaluation.groups", path));
        }
        var source = await context.Files.SourceAsync(path.Split('#')[0], cancellationToken).ConfigureAwait(false);
        if (options.DatasetDigest is { } declared && declared != source.Sha256)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, "the digest of the predictions file is not the declared one", "evaluation.dataset_digest", path));
        }
        string? modelDigest = null;
        if (options.Model is { } model)
        {
            if (!context.Files.FileExists(model))
            {
                return Collection.Missing(context.Gap(GapReason.NotFound, $"the model file '{model}' is not there", "evaluation.model_digest", model));
            }
            modelDigest = await Sha256Digest.OfFileAsync(context.Files.Resolve(model), cancellationToken).ConfigureAwait(false);
        }
        if (options.ModelDigest is { } wanted && modelDigest is not null && wanted != modelDigest)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, "the digest of the model file is not the declared one", "evaluation.model_digest", options.Model));
        }
        try
        {
            using var table = TableSource.Open(context.Files.Resolve(path.Split('#')[0]) + (path.Contains('#', StringComparison.Ordinal) ? "#" + path.Split('#')[1] : ""));
            var result = EvaluationResult.Of(table, options.Layout, options.Analysis, cancellationToken);
            return new(Documents(context, result, source, options.ModelDigest ?? modelDigest, options.DatasetId), []);
        }
        catch (EvaluationInputException error)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, error.Message, "evaluation.groups", path));
        }
    }

    /// <summary>Makes the documents of one evaluation.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="result">The evaluation.</param>
    /// <param name="source">What was read.</param>
    /// <param name="modelDigest">The digest of the model, or null when it is not known.</param>
    /// <param name="datasetId">What the manifest calls the data, or null.</param>
    /// <returns>Evidence of kind performance, fairness (with attributes) and calibration (with scores).</returns>
    public static ImmutableArray<EvidenceDocument> Documents(
        CollectorContext context, EvaluationResult result, EvidenceSource source, string? modelDigest, string? datasetId)
    {
        var skipped = result.Cells.Notes;
        var specs = new List<JsonObject>();
        if (result.Cells.HasLabels)
        {
            specs.Add(EvaluationSpec.Performance(result));
        }
        if (!result.Attributes.IsEmpty)
        {
            specs.Add(EvaluationSpec.Fairness(result));
        }
        if (EvaluationSpec.Calibration(result) is { } calibration)
        {
            specs.Add(calibration);
        }
        return [.. specs.Select(spec => Stamp(context, spec, source, modelDigest, datasetId) with
        {
            Completeness = new($"all rows of {source.Uri}", skipped),
        })];
    }

    internal static EvidenceDocument Stamp(CollectorContext context, JsonObject spec, EvidenceSource source, string? modelDigest, string? datasetId)
    {
        spec["id"] = $"{context.Subject.Name}/{spec["kind"]}";
        spec["at"] = context.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", System.Globalization.CultureInfo.InvariantCulture);
        spec["engine"] = new JsonObject { ["name"] = context.Collector.Name, ["version"] = context.Collector.Version };
        if (modelDigest is not null)
        {
            spec["model_digest"] = modelDigest;
        }
        if (source.Sha256 is not null)
        {
            spec["dataset_digest"] = source.Sha256;
        }
        if (datasetId is not null)
        {
            spec["dataset_id"] = datasetId;
        }
        return context.Document("evaluation", spec) with { Sources = [source] };
    }
}
