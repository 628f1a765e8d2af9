using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Collectors.Audits;

/// <summary>What an auditor signed: who they are, for whom they work, that they are independent, and when they audited.</summary>
/// <param name="Person">The auditor.</param>
/// <param name="Organisation">For whom they work.</param>
/// <param name="IsIndependent">What they say.</param>
/// <param name="At">When the audit was made.</param>
internal sealed record AuditorStatement(string Person, string Organisation, bool IsIndependent, DateTimeOffset At)
{
    /// <summary>The type that names these statements.</summary>
    public const string PredicateType = "https://bylaw.dev/auditor/v1";

    /// <summary>Reads the statement; a statement whose signature is not by the auditor's own key says nothing.</summary>
    public static AuditorStatement? Read(CollectorContext context, string path, List<Gap> gaps)
    {
        try
        {
            if (!DsseEnvelope.TryParse(Encoding.UTF8.GetBytes(File.ReadAllText(context.Files.ResolveFile(path))), out var envelope, out var problem))
            {
                throw new InvalidDataException(problem);
            }
            var root = JsonNode.Parse(envelope.Payload) as JsonObject;
            if (root?["predicateType"]?.ToString() != PredicateType || root["predicate"] is not JsonObject said
                || said["person"]?.ToString() is not { Length: > 0 } person || said["organisation"]?.ToString() is not { Length: > 0 } organisation
                || said["independent"] is not JsonValue word || !word.TryGetValue<bool>(out var isIndependent)
                || !DateTimeOffset.TryParse(said["at"]?.ToString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at))
            {
                throw new InvalidDataException("the statement needs person, organisation, independent and at");
            }
            var keys = (context.Options["approvers"] as JsonArray ?? []).OfType<JsonObject>()
                .Where(a => a["person"]?.ToString() == person && a["key"] is JsonValue)
                .Select(a => TrustReader.ReadKey(context.Files.ResolveFile(a["key"]!.ToString()))).ToList();
            if (keys.Count == 0 || !envelope.Verify(keys))
            {
                throw new InvalidDataException($"it is not signed by a key that is known to be {person}'s");
            }
            return new AuditorStatement(person, organisation, isIndependent, at);
        }
        catch (Exception fault) when (fault is InvalidDataException or JsonException or IOException or UnauthorizedAccessException)
        {
            gaps.Add(context.Gap(GapReason.Malformed, $"the auditor's statement {path} does not count: {fault.Message}", "evaluation.evaluator", path));
            return null;
        }
    }
}
