using System.Text;

namespace Bylaw.Rego.Values;

/// <summary>
/// Short strings that documents and policies share, so that a key read from a document is mostly the very string that a policy names.
/// A cache of fixed size: a collision costs a second copy, never a wrong answer. Safe to use from many threads.
/// </summary>
internal static class InternPool
{
    /// <summary>Longer strings are not kept.</summary>
    public const int MaxBytes = 40;

    private const int Slots = 1 << 13;

    private static readonly Entry?[] _entries = new Entry?[Slots];

    /// <summary>Finds or keeps a string given as UTF-8 without escapes.</summary>
    /// <param name="utf8">At most <see cref="MaxBytes"/> bytes of valid UTF-8, or bytes that fail to decode.</param>
    /// <param name="value">The string with its hash.</param>
    /// <returns>False when it is not kept: the caller decodes it.</returns>
    public static bool TryFind(ReadOnlySpan<byte> utf8, out RegoValue value)
    {
        var entry = _entries[SlotOf(utf8)];
        if (entry is not null && utf8.SequenceEqual(entry.Utf8))
        {
            value = entry.Value;
            return true;
        }
        value = default;
        return false;
    }

    /// <summary>Keeps a string in place of whatever stood in its slot.</summary>
    public static RegoValue Keep(ReadOnlySpan<byte> utf8, string text)
    {
        var value = RegoValue.FromKey(text);
        _entries[SlotOf(utf8)] = new Entry(value, utf8.ToArray());
        return value;
    }

    /// <summary>Finds or keeps a constant of a policy.</summary>
    public static RegoValue Intern(string text)
    {
        if (text.Length > MaxBytes)
        {
            return RegoValue.FromKey(text);
        }
        Span<byte> utf8 = stackalloc byte[MaxBytes * 3];
        var bytes = utf8[..Encoding.UTF8.GetBytes(text, utf8)];
        if (bytes.Length > MaxBytes)
        {
            return RegoValue.FromKey(text);
        }
        return TryFind(bytes, out var value) && value.AsString() == text ? value : Keep(bytes, text);
    }

    private static int SlotOf(ReadOnlySpan<byte> utf8)
    {
        var hash = (uint)utf8.Length * 0x9E3779B1;
        foreach (var b in utf8)
        {
            hash = (hash ^ b) * 0x01000193;
        }
        return (int)((hash ^ (hash >> 15)) & (Slots - 1));
    }

    private sealed record Entry(RegoValue Value, byte[] Utf8);
}
