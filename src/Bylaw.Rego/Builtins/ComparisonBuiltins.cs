using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Comparison of any two values in Rego's order, equality, and membership.</summary>
internal static class ComparisonBuiltins
{
    /// <summary>Binds a variable; the compiler takes it apart, so only the comparison of two known values is left to run.</summary>
    [Builtin("assign", "(x: any, y: any) -> boolean", Infix = ":=")]
    internal static bool Assign(in RegoValue x, in RegoValue y) => x.Equals(y);

    /// <summary>Unifies; the compiler takes it apart, so only the comparison of two known values is left to run.</summary>
    [Builtin("eq", "(x: any, y: any) -> boolean", Infix = "=")]
    internal static bool Unify(in RegoValue x, in RegoValue y) => x.Equals(y);

    /// <summary>Tells whether two values are equal; <c>1</c> and <c>1.0</c> are.</summary>
    [Builtin("equal", "(x: any, y: any) -> boolean", Infix = "==")]
    internal static bool Equal(in RegoValue x, in RegoValue y) => x.Equals(y);

    /// <summary>Tells whether two values differ.</summary>
    [Builtin("neq", "(x: any, y: any) -> boolean", Infix = "!=")]
    internal static bool NotEqual(in RegoValue x, in RegoValue y) => !x.Equals(y);

    /// <summary>Tells whether <paramref name="x"/> sorts before <paramref name="y"/>.</summary>
    [Builtin("lt", "(x: any, y: any) -> boolean", Infix = "<")]
    internal static bool Less(in RegoValue x, in RegoValue y) => x.CompareTo(y) < 0;

    /// <summary>Tells whether <paramref name="x"/> equals <paramref name="y"/> or sorts before it.</summary>
    [Builtin("lte", "(x: any, y: any) -> boolean", Infix = "<=")]
    internal static bool LessOrEqual(in RegoValue x, in RegoValue y) => x.CompareTo(y) <= 0;

    /// <summary>Tells whether <paramref name="x"/> sorts after <paramref name="y"/>.</summary>
    [Builtin("gt", "(x: any, y: any) -> boolean", Infix = ">")]
    internal static bool Greater(in RegoValue x, in RegoValue y) => x.CompareTo(y) > 0;

    /// <summary>Tells whether <paramref name="x"/> equals <paramref name="y"/> or sorts after it.</summary>
    [Builtin("gte", "(x: any, y: any) -> boolean", Infix = ">=")]
    internal static bool GreaterOrEqual(in RegoValue x, in RegoValue y) => x.CompareTo(y) >= 0;

    /// <summary>Tells whether <paramref name="item"/> is among the values of an array or object, or a member of a set.</summary>
    [Builtin("internal.member_2", "(item: any, collection: any) -> boolean", Infix = "in")]
    internal static bool IsMember(in RegoValue item, in RegoValue collection)
    {
        if (collection.TryGetSet(out var set))
        {
            return set.Contains(item);
        }
        if (collection.TryGetArray(out var array))
        {
            return Contains(array.AsSpan(), item);
        }
        return collection.TryGetObject(out var obj) && Contains(obj.Values, item);
    }

    /// <summary>Tells whether a collection holds <paramref name="value"/> under <paramref name="key"/>.</summary>
    [Builtin("internal.member_3", "(key: any, value: any, collection: any) -> boolean", Infix = "in")]
    internal static bool IsMemberAt(in RegoValue key, in RegoValue value, in RegoValue collection)
    {
        var found = collection.Get(key);
        return found.IsDefined && found.Equals(value);
    }

    private static bool Contains(ReadOnlySpan<RegoValue> values, in RegoValue item)
    {
        WorkWatch.SpendOn(values.Length);
        foreach (ref readonly var value in values)
        {
            if (value.Equals(item))
            {
                return true;
            }
        }
        return false;
    }
}
