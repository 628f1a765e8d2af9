using System.Collections;
using System.Numerics;
using System.Text;

namespace Bylaw.Rego.Values;

/// <summary>
/// What a large document holds more than once: names, roles, tags, and lists of them. Each such string and each such array is made once, as far
/// as these tables, which are dropped with the reader's work, have room; a collision costs a second copy, never a wrong answer.
/// </summary>
internal sealed class SharedParts
{
    /// <summary>In smaller documents there is less to share than the tables take.</summary>
    private const int MinBytes = 1 << 18;

    private const int BytesPerString = 64;

    private const int BytesPerArray = 256;

    /// <summary>Longer arrays rarely come again.</summary>
    private const int MaxItems = 64;

    private readonly RegoValue[] _strings;
    private readonly BitArray _isKept;
    private readonly RegoArray?[] _arrays;

    private SharedParts(int length)
    {
        _strings = new RegoValue[BitOperations.RoundUpToPowerOf2((uint)length / BytesPerString)];
        _isKept = new BitArray(_strings.Length);
        _arrays = new RegoArray?[BitOperations.RoundUpToPowerOf2((uint)length / BytesPerArray)];
    }

    /// <summary>Makes tables for a document.</summary>
    /// <param name="length">Its bytes.</param>
    /// <returns>The tables; null for a document that is too small for them.</returns>
    public static SharedParts? For(int length) => length < MinBytes ? null : new SharedParts(length);

    /// <summary>Returns the string of some bytes, with its hash.</summary>
    /// <param name="utf8">At most <see cref="InternPool.MaxBytes"/> bytes of valid UTF-8.</param>
    /// <param name="hash">What <see cref="InternPool.Hash"/> says of them.</param>
    public RegoValue String(ReadOnlySpan<byte> utf8, ulong hash)
    {
        // Two places for each: a string that comes once rarely drives out one that comes often.
        var first = (int)(hash >> 24) & (_strings.Length - 1);
        var at = Holds(first, utf8) ? first : first ^ 1;
        if (at != first && !Holds(at, utf8))
        {
            at = !_strings[first].IsDefined || (!_isKept[first] && _isKept[first ^ 1]) ? first : first ^ 1;
            _isKept[at] = InternPool.TryFind(utf8, hash, out var known);
            return _strings[at] = _isKept[at] ? known : RegoValue.FromKey(Encoding.UTF8.GetString(utf8));
        }
        if (!_isKept[at])
        {
            // The second time it is kept for other documents, too.
            _isKept[at] = true;
            InternPool.Keep(utf8, hash, _strings[at]);
        }
        return _strings[at];
    }

    /// <summary>Returns an array of some values. Lists of strings come again, lists of numbers rarely do.</summary>
    public RegoArray Array(ReadOnlySpan<RegoValue> items)
    {
        if (items.Length is 0 or > MaxItems || !items[0].IsString)
        {
            return RegoArray.Wrap(items.ToArray());
        }
        var mixed = items.Length;
        foreach (ref readonly var item in items)
        {
            mixed = (mixed * 31) + (int)item.Bits;
        }
        ref var slot = ref _arrays[KeyTable.Mix(mixed) & (_arrays.Length - 1)];
        return slot is { } known && AreSame(known.AsSpan(), items) ? known : slot = RegoArray.Wrap(items.ToArray());
    }

    private bool Holds(int slot, ReadOnlySpan<byte> utf8) => _strings[slot].Reference is string text && JsonScannerState.Equals(utf8, text);

    /// <summary>Tells whether the values are not only equal but the very same, so that <c>1</c> does not become <c>1.0</c>.</summary>
    private static bool AreSame(ReadOnlySpan<RegoValue> a, ReadOnlySpan<RegoValue> b)
    {
        if (a.Length != b.Length)
        {
            return false;
        }
        for (var i = 0; i < a.Length; i++)
        {
            if (!ReferenceEquals(a[i].Reference, b[i].Reference) || a[i].Bits != b[i].Bits)
            {
                return false;
            }
        }
        return true;
    }
}
