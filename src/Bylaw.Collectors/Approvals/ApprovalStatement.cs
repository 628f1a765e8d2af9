using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Dsse;

namespace Bylaw.Collectors.Approvals;

/// <summary>One person's agreement to one action on one subject, as an in-toto statement.</summary>
/// <param name="SubjectName">What is approved.</param>
/// <param name="SubjectSha256">Its digest: 64 lower-case hexadecimal digits.</param>
/// <param name="Action"><c>deploy</c>, <c>classify</c>, <c>accept_risk</c>, <c>waive</c> or <c>publish</c>.</param>
/// <param name="Person">Who approves.</param>
/// <param name="Role">In which role.</param>
/// <param name="Reason">Why.</param>
/// <param name="At">When.</param>
public sealed record ApprovalStatement(
    string SubjectName, string SubjectSha256, string Action, string Person, string Role, string Reason, DateTimeOffset At)
{
    /// <summary>The type that names these statements.</summary>
    public const string PredicateType = "https://bylaw.dev/approval/v1";

    private const string PayloadType = "application/vnd.in-toto+json";
    private const string StatementType = "https://in-toto.io/Statement/v1";

    /// <summary>Gets when the approval ends; null when it does not.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Gets the digest of the gate's result that was seen; null when none was.</summary>
    public string? GateDigest { get; init; }

    /// <summary>Gets the counts of that result (pass, fail, waived, unknown); null when none were seen.</summary>
    public JsonObject? GateSummary { get; init; }

    /// <summary>Gets who asked for the approval; null when not stated.</summary>
    public string? RequestedBy { get; init; }

    /// <summary>Gets who made what is approved; null when not stated.</summary>
    public string? Author { get; init; }

    /// <summary>Gets whether it was given in an emergency, ahead of the ordinary review.</summary>
    public bool IsEmergency { get; init; }

    /// <summary>Gets when the approval was asked for; null when not stated.</summary>
    public DateTimeOffset? OpenedAt { get; init; }

    /// <summary>Signs the statement.</summary>
    /// <param name="key">The approver's private key.</param>
    public DsseEnvelope Sign(ECDsa key)
    {
        ArgumentNullException.ThrowIfNull(key);
        var payload = Encoding.UTF8.GetBytes(ToJson().ToJsonString());
        var hash = key.KeySize switch { 384 => HashAlgorithmName.SHA384, 521 => HashAlgorithmName.SHA512, _ => HashAlgorithmName.SHA256 };
        var signature = key.SignData(DsseEnvelope.PreAuthenticationEncoding(PayloadType, payload), hash, DSASignatureFormat.Rfc3279DerSequence);
        var keyId = Convert.ToHexStringLower(SHA256.HashData(key.ExportSubjectPublicKeyInfo()));
        return new DsseEnvelope { PayloadType = PayloadType, Payload = payload, Signatures = [new DsseSignature(keyId, signature)] };
    }

    /// <summary>Reads the statement of an envelope; reading proves nothing.</summary>
    /// <param name="envelope">The envelope.</param>
    /// <exception cref="InvalidDataException">The payload is no approval, or lacks a part.</exception>
    public static ApprovalStatement Read(DsseEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        try
        {
            using var json = JsonDocument.Parse(envelope.Payload, new JsonDocumentOptions { AllowDuplicateProperties = false });
            var root = json.RootElement;
            if (envelope.PayloadType != PayloadType || Required(root, "_type") != StatementType || Required(root, "predicateType") != PredicateType)
            {
                throw new InvalidDataException("the statement is no approval");
            }
            var subjects = root.GetProperty("subject");
            var subject = subjects.GetArrayLength() == 1 ? subjects[0] : throw new InvalidDataException("an approval has exactly one subject");
            var predicate = root.GetProperty("predicate");
            var digest = Required(subject.GetProperty("digest"), "sha256");
            if (digest.Length != 64 || !digest.All(char.IsAsciiHexDigitLower))
            {
                throw new InvalidDataException("the subject's digest is no SHA-256");
            }
            return new ApprovalStatement(
                Required(subject, "name"), digest, Required(predicate, "action"), Required(predicate, "person"), Required(predicate, "role"),
                Required(predicate, "reason"), Time(Required(predicate, "at")))
            {
                ExpiresAt = Optional(predicate, "expires_at") is { } expires ? Time(expires) : null,
                GateDigest = Optional(predicate, "gate_digest"),
                GateSummary = predicate.TryGetProperty("gate_summary", out var summary) ? JsonNode.Parse(summary.GetRawText()) as JsonObject : null,
                RequestedBy = Optional(predicate, "requested_by"),
                Author = Optional(predicate, "author"),
                IsEmergency = predicate.TryGetProperty("emergency", out var emergency) && emergency.GetBoolean(),
                OpenedAt = Optional(predicate, "opened_at") is { } opened ? Time(opened) : null,
            };
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new InvalidDataException("the statement is no approval, or lacks a part", fault);
        }
    }

    private JsonObject ToJson()
    {
        var predicate = new JsonObject
        {
            ["action"] = Action, ["person"] = Person, ["role"] = Role, ["reason"] = Reason, ["at"] = Stamp(At),
        };
        (string Name, string? Value)[] more =
            [("expires_at", ExpiresAt is { } e ? Stamp(e) : null), ("gate_digest", GateDigest), ("requested_by", RequestedBy), ("author", Author),
                ("opened_at", OpenedAt is { } o ? Stamp(o) : null)];
        foreach (var (name, value) in more.Where(m => m.Value is not null))
        {
            predicate[name] = value;
        }
        if (IsEmergency)
        {
            predicate["emergency"] = true;
        }
        if (GateSummary is not null)
        {
            predicate["gate_summary"] = GateSummary.DeepClone();
        }
        return new JsonObject
        {
            ["_type"] = StatementType,
            ["subject"] = new JsonArray(new JsonObject { ["name"] = SubjectName, ["digest"] = new JsonObject { ["sha256"] = SubjectSha256 } }),
            ["predicateType"] = PredicateType,
            ["predicate"] = predicate,
        };
    }

    internal static string Stamp(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private static string Required(JsonElement node, string name) =>
        Optional(node, name) is { Length: > 0 } text ? text : throw new InvalidDataException($"the approval lacks `{name}`");

    private static string? Optional(JsonElement node, string name) => node.TryGetProperty(name, out var value) ? value.GetString() : null;
}
