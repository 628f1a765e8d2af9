using System.Runtime.CompilerServices;
using System.Text;

namespace Bylaw.Rego.Values;

/// <summary>What the scanner of one thread keeps from document to document: a stack, guesses, and which strings it met.</summary>
internal sealed class JsonScannerState
{
    private const int ShapeSlots = 1 << 8;
    private const int SeenSlots = 1 << 12;
    private const int MaxKeptItems = 1 << 14;
    private const int HintSlots = 8;

    // Shared, so that documents read by several threads have the same tables; a race makes a second table, never a wrong one.
    private static readonly JsonShape?[] _shapes = new JsonShape?[ShapeSlots];

    private readonly string?[] _seen = new string?[SeenSlots];
    private readonly ProjectionHints?[] _hints = new ProjectionHints?[HintSlots];
    private int _nextHint;
    private RegoValue[] _stack = new RegoValue[64];
    private SharedParts? _shared;

    [ThreadStatic]
    private static JsonScannerState? _ofThread;

    /// <summary>Gets the state of the running thread.</summary>
    public static JsonScannerState OfThread => _ofThread ??= new JsonScannerState();

    /// <summary>What the last document's objects looked like.</summary>
    public JsonShape? Root;

    /// <summary>Gets the height of the stack.</summary>
    public int Top { get; private set; }

    /// <summary>Makes ready for a document.</summary>
    /// <param name="length">Its bytes.</param>
    public void Begin(int length)
    {
        if (Top > 0)
        {
            // The last document ended in an exception.
            Clear();
        }
        _shared = SharedParts.For(length);
    }

    /// <summary>
    /// Returns the string of some bytes. What comes again is kept for all, and equal strings of one document, the first of them included, are
    /// mostly one string. A value that is met for the first time is not kept: most of those never come again.
    /// </summary>
    /// <param name="utf8">At most <see cref="InternPool.MaxBytes"/> bytes of valid UTF-8.</param>
    /// <param name="hash">What <see cref="InternPool.Hash"/> says of them.</param>
    /// <param name="isKey">Whether they are a key; keys are always kept.</param>
    public RegoValue String(ReadOnlySpan<byte> utf8, ulong hash, bool isKey)
    {
        if (_shared is not null && !isKey)
        {
            return _shared.String(utf8, hash);
        }
        if (InternPool.TryFind(utf8, hash, out var value))
        {
            return value;
        }
        ref var seen = ref _seen[(int)(hash >> 20) & (SeenSlots - 1)];
        if (seen is { } first && Equals(utf8, first))
        {
            return InternPool.Keep(utf8, hash, RegoValue.FromKey(first));
        }
        seen = Encoding.UTF8.GetString(utf8);
        return isKey ? InternPool.Keep(utf8, hash, RegoValue.FromKey(seen)) : RegoValue.From(seen);
    }

    /// <summary>Tells whether bytes are the UTF-8 of a text.</summary>
    public static bool Equals(ReadOnlySpan<byte> utf8, string text)
    {
        if (text.Length == utf8.Length)
        {
            return Ascii.Equals(utf8, text);
        }
        Span<char> decoded = stackalloc char[InternPool.MaxBytes];
        return text.Length < utf8.Length && utf8.Length <= InternPool.MaxBytes && text.AsSpan().SequenceEqual(decoded[..Encoding.UTF8.GetChars(utf8, decoded)]);
    }

    /// <summary>Puts a value on the stack.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(in RegoValue value)
    {
        var stack = _stack;
        var top = Top;
        if ((uint)top >= (uint)stack.Length)
        {
            stack = Grow();
        }
        stack[top] = value;
        Top = top + 1;
    }

    /// <summary>Lends the values above a height.</summary>
    public ReadOnlySpan<RegoValue> From(int start) => _stack.AsSpan(start, Top - start);

    /// <summary>Makes an array of the values above a height and drops them.</summary>
    public RegoArray MakeArray(int start)
    {
        var items = _stack.AsSpan(start, Top - start);
        var array = _shared is null ? RegoArray.Wrap(items.ToArray()) : _shared.Array(items);
        Drop(start);
        return array;
    }

