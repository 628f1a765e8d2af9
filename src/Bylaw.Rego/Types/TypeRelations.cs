using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Types;

/// <summary>What types have to do with one another: whether values can be of both, and what stands below them.</summary>
internal static class TypeRelations
{
    /// <summary>Unions that grow past this many alternatives become <see cref="RegoType.Any"/>: a type is there to find faults, not to list data.</summary>
    private const int MaxAlternatives = 64;

    /// <summary>
    /// Inferred types of more parts say no more than their kind. Rules that hold one another twice, sixty times over, have types of 2^60 parts.
    /// </summary>
    private const int MaxParts = 1 << 12;

    /// <summary>Returns an inferred type, or a wider one when it has too many parts to be compared and shown.</summary>
    public static RegoType Bound(RegoType type) => type.PartCount <= MaxParts ? type : type switch
    {
        ArrayType => RegoType.AnyArray,
        SetType => RegoType.AnySet,
        ObjectType => RegoType.AnyObject,
        _ => RegoType.Any,
    };

    /// <summary>Tells whether some value can have both types. Types that merely may differ do overlap.</summary>
    public static bool Overlap(RegoType a, RegoType b)
    {
        if (ReferenceEquals(a, b))
        {
            return true;
        }
        if (a is UnionType left)
        {
            return left.IsAny || left.Alternatives.Any(x => Overlap(x, b));
        }
        if (b is UnionType right)
        {
            return right.IsAny || right.Alternatives.Any(x => Overlap(a, x));
        }
        return (a, b) switch
        {
            // Collections without a known part can both be empty; as in OPA what they hold tells whether they are meant to be alike.
            (ArrayType x, ArrayType y) => ItemsOverlap(x, y) && ItemsOverlap(y, x) && (x.Rest is null || y.Rest is null || Overlap(x.Rest, y.Rest)),
            (ObjectType x, ObjectType y) => PropertiesOverlap(x, y) && PropertiesOverlap(y, x) && (x.Rest is null || y.Rest is null || Overlap(x.Rest.Value.Value, y.Rest.Value.Value)),
            (SetType x, SetType y) => Overlap(x.Member, y.Member),
            _ => a.Kind == b.Kind,
        };
    }

    /// <summary>Joins two types; a union that grows too long becomes any.</summary>
    public static RegoType Join(RegoType? a, RegoType b)
    {
        if (a is null || ReferenceEquals(a, b))
        {
            return b;
        }
        if (a.IsAny || b.IsAny)
        {
            return RegoType.Any;
        }
        var joined = a.Or(b);
        return joined is UnionType { Alternatives.Length: > MaxAlternatives } ? RegoType.Any : Bound(joined);
    }

    /// <summary>Returns the type below a key; null when there can be none.</summary>
    public static RegoType? Select(RegoType type, in RegoValue key)
    {
        switch (type)
        {
            case UnionType { IsAny: true }:
                return RegoType.Any;
            case UnionType union:
                RegoType? joined = null;
                foreach (var alternative in union.Alternatives)
                {
                    if (Select(alternative, key) is { } below)
                    {
                        joined = Join(joined, below);
                    }
                }
                return joined;
            case ObjectType obj:
                return obj.Find(key) ?? (obj.Rest is { } rest && Overlap(rest.Key, ValueTypes.Of(key)) ? rest.Value : null);
            case ArrayType array:
                return key.TryGetIndex(out var index) && index >= 0
                    ? index < array.Items.Length ? array.Items[(int)index] : array.Rest
                    : null;
            case SetType set:
                return Overlap(set.Member, ValueTypes.Of(key)) ? set.Member : null;
            default:
                return null;
        }
    }

    /// <summary>Returns the type of what can be looked up below a type; null when nothing can.</summary>
    public static RegoType? KeysOf(RegoType type)
    {
        switch (type)
        {
            case UnionType { IsAny: true }:
                return RegoType.Any;
            case UnionType union:
                return JoinAll(union.Alternatives, KeysOf);
            case ObjectType obj:
                RegoType? keys = obj.Rest?.Key;
                foreach (var (key, _) in obj.Properties)
                {
                    keys = Join(keys, ValueTypes.Of(key));
                }
                return keys;
            case ArrayType array:
                return array.Rest is null && array.Items.IsEmpty ? null : RegoType.Number;
            case SetType set:
                return set.Member;
            default:
                return null;
        }
    }

    /// <summary>Returns the type of all that stands below a type; null when nothing can.</summary>
    public static RegoType? ValuesOf(RegoType type)
    {
        switch (type)
        {
            case UnionType { IsAny: true }:
                return RegoType.Any;
            case UnionType union:
                return JoinAll(union.Alternatives, ValuesOf);
            case ObjectType obj:
                RegoType? values = obj.Rest?.Value;
                foreach (var (_, value) in obj.Properties)
                {
                    values = Join(values, value);
                }
                return values;
            case ArrayType array:
                RegoType? items = array.Rest;
                foreach (var item in array.Items)
                {
                    items = Join(items, item);
                }
                return items;
            case SetType set:
                return set.Member;
            default:
                return null;
        }
    }

    /// <summary>Tells whether anything can ever be looked up below a type: it may be a collection.</summary>
    public static bool MayBeCollection(RegoType type) => type switch
    {
        UnionType { IsAny: true } => true,
        UnionType union => union.Alternatives.Any(MayBeCollection),
        _ => type is ArrayType or ObjectType or SetType,
    };

    /// <summary>Lists the known keys below a type that are strings, for advice.</summary>
    public static IEnumerable<string> KnownNames(RegoType type) => type switch
    {
        UnionType union => union.Alternatives.SelectMany(KnownNames).Distinct(StringComparer.Ordinal),
        ObjectType obj => obj.Properties.Where(p => p.Key.IsString).Select(p => p.Key.AsString()),
        _ => [],
    };

    private static RegoType? JoinAll(ImmutableArray<RegoType> alternatives, Func<RegoType, RegoType?> part)
    {
        RegoType? joined = null;
        foreach (var alternative in alternatives)
        {
            if (part(alternative) is { } type)
            {
                joined = Join(joined, type);
            }
        }
        return joined;
    }

    private static bool ItemsOverlap(ArrayType x, ArrayType y)
    {
        for (var i = 0; i < x.Items.Length; i++)
        {
            var other = i < y.Items.Length ? y.Items[i] : y.Rest;
            if (other is null || !Overlap(x.Items[i], other))
            {
                return false;
            }
        }
        return true;
    }

    private static bool PropertiesOverlap(ObjectType x, ObjectType y)
    {
        foreach (var (key, type) in x.Properties)
        {
            // An object that may have other keys too need not have every known one.
            if (Select(y, key) is { } other ? !Overlap(type, other) : x.Rest is null)
            {
                return false;
            }
        }
        return true;
    }
}
