using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Bylaw.Rego.Values;

/// <summary>
/// Reads UTF-8 JSON straight into values. Objects of the same shape share one key table; keys and short strings are interned. Well-formed
/// documents are read by <see cref="JsonScanner"/>; this reader, which stands on the one of .NET, says what is wrong with the others.
/// </summary>
internal sealed class RegoJsonReader
{
    /// <summary>How deep a document may nest.</summary>
    public const int MaxDepth = 1_000;

    private const int LevelsBetweenStackChecks = 16;

    private const int ShapeSlots = 1 << 8;

    private readonly KeyTable?[] _shapes = new KeyTable?[ShapeSlots];
    private RegoValue[] _stack = new RegoValue[64];
    private int _top;

    [ThreadStatic]
    private static RegoJsonReader? _shared;

    /// <summary>Reads one document, or the parts of it that matter.</summary>
    /// <param name="utf8">UTF-8 JSON.</param>
    /// <param name="projection">What matters; null for all. A document that the scanner gives up on is read in full.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">The text is not one JSON document, or nests deeper than <see cref="MaxDepth"/>, also where it does not matter.</exception>
    public static RegoValue Read(ReadOnlySpan<byte> utf8, JsonProjection? projection = null)
    {
        var value = JsonScanner.Read(utf8, projection);
        return value.IsDefined ? value : ReadChecked(utf8);
    }

    /// <summary>Reads one document without the scanner.</summary>
    /// <param name="utf8">UTF-8 JSON.</param>
    /// <returns>The value.</returns>
    /// <exception cref="JsonException">As for <see cref="Read"/>.</exception>
    public static RegoValue ReadChecked(ReadOnlySpan<byte> utf8)
    {
        // One reader a thread keeps its stack and its shapes from document to document.
        var reader = _shared ??= new RegoJsonReader();
        reader._top = 0;
        try
        {
            return reader.ReadDocument(utf8);
        }
        catch (InvalidOperationException error)
        {
            // System.Text.Json says so when a string holds bytes that are not UTF-8, or an unpaired surrogate.
            throw new JsonException("a string holds invalid UTF-8 or an unpaired surrogate", error);
        }
    }

    private RegoValue ReadDocument(ReadOnlySpan<byte> utf8)
    {
        if (utf8.StartsWith("\uFEFF"u8))
        {
            utf8 = utf8[3..];
        }
        var json = new Utf8JsonReader(utf8, new System.Text.Json.JsonReaderOptions { MaxDepth = MaxDepth });
        if (!json.Read())
        {
            throw new JsonException("the document is empty");
        }
        var value = ReadValue(ref json);
        if (json.Read())
        {
            throw new JsonException("there is more than one document");
        }
        return value;
    }

    private RegoValue ReadValue(ref Utf8JsonReader json)
    {
        switch (json.TokenType)
        {
            case JsonTokenType.String:
                return ReadString(ref json);
            case JsonTokenType.Number:
                return ReadNumber(json.ValueSpan);
            case JsonTokenType.True:
                return RegoValue.True;
            case JsonTokenType.False:
                return RegoValue.False;
            case JsonTokenType.Null:
                return RegoValue.Null;
            case JsonTokenType.StartObject:
                return ReadObject(ref json);
            case JsonTokenType.StartArray:
                return ReadArray(ref json);
            default:
                throw new JsonException($"unexpected {json.TokenType}");
        }
    }

    private static RegoValue ReadNumber(ReadOnlySpan<byte> text)
    {
        if (text.Length <= 18)
        {
            long value = 0;
            var i = text[0] == '-' ? 1 : 0;
            for (; i < text.Length; i++)
            {
                var digit = (uint)(text[i] - '0');
                if (digit > 9)
                {
                    return NumberText.FromJson(text);
                }
                value = (value * 10) + digit;
            }
            if (text[0] != '-')
            {
                return RegoValue.From(value);
            }
            if (value != 0)
            {
                return RegoValue.From(-value);
            }
        }
        return text.Length <= NumberText.MaxLength
            ? NumberText.FromJson(text)
            : throw new JsonException($"a number has {text.Length} digits, more than {NumberText.MaxLength}");
    }

    private static RegoValue ReadString(ref Utf8JsonReader json)
    {
        var utf8 = json.ValueSpan;
        return json.ValueIsEscaped || utf8.Length > InternPool.MaxBytes ? RegoValue.From(json.GetString()!) : Intern(utf8, ref json);
    }

