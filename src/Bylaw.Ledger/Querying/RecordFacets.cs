using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Privacy;

namespace Bylaw.Ledger.Querying;

/// <summary>What of a record can be asked for.</summary>
/// <param name="Index">The record's index.</param>
/// <param name="TimeMicros">Its wall time, in microseconds since 1970.</param>
/// <param name="Facets">Field and value, each pair once.</param>
internal sealed record IndexedRecord(long Index, long TimeMicros, List<(string Field, string Value)> Facets);

/// <summary>Picks from a record what can be asked for. Different kinds say the same under different names; here they meet.</summary>
internal static class RecordFacets
{
    private static readonly (string Facet, string[] Sources)[] _map =
    [
        ("kind", ["kind"]),
        ("who", ["actor", "on_behalf_of", "approver", "author"]),
        ("model", ["model"]),
        ("model_version", ["model_version"]),
        ("dataset", ["dataset"]),
        ("policy", ["policy"]),
        ("policy_version", ["policy_version"]),
        ("policy_digest", ["policy_digest"]),
        ("control", ["control", "controls"]),
        ("decision", ["effect", "status", "outcome", "decision", "action"]),
        ("reason", ["reason", "reasons"]),
        ("purpose", ["purpose"]),
        ("subject", ["subject", "subjects"]),
        ("ticket", ["ticket"]),
        ("stage", ["stage"]),
        ("severity", ["severity"]),
        ("trace", ["trace"]),
    ];

    /// <summary>The names that a filter may use.</summary>
    public static IEnumerable<string> Names => _map.Select(m => m.Facet);

    public static IndexedRecord Of(long index, JsonObject record, Func<string, string?>? standIn)
    {
        var facets = new List<(string, string)>();
        foreach (var (facet, sources) in _map)
        {
            foreach (var value in sources.SelectMany(s => Values(record[s])))
            {
                var shown = value.StartsWith(Commitment.Prefix, StringComparison.Ordinal) ? standIn?.Invoke(value) : value;
                if (shown is not null && !facets.Contains((facet, shown)))
                {
                    facets.Add((facet, shown));
                }
            }
        }
        var time = record["time"] is JsonValue t
            && t.TryGetValue<string>(out var text)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var parsed)
                ? parsed
                : DateTimeOffset.UnixEpoch;
        return new IndexedRecord(index, (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond, facets);
    }

    /// <summary>Texts, lists of texts, and subjects, which answer to their name and to their digest.</summary>
    private static IEnumerable<string> Values(JsonNode? node) => node switch
    {
        JsonArray list => list.SelectMany(Values),
        JsonObject subject => Values(subject["name"]).Concat(Values(subject["digest"])),
        JsonValue value when value.TryGetValue<string>(out var text) && text.Length is > 0 and <= 512 && !text.Contains('\0', StringComparison.Ordinal) => [text],
        _ => [],
    };
}
