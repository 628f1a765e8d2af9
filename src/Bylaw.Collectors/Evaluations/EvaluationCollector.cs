using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Studies;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Evaluations;

/// <summary>Evaluates predictions, or a model on data: performance, fairness, calibration, noise, attacks, reproducibility, privacy.</summary>
/// <remarks>
/// An evaluation is of one kind, and its document holds everything that a rule on that kind reads. <c>predictions</c> names a file of answers;
/// <c>model</c> with <c>data</c> runs an ONNX model here. An entry with <c>import</c>, or with a report's <c>path</c> alone, is for the collectors of that format.
/// </remarks>
[Collector("evaluation", "evaluation", Version = "2", Summary = "Counts predictions, or runs a model on data, and computes metrics with intervals, robustness and privacy.")]
public sealed class EvaluationCollector : IEvidenceCollector
{
    private static readonly ImmutableArray<string> _fromPredictions = ["performance", "fairness", "calibration"];
    private static readonly ImmutableArray<string> _fromModel = ["noise", "adversarial", "reproducibility"];

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        if (context.Options["import"] is not null || (context.Options["path"] is not null && context.Options["predictions"] is null && context.Options["data"] is null && context.Options["releases"] is null))
        {
            return Collection.Empty;
        }
        try
        {
            var options = new EvaluationSettings(context.Options);
            var kind = options.Kind ?? (options.Study.IsOfPrivacy ? "privacy" : options.Study.Rank is not null ? "fairness" : options.Layout.Attributes.IsEmpty ? "performance" : "fairness");
            if (!_fromPredictions.Contains(kind) && !_fromModel.Contains(kind) && kind != "privacy")
            {
                return Collection.Missing(context.Gap(GapReason.NotDeclared, $"an evaluation of kind {kind} is imported: name `import` with format and path", "evaluation.metrics"));
            }
            if ((options.Predictions ?? options.Data ?? options.Study.Releases) is not { } path)
            {
                return Collection.Missing(context.Gap(GapReason.NotDeclared, "the evaluation names no `predictions` file, and no `data` for its model", "evaluation.groups"));
            }
            if (_fromModel.Contains(kind) && (options.Data is null || options.Model is null))
            {
                return Collection.Missing(context.Gap(GapReason.NotDeclared, $"an evaluation of kind {kind} needs `model` and `data`: the model is run here", "evaluation.metrics"));
            }
            return await CollectAsync(context, options, kind, path, cancellationToken).ConfigureAwait(false);
        }
        catch (EvaluationInputException error)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, error.Message, "evaluation.groups"));
        }
        catch (ArgumentOutOfRangeException error)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, error.Message.ReplaceLineEndings(" "), "evaluation.groups"));
        }
    }

    /// <summary>Makes the document of an evaluation of predictions, with everything that follows from its cells.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="result">The evaluation.</param>
    /// <param name="source">What was read.</param>
    /// <param name="modelDigest">The digest of the model, or null when it is not known.</param>
    /// <param name="datasetId">What the manifest calls the data, or null.</param>
    /// <param name="kind">performance, fairness or calibration; null to choose by what there is.</param>
    /// <param name="studies">Further looks at the same rows.</param>
    /// <returns>One document.</returns>
    public static EvidenceDocument Document(
        CollectorContext context, EvaluationResult result, EvidenceSource source, string? modelDigest, string? datasetId, string? kind = null, ImmutableArray<Study> studies = default)
    {
        var spec = EvaluationSpec.Whole(result, kind ?? (result.Attributes.IsEmpty ? "performance" : "fairness"));
        foreach (var study in studies.IsDefault ? [] : studies)
        {
            study.AddTo(spec);
        }
        return Stamp(context, spec, source, modelDigest, datasetId) with { Completeness = new($"all rows of {source.Uri}", result.Cells.LeftOut) };
    }

    /// <summary>Makes the document of studies that take the place of a classifier's counts.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="studies">At least one.</param>
    /// <param name="kind">The kind of evaluation.</param>
    /// <param name="source">What was read.</param>
    /// <param name="further">Other files that were read.</param>
    /// <param name="modelDigest">The digest of the model, or null when it is not known.</param>
    /// <param name="datasetId">What the manifest calls the data, or null.</param>
    /// <returns>One document.</returns>
    /// <exception cref="EvaluationInputException">There is no study: nothing was asked for that could be computed.</exception>
    public static EvidenceDocument Document(
        CollectorContext context, ImmutableArray<Study> studies, string kind, EvidenceSource source, IEnumerable<EvidenceSource> further, string? modelDigest, string? datasetId)
    {
        if (studies.IsEmpty)
        {
            throw new EvaluationInputException($"an evaluation of kind {kind} needs something to look at: a `member` column, `shadows`, `infer` or `releases`");
        }
        var spec = new JsonObject
        {
            ["kind"] = kind,
            ["suite"] = new JsonObject { ["name"] = string.Join("; ", studies.Select(s => s.Title)), ["version"] = "1", ["cases"] = studies.Max(s => s.Metrics.Select(m => m.Rows).DefaultIfEmpty().Max()) },
        };
        foreach (var study in studies)
        {
            study.AddTo(spec);
        }
        return Stamp(context, spec, source, modelDigest, datasetId) with
        {
            Sources = [source, .. further.Where(f => f.Uri != source.Uri)],
            Completeness = new($"all rows of {source.Uri}", [.. studies.Where(s => s.IsSample).SelectMany(s => s.Notes)]),
        };
    }

    internal static EvidenceDocument Stamp(CollectorContext context, JsonObject spec, EvidenceSource source, string? modelDigest, string? datasetId)
    {
        spec["id"] = context.Subject.Name;
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

    private static async Task<Collection> CollectAsync(CollectorContext context, EvaluationSettings options, string kind, string path, CancellationToken cancellationToken)
    {
        var file = path.Split('#')[0];
        var isFolder = context.Files.FolderExists(file);
        if (!isFolder && !context.Files.FileExists(file))
        {
            return Collection.Missing(context.Gap(GapReason.NotFound, $"the file '{path}' is not there", "evaluation.groups", path));
        }
        var source = isFolder
            ? new EvidenceSource(context.Files.Relative(file), ImageFolderDigest(context, file))
            : await context.Files.SourceAsync(file, cancellationToken).ConfigureAwait(false);
        if (options.DatasetDigest is { } declared && declared != source.Sha256)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, "the digest of the data is not the declared one", "evaluation.dataset_digest", path));
        }
        string? modelDigest = null;
        if (options.Model is { } model)
        {
            if (!context.Files.FileExists(model) && !context.Files.FolderExists(model))
            {
                return Collection.Missing(context.Gap(GapReason.NotFound, $"the model file '{model}' is not there", "evaluation.model_digest", model));
            }
            modelDigest = await EvaluationCompanion.DigestOfModelAsync(context.Files, model, cancellationToken).ConfigureAwait(false);
        }
        if (options.ModelDigest is { } wanted && modelDigest is not null && wanted != modelDigest)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, "the digest of the model file is not the declared one", "evaluation.model_digest", options.Model));
        }
        modelDigest ??= options.ModelDigest;
        var full = context.Files.Resolve(file) + (path.Contains('#', StringComparison.Ordinal) ? "#" + path.Split('#')[1] : "");
        var studies = await ResolveAsync(context, options.Study, cancellationToken).ConfigureAwait(false);
        if (studies.Missing is { } gap)
        {
            return Collection.Missing(gap);
        }
        if (kind == "privacy" || studies.Options.StandsAlone)
        {
            var alone = StudyRun.OfTable(full, options.Layout, options.Analysis, studies.Options, _ => { }, cancellationToken);
            return await EvaluationCompanion.WithAsync(
                context, file, digest => Document(context, alone, kind, source, studies.Sources, modelDigest ?? digest.ModelDigest, options.DatasetId ?? digest.DatasetId), cancellationToken).ConfigureAwait(false);
        }
        if (options.Data is null)
        {
            using var table = TableSource.Open(full);
            var result = EvaluationResult.Of(table, options.Layout, options.Analysis, cancellationToken);
            var further = StudyRun.OfTable(full, options.Layout, options.Analysis, studies.Options, _ => { }, cancellationToken);
            return await EvaluationCompanion.WithAsync(
                context, file, digest => Document(context, result, source, modelDigest ?? digest.ModelDigest, options.DatasetId ?? digest.DatasetId, kind, further), cancellationToken).ConfigureAwait(false);
        }
        if (options.Model is null)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "`data` is for a model that is run here: name `model`, or call the file `predictions`", "evaluation.model_digest"));
        }
        var run = ModelEvaluation.Run(
            full, context.Files.Resolve(options.Model), options.Layout, options.Analysis, options.Features, options.Images, _fromModel.Contains(kind), studies.Options, _ => { }, cancellationToken);
        return run.Robustness is not null
            ? new([.. run.Robustness.Documents(context, source, modelDigest, options.DatasetId).Where(d => d.Spec["kind"]!.GetValue<string>() == kind)], [])
            : Collection.Of(Document(context, run.Result, source, modelDigest, options.DatasetId, kind, run.Studies));
    }

    /// <summary>Finds the other files that studies read.</summary>
    private static async Task<(StudyOptions Options, ImmutableArray<EvidenceSource> Sources, Gap? Missing)> ResolveAsync(CollectorContext context, StudyOptions study, CancellationToken cancellationToken)
    {
        var sources = ImmutableArray.CreateBuilder<EvidenceSource>();
        foreach (var path in new[] { study.Shadows, study.Releases }.OfType<string>())
        {
            if (!context.Files.FileExists(path))
            {
                return (study, [], context.Gap(GapReason.NotFound, $"the file '{path}' is not there", "evaluation.metrics", path));
            }
            sources.Add(await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false));
        }
        return (study with
        {
            Shadows = study.Shadows is null ? null : context.Files.Resolve(study.Shadows),
            Releases = study.Releases is null ? null : context.Files.Resolve(study.Releases),
        }, sources.ToImmutable(), null);
    }

    /// <summary>Names a folder of images by the digests of its files.</summary>
    private static string ImageFolderDigest(CollectorContext context, string folder) => Images.ImageSet.Digest(context.Files.Resolve(folder));
}
