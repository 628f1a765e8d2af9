using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Steps;

/// <summary>
/// Tells for one item after another whether the value below a path is the wanted one. Items mostly share one table of keys, so the place
/// of the first key is found once for a run of them.
/// </summary>
internal struct PathFilter
{
    private readonly PathLookup? _path;
    private readonly RegoValue _wanted;

    // A string that carries its hash differs from whatever has other bits, unless that has none.
    private readonly bool _isHashed;
    private KeyTable? _table;
    private int _slot;

    /// <summary>Makes a filter.</summary>
    /// <param name="path">The path below each item; null to take every item.</param>
    /// <param name="wanted">What the value there must equal.</param>
    public PathFilter(PathLookup? path, in RegoValue wanted)
    {
        _path = path;
        // A hash made once spares comparing letters with every item.
        _wanted = wanted.IsString ? wanted.WithHash() : wanted;
        _isHashed = wanted.IsString;
        _slot = -1;
    }

    /// <summary>Tells whether an item passes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Takes(in RegoValue item)
    {
        var path = _path;
        if (path is null)
        {
            return true;
        }
        if (path.Path.Length != 1 || item.Reference is not RegoObject obj)
        {
            return TakesAny(item);
        }
        var table = obj.Table;
        if (!ReferenceEquals(table, _table))
        {
            (_table, _slot) = (table, path.FirstSlotIn(table));
        }
        if (_slot < 0)
        {
            return false;
        }
        ref readonly var value = ref obj.Values[_slot];
        if (ReferenceEquals(value.Reference, _wanted.Reference) && (value.Bits == _wanted.Bits || _isHashed))
        {
            return true;
        }
        return !(_isHashed && value.Bits != 0 && value.Bits != _wanted.Bits) && value.Equals(_wanted);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private readonly bool TakesAny(in RegoValue item)
    {
        var value = _path!.In(item);
        return value.IsDefined && value.Equals(_wanted);
    }
}
