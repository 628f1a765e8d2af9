using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Writes profiles and comparisons as <c>monitoring</c> evidence, and reads the windows of earlier runs back.</summary>
public static class DriftEvidence
{
    /// <summary>Makes the evidence that keeps a reference.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="profile">The profile.</param>
    /// <param name="source">The reference's file.</param>
    /// <returns>The document; its digest names the reference.</returns>
    public static EvidenceDocument Profile(CollectorContext context, ReferenceProfile profile, EvidenceSource source) =>
        context.Document("monitoring", new JsonObject { [ProfileJson.Field] = ProfileJson.Write(profile) }) with
        {
            Sources = [source],
            Completeness = Completeness.Full($"the watched columns of all rows of {source.Uri}"),
        };

    /// <summary>Makes the evidence of a comparison: a report a window, and the counts that everything follows from.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="result">The comparison.</param>
    /// <param name="sources">The files that were read.</param>
    /// <param name="modelDigest">The digest of the model, or null when it is not known.</param>
    /// <returns>The document.</returns>
    public static EvidenceDocument Report(CollectorContext context, DriftResult result, ImmutableArray<EvidenceSource> sources, string? modelDigest)
    {
        // Without times all windows bear the moment of the run, so only the last can be "the last report".
        var reported = result.Windows.All(w => w.Window.End is not null) ? result.Windows : [result.Windows[^1]];
        var spec = new JsonObject
        {
            ["reports"] = new JsonArray([.. reported.Select(w => (JsonNode)OneReport(context, w, modelDigest))]),
            ["x_reference_digest"] = result.ReferenceDigest,
            ["x_notes"] = new JsonArray([.. result.Notes.Select(n => (JsonNode)n)]),
            ["x_false_alarm_rate"] = result.Reference.Layout.FalseAlarmRate,
            ["x_windows"] = new JsonArray([.. result.EarlierWindows.Concat(result.Windows.Select(DriftComparison.Seen)).Select(w => (JsonNode)Window(w))]),
        };
        return context.Document("monitoring", spec) with
        {
            Sources = sources,
            Completeness = Completeness.Full("the watched columns of all windows"),
        };
    }

    /// <summary>Reads the windows that alarms of earlier runs have seen.</summary>
    /// <param name="document">Monitoring evidence of an earlier run.</param>
    /// <param name="referenceDigest">The digest of the reference in use.</param>
    /// <returns>The windows.</returns>
    /// <exception cref="EvaluationInputException">It was made against another reference, or is damaged.</exception>
    public static ImmutableArray<SeenWindow> Windows(EvidenceDocument document, string referenceDigest)
    {
        if (document.Spec["x_reference_digest"]?.ToString() != referenceDigest)
        {
            throw new EvaluationInputException("the history was made against another reference, whose bins are others; begin a new history");
        }
        try
        {
            return [.. document.Spec["x_windows"]!.AsArray().Select(w => new SeenWindow(
                w!["name"]!.GetValue<string>(),
                w["counts"]!.AsObject().ToImmutableSortedDictionary(c => c.Key, c => c.Value!.AsArray().Select(n => n!.GetValue<long>()).ToImmutableArray(), StringComparer.Ordinal),
                w["wrong"]!.GetValue<long>(), w["labelled"]!.GetValue<long>()))];
        }
        catch (Exception error) when (error is InvalidOperationException or FormatException or NullReferenceException)
        {
            throw new EvaluationInputException("the history of windows is damaged");
        }
    }

    private static JsonObject Window(SeenWindow window) => new()
    {
        ["name"] = window.Name,
        ["counts"] = new JsonObject(window.Counts.Select(c => KeyValuePair.Create(c.Key, (JsonNode?)new JsonArray([.. c.Value.Select(n => (JsonNode)n)])))),
        ["wrong"] = window.Wrong,
        ["labelled"] = window.Labelled,
    };

    private static JsonObject OneReport(CollectorContext context, WindowDrift window, string? modelDigest)
    {
        var at = window.Window.End ?? context.Clock.GetUtcNow();
        var report = new JsonObject
        {
            ["at"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["drift"] = new JsonArray([.. window.Columns.Select(c => (JsonNode)Column(c))]),
            ["x_window"] = window.Window.Name,
            ["x_rows"] = window.Window.Rows,
            ["x_alarm"] = window.AlarmRaised,
            ["x_error_alarm"] = window.ErrorAlarmRaised,
        };
        if (modelDigest is not null)
        {
            report["model_digest"] = modelDigest;
        }
        if (window.Window is { Start: { } start, End: { } end })
        {
            report["window_days"] = (end - start).TotalDays;
        }
        if (!window.Performance.IsEmpty)
        {
            report["performance"] = new JsonArray([.. window.Performance.Select(p => (JsonNode)new JsonObject
            {
                ["metric"] = p.Metric, ["baseline"] = p.Baseline, ["current"] = p.Current, ["estimated"] = p.Estimated, ["estimated_deviation"] = p.Deviation, ["n"] = p.Rows,
            })]);
        }
        if (!window.Fairness.IsEmpty)
        {
            report["fairness"] = new JsonArray([.. window.Fairness.Select(f => (JsonNode)new JsonObject
            {
                ["attribute"] = f.Attribute, ["group"] = f.Group, ["impact_ratio"] = f.ImpactRatio, ["rate"] = f.Rate, ["n"] = f.Rows, ["insufficient"] = f.Insufficient,
            })]);
        }
        if (window.Reconstruction is not null)
        {
            report["x_joint"] = new JsonObject
            {
                ["reconstruction_error"] = window.Reconstruction, ["reconstruction_score"] = window.ReconstructionScore,
                ["domain_auc"] = window.DomainArea, ["mean_discrepancy"] = window.MeanDiscrepancy,
            };
        }
        return report;
    }

    private static JsonObject Column(ColumnDrift column) => new()
    {
        ["feature"] = column.Column,
        ["psi"] = column.Psi,
        ["js_distance"] = column.JensenShannon,
        ["hellinger"] = column.Hellinger,
        ["total_variation"] = column.TotalVariation,
        ["chi2"] = column.ChiSquare,
        ["chi2_p"] = column.ChiSquareP,
        ["cramers_v"] = column.CramersV,
        ["ks"] = column.KolmogorovSmirnov,
        ["ks_p"] = column.KolmogorovSmirnovP,
        ["wasserstein"] = column.Wasserstein,
        ["wasserstein_scaled"] = column.WassersteinScaled,
        ["out_of_range"] = column.OutOfRange,
        ["not_numbers"] = column.NotNumbers,
        ["new_categories"] = new JsonArray([.. column.NewCategories.Select(c => (JsonNode)new JsonObject { ["value"] = c.Value, ["n"] = c.Rows })]),
        ["alarm"] = column.AlarmRaised,
    };
}
