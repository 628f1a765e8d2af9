using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Bylaw.Detection.Scanning;

/// <summary>The words around one value, read once however many types are asked about it.</summary>
/// <remarks>Says the same as <see cref="Context"/>, which it falls back to where a letter beyond ASCII stands near.</remarks>
internal ref struct ContextWindow
{
    private const int Before = 48;
    private const int After = 16;
    private const int ContraryReach = 20;

    private readonly ReadOnlySpan<byte> _text;
    private readonly int _start;
    private readonly int _end;
    private bool _isRead;
    private bool _isSlow;
    private ulong _bloom;
    private bool _isContrary;
    private bool _mayBeContrary;
    private int _count;
    private Keys _keys;

    public ContextWindow(ReadOnlySpan<byte> text, int start, int end)
    {
        _text = text;
        _start = start;
        _end = end;
    }

    /// <summary>Tells whether one of a set of words stands whole near the value.</summary>
    public bool Has(ContextWords words)
    {
        Read();
        if (_isSlow)
        {
            return Context.HasWord(_text, _start, _end, words.Words);
        }
        if ((_bloom & words.Bloom) == 0)
        {
            return false;
        }
        var phrase = false;
        for (var i = 0; i < _count; i++)
        {
            var key = _keys[i];
            if ((words.Bloom & Bit(key)) == 0)
            {
                continue;
            }
            if (Array.IndexOf(words.Keys, key) >= 0)
            {
                return true;
            }
            phrase |= Array.IndexOf(words.FirstKeys, key) >= 0;
        }
        return (phrase || Array.IndexOf(words.FirstKeys, 0UL) >= 0) && Context.HasWord(_text, _start, _end, words.Words);
    }

    /// <summary>Tells whether a word just before the value says that it is something technical.</summary>
    public bool IsContrary()
    {
        Read();
        return _isContrary || (_mayBeContrary && Context.IsContrary(_text, _start));
    }

    private void Read()
    {
        if (_isRead)
        {
            return;
        }
        _isRead = true;
        var from = Math.Max(0, _start - Before);
        var to = Math.Min(_text.Length, _end + After);
        Span<byte> window = stackalloc byte[ByteClasses.Width + 8];
        window.Clear();
        _text[from.._start].CopyTo(window[(Before - (_start - from))..]);
        _text[_end..to].CopyTo(window[Before..]);
        if (System.Text.Ascii.IsValid(window) is false)
        {
            _isSlow = true;
            _mayBeContrary = true;
            return;
        }
        var letters = ByteClasses.Of(ref MemoryMarshal.GetReference(window)).Letter;
        Take(window, letters & ((1UL << Before) - 1));
        Take(window, letters & ~((1UL << Before) - 1));
    }

    private void Take(scoped ReadOnlySpan<byte> window, ulong letters)
    {
        while (letters != 0)
        {
            var at = BitOperations.TrailingZeroCount(letters);
            var length = BitOperations.TrailingZeroCount(~(letters >> at));
            letters = at + length >= 64 ? 0 : letters & (ulong.MaxValue << (at + length));
            if (length > 24)
            {
                continue; // no word of the catalogue is as long
            }
            var key = ContextWords.Key(ref Unsafe.Add(ref MemoryMarshal.GetReference(window), at), length);
            _bloom |= Bit(key);
            _keys[_count++] = key;
            if (at < Before && at + length > Before - ContraryReach)
            {
                // The nearer look begins twenty bytes before the value and may cut a word there: its rest counts as a word of its own.
                var cut = Before - ContraryReach - at;
                LookForContrary(cut > 0 ? ContextWords.Key(ref Unsafe.Add(ref MemoryMarshal.GetReference(window), at + cut), length - cut) : key);
            }
        }
    }

    private void LookForContrary(ulong key)
    {
        var words = Context.Contrary;
        if ((words.Bloom & Bit(key)) != 0)
        {
            _isContrary |= Array.IndexOf(words.Keys, key) >= 0;
            _mayBeContrary |= Array.IndexOf(words.FirstKeys, key) >= 0;
        }
    }

    private static ulong Bit(ulong key) => 1UL << (int)(key >> 58);

    [InlineArray(33)]
    private struct Keys
    {
        private ulong _first;
    }
}
