using System.Text.Json.Nodes;
using Bylaw.Collectors.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Collectors.Approvals;

/// <summary>Collects signed approval statements. A signature counts as verified only when it is by the key that belongs to the person named.</summary>
[Collector("approval-statements", "approval", Summary = "Signed approval statements and who really signed them.")]
public sealed class ApprovalCollector : IEvidenceCollector
{
    private static readonly HashSet<string> _actions = new(StringComparer.Ordinal) { "deploy", "classify", "accept_risk", "waive", "publish" };

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        if (context.Text("path") is not { } path)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "the manifest does not say where approvals are (`path`)", "approval.approvers"));
        }
        if (!context.Files.FileExists(path) && !context.Files.FolderExists(path))
        {
            return Collection.Missing(context.Gap(GapReason.NotFound, $"no file or folder `{path}`", "approval.approvers", path));
        }
        var keys = ReadKeys(context);
        var gaps = new List<Gap>();
        var read = new List<(ApprovalStatement Statement, bool Verified, EvidenceSource Source)>();
        foreach (var file in context.Files.FileExists(path) ? [path] : context.Files.EnumerateFiles(path, "*.json"))
        {
            var text = await context.Files.ReadTextAsync(file, cancellationToken, maxBytes: 4 << 20).ConfigureAwait(false);
            try
            {
                var statement = DsseEnvelope.TryParse(System.Text.Encoding.UTF8.GetBytes(text), out var envelope, out var problem)
                    ? ApprovalStatement.Read(envelope)
                    : throw new InvalidDataException(problem);
                if (!_actions.Contains(statement.Action))
                {
                    throw new InvalidDataException($"action `{statement.Action}` is not known");
                }
                var own = keys.Where(k => k.Person == statement.Person).Select(k => k.Key).ToList();
                read.Add((statement, own.Count > 0 && envelope.Verify(own), await context.Files.SourceAsync(file, cancellationToken).ConfigureAwait(false)));
            }
            catch (InvalidDataException fault)
            {
                gaps.Add(context.Gap(GapReason.Malformed, fault.Message, "approval.approvers", file));
            }
        }
        var documents = read.GroupBy(r => (r.Statement.SubjectSha256, r.Statement.Action))
            .Select(g => Document(context, [.. g]));
        return new Collection([.. documents], [.. gaps]);
    }

    private static EvidenceDocument Document(CollectorContext context, List<(ApprovalStatement Statement, bool Verified, EvidenceSource Source)> group)
    {
        var first = group[0].Statement;
        var spec = new JsonObject
        {
            ["id"] = $"{first.Action}-{first.SubjectSha256[..12]}",
            ["action"] = first.Action,
            ["subject_digest"] = first.SubjectSha256,
            ["approvers"] = new JsonArray([.. group.Select(g => (JsonNode)new JsonObject
            {
                ["person"] = g.Statement.Person, ["role"] = g.Statement.Role, ["at"] = ApprovalStatement.Stamp(g.Statement.At),
                ["method"] = "dsse", ["signature_verified"] = g.Verified,
            })]),
        };
        // The approvals end with the first that ends; what two statements say differently is not said at all.
        Set(spec, "expires_at", group.Min(g => g.Statement.ExpiresAt) is { } end ? ApprovalStatement.Stamp(end) : null);
        Set(spec, "gate_digest", Agreed(group.Select(g => g.Statement.GateDigest)));
        if (group.TrueForAll(g => JsonNode.DeepEquals(g.Statement.GateSummary, first.GateSummary)) && first.GateSummary is { } summary)
        {
            spec["gate_summary"] = summary.DeepClone();
        }
        // One statement that was given in an emergency makes the approval one; the earliest request counts.
        spec["emergency"] = group.Exists(g => g.Statement.IsEmergency);
        Set(spec, "opened_at", group.Min(g => g.Statement.OpenedAt) is { } opened ? ApprovalStatement.Stamp(opened) : null);
        Set(spec, "requested_by", Agreed(group.Select(g => g.Statement.RequestedBy)) ?? Own(group, g => g.RequestedBy));
        Set(spec, "author", Agreed(group.Select(g => g.Statement.Author)) ?? Own(group, g => g.Author));
        return context.Document("approval", spec) with { Sources = [.. group.Select(g => g.Source)] };
    }

    private static List<(string Person, PublicVerificationKey Key)> ReadKeys(CollectorContext context) =>
    [
        .. (context.Options["approvers"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(a => a["person"] is JsonValue && a["key"] is JsonValue)
            .Select(a => (a["person"]!.ToString(), TrustReader.ReadKey(context.Files.ResolveFile(a["key"]!.ToString())))),
    ];

    /// <summary>Where statements name different people, the one who also approves is named: nobody passes by contradicting the others.</summary>
    private static string? Own(
        List<(ApprovalStatement Statement, bool Verified, EvidenceSource Source)> group, Func<ApprovalStatement, string?> named) =>
        group.Select(g => named(g.Statement)).OfType<string>().FirstOrDefault(n => group.Exists(g => g.Statement.Person == n));

    private static string? Agreed(IEnumerable<string?> values) => values.Distinct().ToList() is [var only] ? only : null;

    private static void Set(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }
}
