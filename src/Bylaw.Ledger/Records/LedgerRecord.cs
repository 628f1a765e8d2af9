using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Ledger.Canonical;

namespace Bylaw.Ledger.Records;

/// <summary>
/// Something that happened and must stay on record: its kind, and the fields that <see cref="RecordShape"/> lists for the kind.
/// </summary>
/// <example><code>new LedgerRecord("model_access", new JsonObject { ["actor"] = "...", ["model"] = "...", ... })</code></example>
public sealed class LedgerRecord
{
    /// <summary>Makes a record.</summary>
    /// <param name="kind">One of <see cref="RecordShape.Kinds"/>.</param>
    /// <param name="fields">The fields; what is the caller's own goes under <c>ext</c>.</param>
    /// <param name="traceId">The trace that it belongs to; null when there is none.</param>
    /// <exception cref="ArgumentException">The kind is not known, or a field is missing, unknown or of the wrong type.</exception>
    public LedgerRecord(string kind, JsonObject fields, string? traceId = null)
    {
        var shape = RecordShape.Find(kind)
            ?? throw new ArgumentException($"there is no kind `{kind}`; the kinds are {string.Join(", ", RecordShape.Kinds)}", nameof(kind));
        var problems = shape.Problems(fields).ToList();
        if (problems.Count > 0)
        {
            throw new ArgumentException(string.Join("; ", problems), nameof(fields));
        }
        Kind = kind;
        Fields = fields;
        TraceId = traceId;
    }

    /// <summary>Gets the kind.</summary>
    public string Kind { get; }

    /// <summary>Gets the fields.</summary>
    public JsonObject Fields { get; }

    /// <summary>Gets the trace that it belongs to.</summary>
    public string? TraceId { get; }

    /// <summary>Writes the record as the log stores it: canonical JSON with the envelope's fields.</summary>
    /// <param name="envelope">Who writes it, when, and as which of theirs.</param>
    /// <returns>The leaf's bytes.</returns>
    /// <exception cref="FormatException">A field has no canonical form.</exception>
    public byte[] ToEntry(RecordEnvelope envelope)
    {
        var json = (JsonObject)Fields.DeepClone();
        json["schema"] = RecordShape.Schema;
        json["kind"] = Kind;
        json["time"] = envelope.Time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        json["ticks"] = envelope.Ticks;
        json["boot"] = envelope.BootId;
        json["producer"] = envelope.Producer;
        json["seq"] = envelope.Sequence;
        if (TraceId is not null)
        {
            json["trace"] = TraceId;
        }
        return CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    /// <summary>Reads an entry of the log as a record.</summary>
    /// <param name="entry">The leaf's bytes.</param>
    /// <param name="json">The record with its envelope.</param>
    /// <returns>False when the entry is no record of ours, such as the entry of an attestation.</returns>
    public static bool TryRead(ReadOnlyMemory<byte> entry, out JsonObject json)
    {
        json = null!;
        try
        {
            if (JsonNode.Parse(entry.Span) is JsonObject parsed
                && parsed["schema"] is JsonValue schema && schema.TryGetValue<string>(out var name) && name == RecordShape.Schema)
            {
                json = parsed;
                return true;
            }
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            return false; // other applications' entries are no fault
        }
        return false;
    }
}

/// <summary>What the writer adds to a record.</summary>
/// <param name="Time">The wall clock; it is never trusted for order.</param>
/// <param name="Ticks">A clock that never goes back, in microseconds since an arbitrary start.</param>
/// <param name="BootId">Which run of the machine <paramref name="Ticks"/> belongs to.</param>
/// <param name="Producer">Who wrote it: a name and a mark of this one session.</param>
/// <param name="Sequence">Counts the producer's records from 1, so that a gap between producer and log shows.</param>
public readonly record struct RecordEnvelope(DateTimeOffset Time, long Ticks, string BootId, string Producer, long Sequence);
