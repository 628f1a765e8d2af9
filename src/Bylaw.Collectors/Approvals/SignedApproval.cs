using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Models;
using Bylaw.Evidence.Collecting;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Collectors.Approvals;

/// <summary>Reads signed approvals and checks each by the key of the person it names.</summary>
internal static class SignedApproval
{
    /// <summary>Reads one approval of the context's files.</summary>
    /// <returns>The statement when it is genuine; else null and why it is not.</returns>
    public static (ApprovalStatement? Statement, string Problem) Read(CollectorContext context, string path)
    {
        try
        {
            var text = File.ReadAllText(context.Files.ResolveFile(path));
            if (!DsseEnvelope.TryParse(Encoding.UTF8.GetBytes(text), out var envelope, out var problem))
            {
                return (null, problem);
            }
            var statement = ApprovalStatement.Read(envelope);
            var own = Keys(context).Where(k => k.Person == statement.Person).Select(k => k.Key).ToList();
            return own.Count > 0 && envelope.Verify(own)
                ? (statement, "")
                : (null, $"the approval by {statement.Person} is not signed by a key that `approvers` gives them");
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            return (null, fault is InvalidDataException ? fault.Message : $"`{path}` cannot be read");
        }
    }

    /// <summary>Reads the keys of people: option <c>approvers</c>, a list of <c>person</c> and <c>key</c>.</summary>
    /// <exception cref="InvalidDataException">A key file holds no key.</exception>
    public static List<(string Person, PublicVerificationKey Key)> Keys(CollectorContext context) =>
    [
        .. (context.Options["approvers"] as JsonArray ?? []).OfType<JsonObject>()
            .Where(a => a["person"] is JsonValue && a["key"] is JsonValue)
            .Select(a => (a["person"]!.ToString(), TrustReader.ReadKey(context.Files.ResolveFile(a["key"]!.ToString())))),
    ];
}