    private static RegoValue ReadKey(ref Utf8JsonReader json)
    {
        var utf8 = json.ValueSpan;
        return json.ValueIsEscaped || utf8.Length > InternPool.MaxBytes ? RegoValue.FromKey(json.GetString()!) : Intern(utf8, ref json);
    }

    private static RegoValue Intern(ReadOnlySpan<byte> utf8, ref Utf8JsonReader json) =>
        InternPool.TryFind(utf8, out var value) ? value : InternPool.Keep(utf8, json.GetString()!);

    /// <summary>A document that nests deeper than the stack of this thread has room for is refused like one that nests too deep.</summary>
    private static void CheckStack(ref Utf8JsonReader json)
    {
        if ((json.CurrentDepth & (LevelsBetweenStackChecks - 1)) == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
        {
            throw new JsonException($"the document nests deeper than this thread has room for ({json.CurrentDepth} levels)");
        }
    }

    private RegoValue ReadArray(ref Utf8JsonReader json)
    {
        CheckStack(ref json);
        var start = _top;
        while (true)
        {
            json.Read();
            if (json.TokenType == JsonTokenType.EndArray)
            {
                break;
            }
            Push(ReadValue(ref json));
        }
        var items = _stack.AsSpan(start, _top - start).ToArray();
        Pop(start);
        return RegoValue.From(RegoArray.Wrap(items));
    }

    private RegoValue ReadObject(ref Utf8JsonReader json)
    {
        CheckStack(ref json);
        // Keys and values lie in turns on the stack until the object ends.
        var start = _top;
        var shape = 0;
        while (true)
        {
            json.Read();
            if (json.TokenType == JsonTokenType.EndObject)
            {
                break;
            }
            var key = ReadKey(ref json);
            shape = (shape * 31) + (int)key.Bits;
            Push(key);
            json.Read();
            Push(ReadValue(ref json));
        }
        var count = (_top - start) / 2;
        var result = count == 0 ? RegoObject.Empty : MakeObject(_stack.AsSpan(start, count * 2), shape);
        Pop(start);
        return RegoValue.From(result);
    }

    private RegoObject MakeObject(ReadOnlySpan<RegoValue> pairs, int shape)
    {
        var count = pairs.Length / 2;
        ref var slot = ref _shapes[(shape ^ (shape >> 15)) & (ShapeSlots - 1)];
        if (slot is not { } table || !HasKeys(table, pairs))
        {
            if (!TryMakeTable(pairs, out var fresh))
            {
                return MakeWithRepeats(pairs);
            }
            slot = table = fresh;
        }
        var values = new RegoValue[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = pairs[(i * 2) + 1];
        }
        return new RegoObject(table, values);
    }

    /// <summary>Tells whether a table holds the keys of keys and values in turns, in the same order.</summary>
    internal static bool HasKeys(KeyTable table, ReadOnlySpan<RegoValue> pairs)
    {
        var keys = table.Keys;
        if (keys.Length * 2 != pairs.Length)
        {
            return false;
        }
        for (var i = 0; i < keys.Length; i++)
        {
            if (!keys[i].Equals(pairs[i * 2]))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Makes a table of the keys of keys and values in turns, unless a key comes twice.</summary>
    internal static bool TryMakeTable(ReadOnlySpan<RegoValue> pairs, out KeyTable table)
    {
        var keys = new KeyCollector(pairs.Length / 2);
        for (var i = 0; i < pairs.Length; i += 2)
        {
            keys.FindOrAdd(pairs[i], out var added);
            if (!added)
            {
                table = KeyTable.Empty;
                return false;
            }
        }
        table = keys.Build();
        return true;
    }

    /// <summary>Makes an object of keys and values in turns; of equal keys the last one counts.</summary>
    internal static RegoObject MakeWithRepeats(ReadOnlySpan<RegoValue> pairs)
    {
        var builder = new ObjectBuilder(pairs.Length / 2);
        for (var i = 0; i < pairs.Length; i += 2)
        {
            builder.Set(pairs[i], pairs[i + 1]);
        }
        return builder.Build();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Push(in RegoValue value)
    {
        if (_top == _stack.Length)
        {
            Array.Resize(ref _stack, _top * 2);
        }
        _stack[_top++] = value;
    }

    private void Pop(int start)
    {
        // Cleared, so that the shared reader keeps no document alive.
        _stack.AsSpan(start, _top - start).Clear();
        _top = start;
    }
}
