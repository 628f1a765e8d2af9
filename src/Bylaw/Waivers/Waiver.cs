using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Manifest;
using Bylaw.Packs;

namespace Bylaw.Waivers;

/// <summary>A granted exception: for a while, a failure of one control on one subject is accepted.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Subject">The subject's name.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="Approver">Who agreed; another person.</param>
/// <param name="Reason">Why.</param>
/// <param name="GrantedOn">The day from which it counts.</param>
/// <param name="ExpiresOn">The last day on which it counts; at most 90 days after it was granted.</param>
/// <param name="Place">Where it stands.</param>
public sealed record Waiver(
    string Control, string Subject, string RequestedBy, string Approver, string Reason, DateOnly GrantedOn, DateOnly ExpiresOn, FilePlace Place)
{
    /// <summary>The file's name, beside the manifest.</summary>
    public const string FileName = "waivers.yaml";

    /// <summary>The kind of the evidence about waivers.</summary>
    public const string EvidenceKind = "waiver";

    /// <summary>Gets who carries the risk while the waiver lasts; the one who asked unless another is named.</summary>
    public string Owner { get; init; } = RequestedBy;

    /// <summary>Gets what is done instead while the waiver lasts; null when nothing is said.</summary>
    public string? CompensatingControl { get; init; }

    /// <summary>Gets the ticket that it was agreed in; null when none is named.</summary>
    public string? Ticket { get; init; }

    /// <summary>How long a waiver may last, in days.</summary>
    public const int MaxDays = 90;

    /// <summary>Reads a file with a list of waivers.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="text">YAML: <c>waivers:</c> with a list of mappings.</param>
    /// <param name="problems">Receives what is wrong, with file and line.</param>
    /// <returns>The waivers that could be read.</returns>
    public static ImmutableArray<Waiver> Read(string file, string text, List<string> problems)
    {
        var waivers = ImmutableArray.CreateBuilder<Waiver>();
        YamlTree tree;
        try
        {
            tree = YamlTree.Read(text);
        }
        catch (FormatException error)
        {
            problems.Add($"{file}:{error.Message}");
            return [];
        }
        if (tree.Root["waivers"] is not JsonArray list)
        {
            problems.Add($"{file}:1: `waivers:` with a list is missing");
            return [];
        }
        for (var i = 0; i < list.Count; i++)
        {
            var line = tree.PlaceOf($"/waivers/{i}").Line;
            try
            {
                var entry = list[i] as JsonObject ?? throw new FormatException("a waiver must be a mapping");
                CheckKeys(entry);
                waivers.Add(new Waiver(
                    Need(entry, "control"),
                    Need(entry, "subject"),
                    Need(entry, "requested_by"),
                    Need(entry, "approver"),
                    Need(entry, "reason"),
                    Date(entry, "granted"),
                    Date(entry, "expires"),
                    new FilePlace(file, line))
                {
                    Owner = entry["owner"]?.ToString() ?? Need(entry, "requested_by"),
                    CompensatingControl = entry["compensating_control"]?.ToString(),
                    Ticket = entry["ticket"]?.ToString(),
                });
            }
            catch (FormatException error)
            {
                problems.Add($"{file}:{line}: {error.Message}");
            }
        }
        return waivers.ToImmutable();
    }

    private static readonly string[] _keys =
        ["control", "subject", "owner", "requested_by", "approver", "reason", "ticket", "compensating_control", "granted", "expires"];

    private static void CheckKeys(JsonObject entry)
    {
        foreach (var (key, _) in entry)
        {
            if (!_keys.Contains(key) && !key.StartsWith("x_", StringComparison.Ordinal))
            {
                var near = GovernanceManifest.Nearest(key, _keys);
                throw new FormatException($"unknown key `{key}`" + (near is null ? $"; the keys are {string.Join(", ", _keys)}" : $"; did you mean `{near}`?"));
            }
        }
    }

    private static string Need(JsonObject entry, string key) =>
        entry[key] is JsonValue value && value.ToString().Length > 0 ? value.ToString() : throw new FormatException($"`{key}` is missing");

    private static DateOnly Date(JsonObject entry, string key) =>
        DateOnly.TryParseExact(Need(entry, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"`{key}` is not a date: write YYYY-MM-DD");
}
