using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Approvals;
using Bylaw.Collectors.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Collectors.Documents;

/// <summary>Finds who approved the risk class, and for which facts: the newest genuine approval of action <c>classify</c> in <c>approvals/</c>.</summary>
/// <remarks>Option <c>approvers</c>: whose signatures count. A statement whose signature is not theirs is no approval.</remarks>
[Collector("risk-class-approval", "system", Summary = "Who approved the risk class, when, and for which facts.")]
public sealed class ClassificationCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (!context.Files.FolderExists("approvals"))
        {
            return Collection.Empty;
        }
        var gaps = new List<Gap>();
        (ApprovalStatement Statement, string File)? newest = null;
        foreach (var file in context.Files.EnumerateFiles("approvals", "*.json"))
        {
            var text = await context.Files.ReadTextAsync(file, cancellationToken, 4 << 20).ConfigureAwait(false);
            if (Read(context, text, file, gaps) is { } statement && (newest is null || statement.At > newest.Value.Statement.At))
            {
                newest = (statement, file);
            }
        }
        if (newest is not { } found)
        {
            return Collection.Missing(gaps);
        }
        var origin = new Provenance(EvidenceOrigin.Attested) { By = found.Statement.Person, At = found.Statement.At };
        var risk = new JsonObject
        {
            ["approved_by"] = found.Statement.Person,
            ["approved_at"] = ApprovalStatement.Stamp(found.Statement.At),
            ["approved_inputs_digest"] = found.Statement.SubjectSha256,
            ["x_approved_role"] = found.Statement.Role,
        };
        return Collection.Of(
            context.Document("system", new JsonObject { ["risk"] = risk }) with
            {
                Origin = EvidenceOrigin.Attested,
                By = found.Statement.Person,
                Sources = [await context.Files.SourceAsync(found.File, cancellationToken).ConfigureAwait(false)],
                Provenance = new Dictionary<string, Provenance> { ["/risk/approved_inputs_digest"] = origin }.ToImmutableSortedDictionary(StringComparer.Ordinal),
            },
            gaps);
    }

    private static ApprovalStatement? Read(CollectorContext context, string text, string file, List<Gap> gaps)
    {
        try
        {
            if (!DsseEnvelope.TryParse(Encoding.UTF8.GetBytes(text), out var envelope, out _) || ApprovalStatement.Read(envelope) is not { Action: "classify" } statement)
            {
                return null;
            }
            var keys = (context.Options["approvers"] as JsonArray ?? []).OfType<JsonObject>()
                .Where(a => a["person"]?.ToString() == statement.Person && a["key"] is JsonValue)
                .Select(a => TrustReader.ReadKey(context.Files.ResolveFile(a["key"]!.ToString()))).ToList();
            if (keys.Count > 0 && envelope.Verify(keys))
            {
                return statement;
            }
            gaps.Add(context.Gap(GapReason.Malformed, $"the approval of the class by {statement.Person} is not signed by a key that is known to be theirs", "system.risk.approved_by", file));
            return null;
        }
        catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            return null; // other statements stand in the folder too, and their own collector tells what is wrong with them
        }
    }
}
