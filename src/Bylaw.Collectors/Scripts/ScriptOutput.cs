using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Scripts;

/// <summary>Reads what a script printed: one document or a list, each whole or as <c>{"spec": …, "completeness": …, "gaps": […]}</c>.</summary>
internal static class ScriptOutput
{
    private const int MaxDepth = 200;

    /// <summary>Reads documents and gaps. What does not keep to the subject, the kind or the contract is a gap.</summary>
    public static (List<EvidenceDocument> Documents, List<Gap> Gaps) Read(CollectorContext context, ScriptEntry entry, byte[] output)
    {
        var documents = new List<EvidenceDocument>();
        var gaps = new List<Gap>();
        JsonNode? root;
        try
        {
            root = JsonNode.Parse(output, documentOptions: new JsonDocumentOptions { MaxDepth = MaxDepth, AllowDuplicateProperties = false });
        }
        catch (JsonException fault)
        {
            gaps.Add(context.Gap(GapReason.Malformed, output.Length == 0 ? "it printed nothing" : $"what it printed is not JSON, line {fault.LineNumber + 1}", entry.Kind));
            return (documents, gaps);
        }
        foreach (var item in root is JsonArray list ? list.ToList() : [root])
        {
            if (item is not JsonObject json)
            {
                gaps.Add(context.Gap(GapReason.Malformed, "what it printed is no document: an object with `spec` is needed", entry.Kind));
                continue;
            }
            foreach (var gap in json["gaps"] as JsonArray ?? [])
            {
                gaps.Add(ReadGap(context, gap));
            }
            if (json["spec"] is null && json["gaps"] is JsonArray)
            {
                continue;
            }
            if (Problem(json, entry) is { } problem)
            {
                gaps.Add(context.Gap(GapReason.Malformed, problem, entry.Kind));
                continue;
            }
            documents.Add(Document(context, entry, json));
        }
        return (documents, gaps);
    }

    private static string? Problem(JsonObject json, ScriptEntry entry) =>
        json["spec"] is not JsonObject ? "what it printed has no `spec`"
        : json["kind"] is { } kind && kind.ToString() != entry.Kind ? $"it stated evidence of kind `{Short(kind)}`, and the manifest expects `{entry.Kind}`"
        : json["subject"] is { } subject && (subject is JsonObject o ? o["name"]?.ToString() : subject.ToString()) != entry.Subject ? $"it stated evidence about another subject than `{entry.Subject}`"
        : json["origin"] is { } origin && origin.ToString() is not ("collected" or "imported" or "derived") ? $"a script cannot state evidence of origin `{Short(origin)}`"
        : json["completeness"] is not null and not JsonObject ? "`completeness` must be an object"
        : null;

    private static string Short(JsonNode node) => node.ToString() is { Length: > 40 } text ? text[..40] + "…" : node.ToString();

    private static EvidenceDocument Document(CollectorContext context, ScriptEntry entry, JsonObject json)
    {
        var completeness = json["completeness"] is JsonObject c
            ? new Completeness(
                c["scope"]?.ToString() ?? entry.Id,
                c["skipped"] is JsonArray { Count: > 0 } skipped ? [.. skipped.Select(s => s?.ToString() ?? "")]
                : c["complete"] is JsonValue said && said.GetValueKind() == JsonValueKind.True ? [] : ["not said to be complete"])
            : null;
        return context.Document(entry.Kind, json["spec"]!.DeepClone().AsObject()) with
        {
            Origin = json["origin"]?.ToString() switch { "imported" => EvidenceOrigin.Imported, "derived" => EvidenceOrigin.Derived, _ => EvidenceOrigin.Collected },
            Completeness = completeness,
        };
    }

    private static Gap ReadGap(CollectorContext context, JsonNode? gap) => context.Gap(
        Enum.GetValues<GapReason>().FirstOrDefault(r => Gap.ReasonName(r) == gap?["reason"]?.ToString(), GapReason.Fault),
        gap?["message"]?.ToString() is { Length: > 0 } text ? (text.Length > 300 ? text[..300] : text).ReplaceLineEndings(" ") : "the script reports a gap without a message",
        gap?["field"]?.ToString(),
        gap?["source"]?.ToString());
}
