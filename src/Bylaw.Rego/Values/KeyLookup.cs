using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Values;

/// <summary>
/// Looks one constant key up in value after value. Objects from the same place mostly share one table, so where the key stands in the
/// last two of the first tables that were met is remembered, for all threads; a table among them costs a comparison.
/// </summary>
/// <param name="key">The key.</param>
internal struct KeyLookup(RegoValue key)
{
    /// <summary>Where shapes change all the time, nothing is remembered any more: threads would only write to what they share.</summary>
    private const int MaxPlaces = 8;

    private readonly RegoValue _key = key;
    private Place? _last;
    private Place? _other;
    private int _placesMet;

    /// <summary>Returns the value below the key; undefined when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RegoValue In(in RegoValue value)
    {
        if (_last is { } last && value.Reference is RegoObject obj && ReferenceEquals(obj.Table, last.Table))
        {
            return last.Slot < 0 ? default : obj.ValueAt(last.Slot);
        }
        return Find(value);
    }

    /// <summary>Returns the slot of the key in a table; -1 when it holds no such key.</summary>
    public int SlotIn(KeyTable table)
    {
        if (_last is { } last && ReferenceEquals(table, last.Table))
        {
            return last.Slot;
        }
        if (_other is { } other && ReferenceEquals(table, other.Table))
        {
            return other.Slot;
        }
        var slot = table.Find(_key);
        if (_placesMet < MaxPlaces)
        {
            _placesMet++;
            _other = _last;
            // One reference to two fields that never change: no thread sees the slot of another table.
            _last = new Place(table, slot);
        }
        return slot;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private RegoValue Find(in RegoValue value)
    {
        if (value.Reference is not RegoObject obj)
        {
            return value.Get(_key);
        }
        var slot = SlotIn(obj.Table);
        return slot < 0 ? default : obj.ValueAt(slot);
    }

    private sealed class Place(KeyTable table, int slot)
    {
        public readonly KeyTable Table = table;

        public readonly int Slot = slot;
    }
}

/// <summary>Looks a path of constant keys up.</summary>
internal sealed class PathLookup
{
    private readonly KeyLookup[] _steps;

    /// <summary>Makes a look-up.</summary>
    /// <param name="path">The keys; none for the value itself.</param>
    public PathLookup(RegoValue[] path)
    {
        Path = path;
        _steps = Array.ConvertAll(path, k => new KeyLookup(k));
    }

    /// <summary>Gets the keys.</summary>
    public RegoValue[] Path { get; }

    /// <summary>Returns the value at the end of the path; undefined when there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public RegoValue In(in RegoValue root)
    {
        var value = root;
        var steps = _steps;
        for (var i = 0; i < steps.Length; i++)
        {
            value = steps[i].In(value);
        }
        return value;
    }

    /// <summary>Returns the slot of the first key in a table; -1 when it holds no such key.</summary>
    public int FirstSlotIn(KeyTable table) => _steps[0].SlotIn(table);
}
