using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Unicode;

namespace Bylaw.Rego.Values;

/// <summary>
/// Reads well-formed JSON in one pass over its bytes. Whatever it does not take it gives up on, and <see cref="RegoJsonReader"/> reads the
/// document again: that reader says what is wrong, and tests compare the two.
/// </summary>
/// <remarks>
/// Objects mostly look like the one that stood in the same place before (<see cref="JsonShape"/>): then a key costs one comparison of
/// bytes, and no table is looked up. Measured by <c>eng/bench rego</c>, JSON to JSON.
/// </remarks>
internal ref partial struct JsonScanner
{
    private const int LevelsBetweenStackChecks = 16;

    private readonly ReadOnlySpan<byte> _utf8;
    private readonly JsonScannerState _state;
    private readonly ProjectionHints _hints;
    private int _at;
    private int _depth;

    private JsonScanner(ReadOnlySpan<byte> utf8, JsonScannerState state, ProjectionHints? hints)
    {
        _utf8 = utf8;
        _state = state;
        _hints = hints!;
    }

    /// <summary>Reads a document, or the parts of it that matter.</summary>
    /// <param name="utf8">UTF-8 JSON without a byte order mark.</param>
    /// <param name="projection">What matters; null for all. It has no say in which documents the scanner gives up on.</param>
    /// <returns>The value; undefined when the scanner gives up.</returns>
    public static RegoValue Read(ReadOnlySpan<byte> utf8, JsonProjection? projection)
    {
        var state = JsonScannerState.OfThread;
        state.Begin(utf8.Length);
        var scanner = new JsonScanner(utf8, state, projection is null ? null : state.HintsOf(projection));
        scanner.SkipSpace();
        var value = projection is null ? scanner.ReadValue(ref state.Root) : scanner.ReadPart(projection);
        scanner.SkipSpace();
        state.End();
        if (value.IsDefined && scanner._at == utf8.Length)
        {
            return value;
        }
        state.Clear();
        return default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly byte Peek() => (uint)_at < (uint)_utf8.Length ? _utf8[_at] : (byte)0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void SkipSpace()
    {
        if ((uint)_at < (uint)_utf8.Length && _utf8[_at] <= ' ')
        {
            SkipSpaces();
        }
    }

    private void SkipSpaces()
    {
        while ((uint)_at < (uint)_utf8.Length && _utf8[_at] is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t')
        {
            _at++;
        }
    }

    /// <summary>Reads a value. Undefined, which no JSON text is, says that the scanner gives up.</summary>
    /// <param name="hint">What the last object in this place looked like.</param>
    private RegoValue ReadValue(ref JsonShape? hint)
    {
        switch (Peek())
        {
            case (byte)'"':
                return ReadString(isKey: false);
            case (byte)'{':
                return ReadObject(ref hint);
            case (byte)'[':
                return ReadArray(ref hint);
            case (byte)'t':
                return TakeWord("true"u8) ? RegoValue.True : default;
            case (byte)'f':
                return TakeWord("false"u8) ? RegoValue.False : default;
            case (byte)'n':
                return TakeWord("null"u8) ? RegoValue.Null : default;
            default:
                return ReadNumber();
        }
    }

    private bool TakeWord(ReadOnlySpan<byte> word)
    {
        if (!_utf8[_at..].StartsWith(word))
        {
            return false;
        }
        _at += word.Length;
        return true;
    }

    private RegoValue ReadNumber()
    {
        var utf8 = _utf8;
        var start = _at;
        var at = start;
        var isNegative = at < utf8.Length && utf8[at] == '-';
        if (isNegative)
        {
            at++;
        }
        var digits = at;
        ulong value = 0;
        while ((uint)at < (uint)utf8.Length && (uint)(utf8[at] - '0') <= 9)
        {
            value = (value * 10) + (uint)(utf8[at++] - '0');
        }
        var count = at - digits;
        if (count == 0 || (count > 1 && utf8[digits] == '0'))
        {
            return default;
        }
        if (count <= 18 && ((uint)at >= (uint)utf8.Length || utf8[at] is not ((byte)'.' or (byte)'e' or (byte)'E')) && !(isNegative && value == 0))
        {
            _at = at;
            return RegoValue.From(isNegative ? -(long)value : (long)value);
        }
        if (at < utf8.Length && utf8[at] == '.')
        {
            at++;
            if (!TakeDigits(utf8, ref at))
            {
                return default;
            }
        }
        if (at < utf8.Length && utf8[at] is (byte)'e' or (byte)'E')
        {
            at++;
            if (at < utf8.Length && utf8[at] is (byte)'+' or (byte)'-')
            {
                at++;
            }
            if (!TakeDigits(utf8, ref at))
            {
                return default;
            }
        }
        if (at - start > NumberText.MaxLength)
        {
            return default;
        }
        _at = at;
        return NumberText.FromJson(utf8[start..at]);
    }

    private static bool TakeDigits(ReadOnlySpan<byte> utf8, ref int at)
    {
        var start = at;
        while (at < utf8.Length && (uint)(utf8[at] - '0') <= 9)
        {
            at++;
        }
        return at > start;
    }

    /// <summary>Goes one level down unless the document nests too deep, or too deep for the stack of this thread.</summary>
    private bool TryDescend() =>
        ++_depth <= RegoJsonReader.MaxDepth && ((_depth & (LevelsBetweenStackChecks - 1)) != 0 || RuntimeHelpers.TryEnsureSufficientExecutionStack());

    private RegoValue ReadArray(ref JsonShape? hint)
    {
        if (!TryDescend())
        {
            return default;
        }
        _at++;
        SkipSpace();
        var state = _state;
        var start = state.Top;
        if (Peek() == ']')
        {
            _at++;
        }
        else
        {
            while (true)
            {
                var item = ReadValue(ref hint);
                if (!item.IsDefined)
                {
                    return default;
                }
                state.Push(item);
                SkipSpace();
                var next = Peek();
                _at++;
                if (next == ',')
                {
                    SkipSpace();
                    continue;
                }
                if (next == ']')
                {
                    break;
                }
                return default;
            }
        }
        _depth--;
        return RegoValue.From(state.MakeArray(start));
    }

    /// <summary>Reads a string, or a key, in plain ASCII; others take the long way.</summary>
    private RegoValue ReadString(bool isKey)
    {
        var utf8 = _utf8;
        var start = _at + 1;
        var at = start;
        var hash = InternPool.HashSeed;
        while (at + 8 <= utf8.Length)
        {
            var word = BinaryPrimitives.ReadUInt64LittleEndian(utf8[at..]);
            var special = Special(word);
            if (special != 0)
            {
                return EndString(start, at, word, special, hash, isKey);
            }
            hash = InternPool.Mix(hash, word);
            at += 8;
        }
        if (at >= utf8.Length || utf8.Length < 8)
        {
            return ReadOddString(start, isKey);
        }
        // The last bytes of the document, filled up with zeros, which are control characters and so end the run.
        var last = BinaryPrimitives.ReadUInt64LittleEndian(utf8[^8..]) >> ((at + 8 - utf8.Length) * 8);
        return EndString(start, at, last, Special(last), hash, isKey);
    }

    private RegoValue EndString(int start, int at, ulong word, ulong special, ulong hash, bool isKey)
    {
        var count = BitOperations.TrailingZeroCount(special) >> 3;
        at += count;
        if (count > 0)
        {
            hash = InternPool.Mix(hash, word & ((1UL << (count * 8)) - 1));
        }
        return (uint)at < (uint)_utf8.Length && _utf8[at] == '"' ? Finish(start, at, hash, isKey) : ReadOddString(start, isKey);
    }

    /// <summary>Marks the bytes that end a plain run: a quote, a backslash, a control character, a byte beyond ASCII. The lowest mark is exact.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Special(ulong word)
    {
        const ulong ones = 0x0101010101010101;
        var quote = word ^ (ones * '"');
        var backslash = word ^ (ones * '\\');
        return (((quote - ones) & ~quote) | ((backslash - ones) & ~backslash) | ((word - (ones * 0x20)) & ~word) | word) & (ones * 0x80);
    }

    private RegoValue Finish(int start, int end, ulong hash, bool isKey)
    {
        _at = end + 1;
        var text = _utf8[start..end];
        if (text.Length > InternPool.MaxBytes)
        {
            var plain = Encoding.ASCII.GetString(text);
            return isKey ? RegoValue.FromKey(plain) : RegoValue.From(plain);
        }
        return _state.String(text, InternPool.Finish(hash, text.Length), isKey);
    }

    /// <summary>Reads a string with escapes, with letters beyond ASCII, or near the end of the document.</summary>
    private RegoValue ReadOddString(int start, bool isKey)
    {
        var utf8 = _utf8;
        var at = start;
        var isEscaped = false;
        while (true)
        {
            if ((uint)at >= (uint)utf8.Length)
            {
                return default;
            }
            var b = utf8[at];
            if (b == '"')
            {
                break;
            }
            if (b < ' ')
            {
                return default;
            }
            if (b == '\\')
            {
                isEscaped = true;
                at++;
            }
            at++;
        }
        var text = utf8[start..at];
        if (isEscaped)
        {
            _at = at + 1;
            return JsonEscapes.TryRead(text, out var unescaped) ? (isKey ? RegoValue.FromKey(unescaped) : RegoValue.From(unescaped)) : default;
        }
        if (!Utf8.IsValid(text))
        {
            return default;
        }
        _at = at + 1;
        if (text.Length > InternPool.MaxBytes)
        {
            var plain = Encoding.UTF8.GetString(text);
            return isKey ? RegoValue.FromKey(plain) : RegoValue.From(plain);
        }
        return _state.String(text, InternPool.Hash(text), isKey);
    }
}
