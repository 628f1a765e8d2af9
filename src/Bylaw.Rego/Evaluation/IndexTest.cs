using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>How a rule asks about a subject.</summary>
internal enum IndexTestKind
{
    /// <summary>It is one of some values.</summary>
    Exact,

    /// <summary>It begins with one of some texts.</summary>
    Prefix,

    /// <summary>It ends with one of some texts.</summary>
    Suffix,

    /// <summary>It lies in one of some ranges of Rego's order of values.</summary>
    Range,
}

/// <summary>What a rule asks of a subject. It may ask more; it cannot hold when this does not.</summary>
internal sealed record IndexTest(IndexTestKind Kind, RegoValue[] Values)
{
    /// <summary>Gets the ranges; empty for other kinds.</summary>
    public ValueRange[] Ranges { get; init; } = [];

    /// <summary>Gets whether the rule can hold when the subject has no value, as behind <c>not</c>.</summary>
    public bool HoldsWhenUndefined { get; init; }

    /// <summary>Gets the literal of the plan that asks; null for a parameter.</summary>
    public object? Origin { get; init; }

    /// <summary>Tells whether a value can satisfy the rule.</summary>
    public bool Holds(in RegoValue value)
    {
        if (!value.IsDefined)
        {
            return HoldsWhenUndefined;
        }
        if (Kind == IndexTestKind.Range)
        {
            foreach (var range in Ranges)
            {
                if (range.Contains(value))
                {
                    return true;
                }
            }
            return false;
        }
        foreach (ref readonly var wanted in Values.AsSpan())
        {
            var holds = Kind switch
            {
                IndexTestKind.Exact => value.Equals(wanted),
                IndexTestKind.Prefix => value.TryGetString(out var text) && text.StartsWith(wanted.AsString(), StringComparison.Ordinal),
                _ => value.TryGetString(out var text) && text.EndsWith(wanted.AsString(), StringComparison.Ordinal),
            };
            if (holds)
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Returns the same question as ranges.</summary>
    public ValueRange[] AsRanges() => Kind == IndexTestKind.Exact ? Array.ConvertAll(Values, v => new ValueRange(v, true, v, true)) : Ranges;
}

/// <summary>A stretch of Rego's order of values; an undefined end is open.</summary>
internal readonly record struct ValueRange(RegoValue Low, bool HasLow, RegoValue High, bool HasHigh)
{
    public bool Contains(in RegoValue value)
    {
        if (Low.IsDefined && value.CompareTo(Low) is var low && (low < 0 || (low == 0 && !HasLow)))
        {
            return false;
        }
        return !High.IsDefined || (value.CompareTo(High) is var high && (high < 0 || (high == 0 && HasHigh)));
    }
}