    /// <summary>Drops the values above a height, so that the stack keeps no document alive.</summary>
    public void Drop(int start)
    {
        _stack.AsSpan(start, Top - start).Clear();
        Top = start;
        if (start == 0 && _stack.Length > MaxKeptItems)
        {
            _stack = new RegoValue[64];
        }
    }

    /// <summary>Drops everything.</summary>
    public void Clear() => Drop(0);

    /// <summary>Lets go of the document.</summary>
    public void End() => _shared = null;

    /// <summary>Makes an object out of keys and values in turns; of equal keys the last one counts.</summary>
    /// <param name="pairs">Keys and values.</param>
    /// <param name="hint">Receives what the object looks like.</param>
    public RegoObject MakeObject(ReadOnlySpan<RegoValue> pairs, ref JsonShape? hint)
    {
        var count = pairs.Length / 2;
        if (count > JsonShape.MaxKeys)
        {
            return RegoJsonReader.TryMakeTable(pairs, out var large) ? new RegoObject(large, ValuesOf(pairs)) : RegoJsonReader.MakeWithRepeats(pairs);
        }
        var mixed = 0;
        for (var i = 0; i < pairs.Length; i += 2)
        {
            mixed = (mixed * 31) + (int)pairs[i].Bits;
        }
        ref var slot = ref _shapes[(mixed ^ (mixed >> 15)) & (ShapeSlots - 1)];
        var shape = slot;
        if (shape is null || !RegoJsonReader.HasKeys(shape.Table, pairs))
        {
            if (!RegoJsonReader.TryMakeTable(pairs, out var table))
            {
                return RegoJsonReader.MakeWithRepeats(pairs);
            }
            shape = JsonShape.Of(table);
            if (shape is null)
            {
                return new RegoObject(table, ValuesOf(pairs));
            }
            slot = shape;
        }
        if (!ReferenceEquals(hint, shape))
        {
            hint = shape;
        }
        return new RegoObject(shape.Table, ValuesOf(pairs));
    }

    /// <summary>Gets the guesses of a projection; of those of the last eight that this thread met.</summary>
    public ProjectionHints HintsOf(JsonProjection projection)
    {
        foreach (var known in _hints)
        {
            if (ReferenceEquals(known?.Projection, projection))
            {
                return known!;
            }
        }
        return _hints[_nextHint++ % HintSlots] = new ProjectionHints(projection);
    }

    /// <summary>Makes an object out of the keys and values in turns above a height, without those whose values are undefined, and drops them.</summary>
    public RegoObject MakePart(ProjectionHints hints, JsonProjection part, int start)
    {
        var pairs = _stack.AsSpan(start, Top - start);
        KeyTable? all = null;
        if (pairs.Length is > 0 and <= JsonShape.MaxKeys * 2)
        {
            if (hints.Find(part, pairs) is null && hints.HasRoom(part))
            {
                RegoJsonReader.TryMakeTable(pairs, out all);
            }
        }
        var kept = start;
        for (var i = 0; i < pairs.Length; i += 2)
        {
            if (pairs[i + 1].IsDefined)
            {
                (_stack[kept], _stack[kept + 1]) = (pairs[i], pairs[i + 1]);
                kept += 2;
            }
        }
        JsonShape? plain = null;
        var result = kept == start ? RegoObject.Empty : MakeObject(_stack.AsSpan(start, kept - start), ref plain);
        if (all is { Count: > 0 } && ProjectedShape.Of(all, result.Table, part) is { } shape)
        {
            hints.Keep(part, shape);
        }
        Drop(start);
        return result;
    }

    private static RegoValue[] ValuesOf(ReadOnlySpan<RegoValue> pairs)
    {
        var values = new RegoValue[pairs.Length / 2];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = pairs[(i * 2) + 1];
        }
        return values;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RegoValue[] Grow()
    {
        Array.Resize(ref _stack, _stack.Length * 2);
        return _stack;
    }
}
