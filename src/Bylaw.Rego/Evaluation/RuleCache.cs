using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>The values of virtual documents that have been worked out under one set of inputs. Emptied in no time by a new stamp.</summary>
internal sealed class RuleCache(int groupCount)
{
    private readonly RegoValue[] _values = new RegoValue[groupCount];
    private readonly int[] _stamps = new int[groupCount];
    private readonly FunctionMemo?[] _memos = new FunctionMemo?[groupCount];
    private int _stamp;

    /// <summary>Gets the number of the stretch that the values belong to.</summary>
    public int Stamp => _stamp;

    /// <summary>Forgets everything.</summary>
    public void Reset()
    {
        if (++_stamp == int.MaxValue)
        {
            Array.Clear(_stamps);
            _stamp = 1;
        }
    }

    /// <summary>Lets go of all values.</summary>
    public void Clear()
    {
        Array.Clear(_values);
        Array.Clear(_memos);
        Reset();
    }

    /// <summary>Counts a call of a function and says the how manieth it is under these inputs.</summary>
    public int CountCall(int group)
    {
        var memo = _memos[group] ??= new FunctionMemo();
        if (memo.Stamp != _stamp)
        {
            memo.Stamp = _stamp;
            memo.Calls = 0;
            memo.Hits = 0;
            memo.Results?.Clear();
        }
        // Calls that never repeat are not worth keeping.
        return memo is { Hits: 0, Results.Count: >= 64 } ? 0 : ++memo.Calls;
    }

    /// <summary>Counts a call whose result was kept.</summary>
    public void CountHit(int group) => _memos[group]!.Hits++;

    /// <summary>Returns the results of earlier calls of a function under these inputs, after <see cref="CountCall"/>.</summary>
    public Dictionary<RegoValue, RegoValue> ResultsOf(int group) => _memos[group]!.Results ??= [];

    /// <summary>Tells whether a document has been worked out.</summary>
    public bool Has(int group) => _stamps[group] == _stamp;

    public bool TryGet(int group, out RegoValue value)
    {
        if (_stamps[group] == _stamp)
        {
            value = _values[group];
            return true;
        }
        value = default;
        return false;
    }

    public void Set(int group, in RegoValue value)
    {
        _values[group] = value;
        _stamps[group] = _stamp;
    }
}

/// <summary>The calls of one function under one set of inputs: the argument (or the array of arguments), and what came of it.</summary>
internal sealed class FunctionMemo
{
    public int Stamp;

    public int Calls;

    public int Hits;

    public Dictionary<RegoValue, RegoValue>? Results;
}
