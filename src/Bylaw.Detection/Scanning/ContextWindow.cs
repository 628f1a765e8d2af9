using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Bylaw.Detection.Scanning;

/// <summary>The words around one value, read once however many types are asked about it.</summary>
/// <remarks>Says the same as <see cref="Context"/>, which it falls back to where a letter beyond ASCII stands near.</remarks>
internal ref struct ContextWindow
{
    private const int Before = 48;
    private const int After = 16;
    private const int ContraryReach = 20;
    private const int MaxWord = 24;
    private const int MaxKeys = 4;
    private const int Slack = 8; // a word is read eight bytes at once
    private const ulong LastBefore = 1UL << (Before - 1); // what stands before the value does not go on behind it
    private const ulong Near = ((1UL << ContraryReach) - 1) << (Before - ContraryReach);

    private readonly ReadOnlySpan<byte> _text;
    private readonly int _start;
    private readonly int _end;
    private ulong _letters;
    private Stage _stage;
    private bool _isSlow;
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

    /// <summary>Settles at once that no word stands near that anybody will ask for; else each question is answered by itself.</summary>
    /// <param name="asked">The filter of all sets that will be asked for, and of the contrary words.</param>
    public void Expect(WordFilter? asked)
    {
        // A contrary word may begin in the middle of a longer one, where the nearer look begins.
        if (asked is not null && IsQuick() && !MayHold(asked, _letters, LastBefore | (Near >> 1)))
        {
            _stage = Stage.Empty;
        }
    }

    /// <summary>Tells whether one of a set of words stands whole near the value.</summary>
    public bool Has(ContextWords words)
    {
        if (_stage == Stage.Empty)
        {
            return false;
        }
        if (IsQuick() && !words.HasUnnamed && !MayHold(words.Filter, _letters, LastBefore))
        {
            return false;
        }
        Read();
        if (_isSlow)
        {
            return Context.HasWord(_text, _start, _end, words.Words);
        }
        return (_count > 0 || words.HasUnnamed) && Search(words);
    }

    private readonly bool Search(ContextWords words)
    {
        var phrase = words.HasUnnamed;
        for (var i = 0; i < _count; i++)
        {
            if (Array.IndexOf(words.Keys, _keys[i]) >= 0)
            {
                return true;
            }
            phrase |= Array.IndexOf(words.FirstKeys, _keys[i]) >= 0;
        }
        return phrase && Context.HasWord(_text, _start, _end, words.Words);
    }

    /// <summary>Tells whether a word just before the value says that it is something technical.</summary>
    public bool IsContrary()
    {
        if (_stage == Stage.Empty || (IsQuick() && !MayHold(Context.Contrary.Filter, _letters & Near, 0)))
        {
            return false;
        }
        Read();
        return _isContrary || (_mayBeContrary && Context.IsContrary(_text, _start));
    }

    /// <summary>Tells whether both sides lie inside the text and hold ASCII alone, so that they can be looked at without reading words.</summary>
    private bool IsQuick()
    {
        if (_stage == Stage.New)
        {
            _stage = Stage.Plain;
            if (WordFilter.IsSupported && _start >= Before && _end + After + Slack <= _text.Length)
            {
                var bytes = Sides(0);
                if (bytes.ExtractMostSignificantBits() == 0)
                {
                    (_stage, _letters) = (Stage.Quick, Letters(bytes));
                }
            }
        }
        return _stage == Stage.Quick;
    }

    /// <summary>Reads both sides as one, the bytes before the value and those behind it, from some bytes further on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private readonly Vector512<byte> Sides(int further)
    {
        ref var text = ref MemoryMarshal.GetReference(_text);
        return Avx512F.InsertVector128(Vector512.LoadUnsafe(ref text, (nuint)(_start - Before + further)), Vector128.LoadUnsafe(ref text, (nuint)(_end + further)), 3);
    }

    /// <summary>Tells whether one of a set of words may begin where a run of letters does, or at a place that cuts none off.</summary>
    private readonly bool MayHold(WordFilter filter, ulong letters, ulong parted) => filter.MayHold(Sides(0), Sides(1), Sides(2), letters & ~((letters & ~parted) << 1));

    private void Read()
    {
        if (_stage == Stage.Read)
        {
            return;
        }
        _stage = Stage.Read;
        if (Vector512.IsHardwareAccelerated && _start >= Before && _end + After + Slack <= _text.Length)
        {
            // Both sides lie inside the text: their words are read where they stand.
            ref var head = ref Unsafe.Add(ref MemoryMarshal.GetReference(_text), _start - Before);
            ref var tail = ref Unsafe.Add(ref MemoryMarshal.GetReference(_text), _end);
            var (bytes, next) = (Vector512.LoadUnsafe(ref head), Vector128.LoadUnsafe(ref tail));
            if ((bytes.ExtractMostSignificantBits() & ((1UL << Before) - 1)) != 0 || next.ExtractMostSignificantBits() != 0)
            {
                (_isSlow, _mayBeContrary) = (true, true);
                return;
            }
            Take(ref head, Letters(bytes) & ((1UL << Before) - 1), 0);
            Take(ref tail, Letters(next), Before);
            return;
        }
        ReadCopy();
    }

    /// <summary>Near the ends of the text the words are read from a copy with zeros around.</summary>
    private void ReadCopy()
    {
        var from = Math.Max(0, _start - Before);
        var to = Math.Min(_text.Length, _end + After);
        Span<byte> window = stackalloc byte[ByteClasses.Width + Slack];
        window.Clear();
        _text[from.._start].CopyTo(window[(Before - (_start - from))..]);
        _text[_end..to].CopyTo(window[Before..]);
        if (System.Text.Ascii.IsValid(window) is false)
        {
            (_isSlow, _mayBeContrary) = (true, true);
            return;
        }
        ref var head = ref MemoryMarshal.GetReference(window);
        var letters = ByteClasses.Of(ref head).Letter;
        Take(ref head, letters & ((1UL << Before) - 1), 0);
        Take(ref Unsafe.Add(ref head, Before), letters >> Before, Before);
    }

    private static ulong Letters(Vector512<byte> bytes) => Vector512.LessThanOrEqual((bytes | Vector512.Create((byte)0x20)) - Vector512.Create((byte)'a'), Vector512.Create((byte)25)).ExtractMostSignificantBits();

    private static ulong Letters(Vector128<byte> bytes) => Vector128.LessThanOrEqual((bytes | Vector128.Create((byte)0x20)) - Vector128.Create((byte)'a'), Vector128.Create((byte)25)).ExtractMostSignificantBits();

    /// <summary>Takes the words of one side; <paramref name="offset"/> is where in the window the side begins.</summary>
    private void Take(scoped ref byte side, ulong letters, int offset)
    {
        while (letters != 0)
        {
            var at = BitOperations.TrailingZeroCount(letters);
            var length = BitOperations.TrailingZeroCount(~(letters >> at));
            letters &= ulong.MaxValue << at << length; // a word ends before the last bit, or the shift leaves nothing
            if (length > MaxWord)
            {
                continue; // no word of the catalogue is as long
            }
            var key = ContextWords.Key(ref Unsafe.Add(ref side, at), length);
            var cut = offset == 0 ? Before - ContraryReach - at : MaxWord;
            if (cut > 0 && cut < length)
            {
                // The nearer look for contrary words begins twenty bytes before the value and cuts a word there: its rest counts as a word of its own.
                Note(ContextWords.Key(ref Unsafe.Add(ref side, at + cut), length - cut), isWord: false, isNear: true);
            }
            if (ContextWords.MayBeKnown(key))
            {
                Note(key, isWord: true, isNear: cut <= 0);
            }
        }
    }

    private void Note(ulong key, bool isWord, bool isNear)
    {
        if (isWord && _count == MaxKeys)
        {
            _isSlow = true; // so many known words are rare: they are searched for in full
        }
        else if (isWord)
        {
            _keys[_count++] = key;
        }
        if (isNear)
        {
            LookForContrary(key);
        }
    }

    private void LookForContrary(ulong key)
    {
        var words = Context.Contrary;
        _isContrary |= Array.IndexOf(words.Keys, key) >= 0;
        _mayBeContrary |= Array.IndexOf(words.FirstKeys, key) >= 0;
    }

    /// <summary>How far the window was looked into: it is quick until a word must be read.</summary>
    private enum Stage : byte
    {
        New,
        Plain,
        Quick,
        Empty,
        Read,
    }

    [InlineArray(MaxKeys)]
    private struct Keys
    {
        private ulong _first;
    }
}
