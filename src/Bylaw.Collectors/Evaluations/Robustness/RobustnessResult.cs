using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Evaluations.Robustness;

/// <summary>Holds what perturbations, attacks and flips did to a model.</summary>
/// <param name="Metrics">The numbers; each says in its slice what was done.</param>
/// <param name="Notes">What could not be tested and why.</param>
/// <param name="Seed">The seed of every draw.</param>
public sealed record RobustnessResult(ImmutableArray<MetricValue> Metrics, ImmutableArray<string> Notes, long Seed)
{
    /// <summary>Makes evidence of kind noise, adversarial, and fairness for flips.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="source">The data.</param>
    /// <param name="modelDigest">The digest of the model.</param>
    /// <param name="datasetId">What the manifest calls the data, or null.</param>
    /// <returns>One document a kind that has numbers.</returns>
    public IEnumerable<EvidenceDocument> Documents(CollectorContext context, EvidenceSource source, string? modelDigest, string? datasetId = null)
    {
        foreach (var family in Metrics.GroupBy(KindOf))
        {
            var spec = new JsonObject
            {
                ["kind"] = family.Key,
                ["metrics"] = EvaluationSpec.Metrics(family),
                ["suite"] = new JsonObject { ["name"] = "black-box robustness", ["version"] = "1", ["cases"] = family.Count() },
                ["x_seed"] = Seed,
                ["x_notes"] = new JsonArray([.. Notes.Select(n => (JsonNode)n)]),
            };
            yield return EvaluationCollector.Stamp(context, spec, source, modelDigest, datasetId) with
            {
                Completeness = Completeness.Full("perturbations that apply to the model's inputs"),
            };
        }
    }

    private static string KindOf(MetricValue metric) => metric.Name switch
    {
        var n when n.StartsWith("attack_", StringComparison.Ordinal) || n.StartsWith("robust_accuracy_", StringComparison.Ordinal) || n.StartsWith("linear_", StringComparison.Ordinal)
            || n.StartsWith("tree_", StringComparison.Ordinal) => "adversarial",
        "stochasticity" => "reproducibility",
        _ => "noise",
    };
}
