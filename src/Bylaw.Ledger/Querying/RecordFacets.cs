using System.Collections.Frozen;
using System.Text.Json;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Records;

namespace Bylaw.Ledger.Querying;

/// <summary>
/// Picks from an entry what can be asked for. Different kinds say the same under different names; here they meet. One instance
/// reads entry after entry into the same memory.
/// </summary>
internal sealed class RecordFacets
{
    private const int MaxText = 512;

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

    private static readonly FrozenDictionary<string, int> _fields =
        _map.SelectMany((m, field) => m.Sources.Select(s => (Source: s, Field: field))).ToFrozenDictionary(p => p.Source, p => p.Field);

    private static readonly FrozenDictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _byName = _fields.GetAlternateLookup<ReadOnlySpan<char>>();

    private readonly List<(int Field, int Start, int Length)> _found = [];
    private char[] _text = new char[4096];
    private int _used;

    /// <summary>The names that a filter may use; a field's number is its place here.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. _map.Select(m => m.Facet)];

    /// <summary>Gets the wall time of the entry read last, in microseconds since 1970; null when it says none.</summary>
    public long? TimeMicros { get; private set; }

    /// <summary>Gets how many values were found.</summary>
    public int Count => _found.Count;

    /// <summary>Returns a value that was found: its field's number and its text.</summary>
    public int Get(int number, out ReadOnlySpan<char> text)
    {
        var (field, start, length) = _found[number];
        text = _text.AsSpan(start, length);
        return field;
    }

    /// <summary>Reads an entry. What is no record of ours is found by its kind <c>entry</c> only.</summary>
    public void Read(ReadOnlySpan<byte> entry)
    {
        Clear();
        try
        {
            if (ReadRecord(entry))
            {
                return;
            }
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // Other applications' entries are no fault.
        }
        Clear();
        Add(0, "entry");
    }

    /// <summary>Returns whether a text stands for a personal value that is not in the log.</summary>
    public static bool IsCommitment(ReadOnlySpan<char> text) => text.StartsWith(Commitment.Prefix, StringComparison.Ordinal);

    private void Clear()
    {
        _found.Clear();
        _used = 0;
        TimeMicros = null;
    }

    private bool ReadRecord(ReadOnlySpan<byte> entry)
    {
        var reader = new Utf8JsonReader(entry);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            return false;
        }
        var ours = false;
        Span<char> name = stackalloc char[32];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var length = reader.ValueSpan.Length <= name.Length && !reader.ValueIsEscaped ? reader.CopyString(name) : 0;
            var field = _byName.TryGetValue(name[..length], out var known) ? known : -1;
            var (isSchema, isTime) = (name[..length] is "schema", name[..length] is "time");
            reader.Read();
            if (field >= 0)
            {
                AddValues(ref reader, field);
            }
            else if (isSchema)
            {
                ours = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals(RecordShape.Schema);
                reader.Skip();
            }
            else if (isTime && reader.TokenType == JsonTokenType.String && reader.TryGetDateTimeOffset(out var time))
            {
                TimeMicros = (time - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
            }
            else
            {
                reader.Skip();
            }
        }
        return ours && reader.TokenType == JsonTokenType.EndObject;
    }

    /// <summary>Texts, lists of texts, and subjects, which answer to their name and to their digest.</summary>
    private void AddValues(ref Utf8JsonReader reader, int field)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                AddText(ref reader, field);
                break;
            case JsonTokenType.StartArray:
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    AddValues(ref reader, field);
                }
                break;
            case JsonTokenType.StartObject:
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var wanted = reader.ValueTextEquals("name"u8) || reader.ValueTextEquals("digest"u8);
                    reader.Read();
                    if (wanted)
                    {
                        AddValues(ref reader, field);
                    }
                    else
                    {
                        reader.Skip();
                    }
                }
                break;
        }
    }

    private void AddText(ref Utf8JsonReader reader, int field)
    {
        var most = reader.ValueSpan.Length;
        if (most is 0 or > MaxText * 6)
        {
            return;
        }
        if (_used + most > _text.Length)
        {
            Array.Resize(ref _text, Math.Max(_text.Length * 2, _used + most));
        }
        var length = reader.CopyString(_text.AsSpan(_used));
        if (length <= MaxText && !_text.AsSpan(_used, length).Contains('\0'))
        {
            _found.Add((field, _used, length));
            _used += length;
        }
    }

    private void Add(int field, string text)
    {
        text.CopyTo(_text.AsSpan(_used));
        _found.Add((field, _used, text.Length));
        _used += text.Length;
    }
}
