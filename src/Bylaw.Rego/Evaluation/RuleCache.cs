using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>The values of virtual documents that have been worked out under one set of inputs. Emptied in no time by a new stamp.</summary>
internal sealed class RuleCache(int groupCount)
{
    private readonly RegoValue[] _values = new RegoValue[groupCount];
    private readonly int[] _stamps = new int[groupCount];
    private int _stamp;

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
        Reset();
    }

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
