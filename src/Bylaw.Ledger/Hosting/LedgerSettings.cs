using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Hosting;

/// <summary>A witness as the settings name it.</summary>
/// <param name="Key">Its verifier key.</param>
/// <param name="Address">The folder or http address where it is asked; empty when cosignatures are fetched by other means.</param>
public sealed record WitnessSetting(string Key, string Address);

/// <summary>What a ledger's <c>log.json</c> says. It holds nothing secret.</summary>
public sealed record LedgerSettings
{
    /// <summary>The days for which records of a high-risk system must be kept at least.</summary>
    /// <remarks>Regulation (EU) 2024/1689, articles 19 and 26(6): at least six months.</remarks>
    public const int HighRiskFloorDays = 183;

    /// <summary>Finds tickets such as GOV-17 and #17.</summary>
    public const string DefaultTicketPattern = @"\b[A-Z][A-Z0-9]+-[0-9]+\b|#[0-9]+\b";

    private const string Schema = "bylaw.ledger/1";
    private static readonly JsonSerializerOptions _indented = new() { WriteIndented = true };

    /// <summary>Gets the log's name on its checkpoints.</summary>
    public required string Origin { get; init; }

    /// <summary>Gets the log's verifier keys: the present one last.</summary>
    public required ImmutableArray<string> Keys { get; init; }

    /// <summary>Gets the witnesses.</summary>
    public ImmutableArray<WitnessSetting> Witnesses { get; init; } = [];

    /// <summary>Gets how many witnesses must cosign; 0 when none need to.</summary>
    public int Quorum { get; init; }

    /// <summary>Gets whether the records are of a high-risk AI system.</summary>
    public bool HighRisk { get; init; }

    /// <summary>Gets the days for which records are kept; at least the floor for a high-risk system.</summary>
    public int RetentionDays { get; init; } = 365;

    /// <summary>Gets the days for which records are kept in fact: those of a high-risk system never less than the floor, whatever the file says.</summary>
    public int KeptDays => Math.Max(RetentionDays, HighRisk ? HighRiskFloorDays : 1);

    /// <summary>
    /// Gets whether entry bundles are kept beside the segments, which hold the same bytes. Only a plain web server over the folder
    /// needs them; else they are cut from the segments when they are asked for.
    /// </summary>
    public bool EntryBundles { get; init; }

    /// <summary>Gets what happens to a writer that finds the queue full.</summary>
    public FullQueue WhenFull { get; init; } = FullQueue.Block;

    /// <summary>Gets how many records may wait in the queue.</summary>
    public int QueueLimit { get; init; } = 65_536;

    /// <summary>Gets the regular expression that finds tickets in commit messages.</summary>
    public string TicketPattern { get; init; } = DefaultTicketPattern;

    /// <summary>Gets the fields that name people.</summary>
    public ImmutableArray<string> PersonalFields { get; init; } = ["actor", "approver", "author", "on_behalf_of"];

    /// <summary>Returns what a checkpoint needs to be believed by these settings.</summary>
    /// <returns>The policy.</returns>
    /// <exception cref="InvalidDataException">A key is malformed.</exception>
    public CheckpointPolicy ToPolicy() => new()
    {
        Origin = Origin,
        LogKeys = [.. Keys.Select(Parse)],
        Witnesses = [.. Witnesses.Select(w => Parse(w.Key))],
        Quorum = Quorum,
    };

    /// <summary>Reads settings.</summary>
    /// <param name="text">The JSON text.</param>
    /// <returns>The settings.</returns>
    /// <exception cref="InvalidDataException">They are malformed; the message says where.</exception>
    public static LedgerSettings Read(string text)
    {
        try
        {
            var json = JsonNode.Parse(text)!.AsObject();
            if (json["schema"]?.GetValue<string>() != Schema)
            {
                throw new InvalidDataException($"the ledger's settings are not of schema `{Schema}`");
            }
            var settings = new LedgerSettings
            {
                Origin = json["origin"]!.GetValue<string>(),
                Keys = Texts(json["keys"]),
                Witnesses = [.. (json["witnesses"]?.AsArray() ?? []).Select(w => new WitnessSetting(w!["key"]!.GetValue<string>(), w["address"]?.GetValue<string>() ?? ""))],
                Quorum = json["quorum"]?.GetValue<int>() ?? 0,
                HighRisk = json["high_risk"]?.GetValue<bool>() ?? false,
                RetentionDays = json["retention_days"]?.GetValue<int>() ?? 365,
                EntryBundles = json["entry_bundles"]?.GetValue<bool>() ?? false,
                WhenFull = json["when_full"]?.GetValue<string>() is { } full ? ReadFull(full) : FullQueue.Block,
                QueueLimit = json["queue_limit"]?.GetValue<int>() is { } queue ? (queue >= 1 ? queue : throw new InvalidDataException("`queue_limit` must be at least 1")) : 65_536,
                TicketPattern = json["ticket_pattern"]?.GetValue<string>() ?? DefaultTicketPattern,
                PersonalFields = json["personal_fields"] is { } fields ? Texts(fields) : ["actor", "approver", "author", "on_behalf_of"],
            };
            return settings.Keys.IsEmpty ? throw new InvalidDataException("the ledger's settings name no key") : settings;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or NullReferenceException or FormatException)
        {
            throw new InvalidDataException($"the ledger's settings are malformed: {error.Message}", error);
        }
    }

    /// <summary>Writes the settings.</summary>
    /// <returns>JSON text.</returns>
    public string Write() => new JsonObject
    {
        ["schema"] = Schema,
        ["origin"] = Origin,
        ["keys"] = new JsonArray([.. Keys.Select(k => (JsonNode)k)]),
        ["witnesses"] = new JsonArray([.. Witnesses.Select(w => (JsonNode)new JsonObject { ["key"] = w.Key, ["address"] = w.Address })]),
        ["quorum"] = Quorum,
        ["high_risk"] = HighRisk,
        ["retention_days"] = KeptDays,
        ["entry_bundles"] = EntryBundles,
        ["when_full"] = WhenFull.ToString().ToLowerInvariant(),
        ["queue_limit"] = QueueLimit,
        ["ticket_pattern"] = TicketPattern,
        ["personal_fields"] = new JsonArray([.. PersonalFields.Select(k => (JsonNode)k)]),
    }.ToJsonString(_indented) + "\n";

    private static FullQueue ReadFull(string text) => text switch
    {
        "block" => FullQueue.Block,
        "deny" => FullQueue.Deny,
        "spool" => FullQueue.Spool,
        _ => throw new InvalidDataException($"`when_full` is `{text}`; it must be block, deny or spool"),
    };

    private static ImmutableArray<string> Texts(JsonNode? list) => [.. (list?.AsArray() ?? []).Select(k => k!.GetValue<string>())];

    private static NoteVerifier Parse(string key) =>
        NoteVerifier.TryParse(key, out var verifier, out var problem) ? verifier : throw new InvalidDataException($"key `{key}`: {problem}");
}
