using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Set algebra.</summary>
internal static class SetBuiltins
{
    /// <summary>Returns the members that two sets share.</summary>
    [Builtin("and", "(x: set[any], y: set[any]) -> set[any]", Infix = "&")]
    internal static RegoSet Intersect(BuiltinContext context, RegoSet x, RegoSet y)
    {
        context.Reserve((long)Math.Min(x.Count, y.Count) * BuiltinLimits.KeyBytes);
        return Intersect(x, y);
    }

    /// <summary>Returns the members that two sets share.</summary>
    internal static RegoSet Intersect(RegoSet x, RegoSet y)
    {
        var (small, large) = x.Count <= y.Count ? (x, y) : (y, x);
        var shared = new SetBuilder();
        foreach (ref readonly var member in small.Table.Keys)
        {
            if (large.Contains(member))
            {
                shared.Add(member);
            }
        }
        return shared.Count == small.Count ? small : shared.Build();
    }

    /// <summary>Returns the members of either set.</summary>
    [Builtin("or", "(x: set[any], y: set[any]) -> set[any]", Infix = "|")]
    internal static RegoSet Unite(BuiltinContext context, RegoSet x, RegoSet y)
    {
        context.Reserve(((long)x.Count + y.Count) * BuiltinLimits.KeyBytes);
        return Unite(x, y);
    }

    /// <summary>Returns the members of either set.</summary>
    internal static RegoSet Unite(RegoSet x, RegoSet y)
    {
        if (x.Count == 0 || y.Count == 0)
        {
            return x.Count == 0 ? y : x;
        }
        var members = new SetBuilder(x.Count + y.Count);
        AddAll(members, x);
        AddAll(members, y);
        return members.Build();
    }

    /// <summary>Returns the members of the first set that the second lacks.</summary>
    [Builtin("set_diff", "(x: set[any], y: set[any]) -> set[any]", Deprecated = true)]
    internal static RegoSet Difference(BuiltinContext context, RegoSet x, RegoSet y)
    {
        context.Reserve((long)x.Count * BuiltinLimits.KeyBytes);
        return Difference(x, y);
    }

    /// <summary>Returns the members of the first set that the second lacks.</summary>
    internal static RegoSet Difference(RegoSet x, RegoSet y)
    {
        var kept = new SetBuilder();
        foreach (ref readonly var member in x.Table.Keys)
        {
            if (!y.Contains(member))
            {
                kept.Add(member);
            }
        }
        return kept.Count == x.Count ? x : kept.Build();
    }

    /// <summary>Returns the members that all sets share; none of no sets.</summary>
    [Builtin("intersection", "(xs: set[set[any]]) -> set[any]")]
    internal static RegoValue IntersectAll(BuiltinContext context, RegoSet xs)
    {
        RegoSet? result = null;
        foreach (var item in xs)
        {
            if (!item.TryGetSet(out var set))
            {
                return context.FailOperand(1, item, "set");
            }
            context.Spend(set.Count);
            result = result is null ? set : Intersect(result, set);
        }
        return result ?? RegoSet.Empty;
    }

    /// <summary>Returns the members of any of the sets.</summary>
    [Builtin("union", "(xs: set[set[any]]) -> set[any]")]
    internal static RegoValue UniteAll(BuiltinContext context, RegoSet xs)
    {
        var members = new SetBuilder();
        foreach (var item in xs)
        {
            if (!item.TryGetSet(out var set))
            {
                return context.FailOperand(1, item, "set");
            }
            context.Spend(set.Count);
            AddAll(members, set);
        }
        return members.Build();
    }

    private static void AddAll(SetBuilder members, RegoSet set)
    {
        foreach (ref readonly var member in set.Table.Keys)
        {
            members.Add(member);
        }
    }
}
