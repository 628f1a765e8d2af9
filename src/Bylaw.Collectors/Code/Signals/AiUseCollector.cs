using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Code.Signals;

/// <summary>Collects the signs of AI use in a code base: imports, packages, model files, prompts, servers of tools, variables, endpoints.</summary>
/// <remarks>Options: <c>paths</c> (default all), <c>exclude</c>.</remarks>
[Collector("code-ai-use", "pipeline", Summary = "Signs of AI use in code, notebooks, package lists, model files, prompts and settings.")]
public sealed class AiUseCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var gaps = new List<Gap>();
        var files = CodeFiles.Open(context, "pipeline.ai_signals", gaps);
        var signals = AiUseScan.Scan(files, cancellationToken);
        var spec = new JsonObject { ["ai_signals"] = new JsonArray([.. signals.Select(ToJson)]) };
        return Task.FromResult(Collection.Of(context.Document("pipeline", spec) with { Completeness = files.Completeness() }, gaps));
    }

    private static JsonNode ToJson(AiSignal signal)
    {
        var json = new JsonObject
        {
            ["path"] = signal.Path, ["kind"] = signal.Kind, ["name"] = signal.Name, ["confidence"] = signal.Confidence, ["x_category"] = signal.Category,
        };
        if (signal.Line > 0)
        {
            json["line"] = signal.Line;
        }
        return json;
    }
}
