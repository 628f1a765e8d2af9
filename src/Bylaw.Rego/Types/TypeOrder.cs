using Bylaw.Rego.Values;

namespace Bylaw.Rego.Types;

/// <summary>Orders types: by kind as values are ordered, then by content.</summary>
internal sealed class TypeOrder : IComparer<RegoType>
{
    public static readonly TypeOrder Instance = new();

    private static readonly string[] _kinds = ["null", "boolean", "number", "string", "array", "object", "set", "any"];

    /// <inheritdoc/>
    public int Compare(RegoType? x, RegoType? y)
    {
        if (x is null || y is null)
        {
            return x is null ? (y is null ? 0 : -1) : 1;
        }
        var order = Array.IndexOf(_kinds, x.Kind).CompareTo(Array.IndexOf(_kinds, y.Kind));
        return order != 0 ? order : (x, y) switch
        {
            (SetType a, SetType b) => Compare(a.Member, b.Member),
            (UnionType a, UnionType b) => CompareAll(a.Alternatives.AsSpan(), b.Alternatives.AsSpan()),
            (ArrayType a, ArrayType b) => CompareAll(a.Items.AsSpan(), b.Items.AsSpan()) is not 0 and var items ? items : Compare(a.Rest, b.Rest),
            (ObjectType a, ObjectType b) => CompareObjects(a, b),
            _ => 0,
        };
    }

    private int CompareAll(ReadOnlySpan<RegoType> x, ReadOnlySpan<RegoType> y)
    {
        for (var i = 0; i < Math.Min(x.Length, y.Length); i++)
        {
            var order = Compare(x[i], y[i]);
            if (order != 0)
            {
                return order;
            }
        }
        return x.Length.CompareTo(y.Length);
    }

    private int CompareObjects(ObjectType x, ObjectType y)
    {
        for (var i = 0; i < Math.Min(x.Properties.Length, y.Properties.Length); i++)
        {
            var order = x.Properties[i].Key.CompareTo(y.Properties[i].Key);
            order = order != 0 ? order : Compare(x.Properties[i].Value, y.Properties[i].Value);
            if (order != 0)
            {
                return order;
            }
        }
        var counts = x.Properties.Length.CompareTo(y.Properties.Length);
        if (counts != 0)
        {
            return counts;
        }
        var keys = Compare(x.Rest?.Key, y.Rest?.Key);
        return keys != 0 ? keys : Compare(x.Rest?.Value, y.Rest?.Value);
    }
}
