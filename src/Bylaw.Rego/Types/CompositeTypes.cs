using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Types;

/// <summary>The type of a kind of scalar.</summary>
internal sealed class ScalarType(string kind) : RegoType
{
    /// <inheritdoc/>
    public override string Kind => kind;

    /// <inheritdoc/>
    public override RegoValue ToValue() => Describe(kind);

    private protected override string Write() => kind;
}

/// <summary>The type of arrays: the types of the first items, and of all that follow.</summary>
/// <param name="items">The types of the first items.</param>
/// <param name="rest">The type of further items; null when there are none.</param>
public sealed class ArrayType(ImmutableArray<RegoType> items, RegoType? rest) : RegoType
{
    /// <inheritdoc/>
    public override string Kind => "array";

    /// <summary>Gets the types of the first items.</summary>
    public ImmutableArray<RegoType> Items { get; } = items;

    /// <summary>Gets the type of further items; null when there are none.</summary>
    public RegoType? Rest { get; } = rest;

    /// <inheritdoc/>
    public override RegoValue ToValue() =>
        Describe(Kind, ("static", ToValues(Items, i => i.ToValue())), ("dynamic", Rest is null ? default : Rest.ToValue()));

    private protected override IEnumerable<RegoType> Parts => Rest is null ? Items : Items.Append(Rest);

    private protected override string Write()
    {
        var head = Items.IsEmpty && Rest is not null ? "" : $"<{string.Join(", ", Items)}>";
        return Rest is null ? $"array{head}" : $"array{head}[{Rest}]";
    }
}

/// <summary>The type of sets.</summary>
/// <param name="member">The type of the members.</param>
public sealed class SetType(RegoType member) : RegoType
{
    /// <inheritdoc/>
    public override string Kind => "set";

    /// <summary>Gets the type of the members.</summary>
    public RegoType Member { get; } = member;

    /// <inheritdoc/>
    public override RegoValue ToValue() => Describe(Kind, ("of", Member.ToValue()));

    private protected override IEnumerable<RegoType> Parts => [Member];

    private protected override string Write() => $"set[{Member}]";
}

/// <summary>The type of objects: known keys, and the types of all other keys and values.</summary>
public sealed class ObjectType : RegoType
{
    /// <summary>Makes a type.</summary>
    /// <param name="properties">Known keys and the types of their values; sorted by key here.</param>
    /// <param name="rest">The types of other keys and their values; null when there are none.</param>
    public ObjectType(ImmutableArray<(RegoValue Key, RegoType Value)> properties, (RegoType Key, RegoType Value)? rest)
    {
        Properties = properties.Length < 2 ? properties : properties.Sort((a, b) => a.Key.CompareTo(b.Key));
        Rest = rest;
    }

    /// <inheritdoc/>
    public override string Kind => "object";

    /// <summary>Gets known keys, in order, and the types of their values.</summary>
    public ImmutableArray<(RegoValue Key, RegoType Value)> Properties { get; }

    /// <summary>Gets the types of other keys and their values; null when there are none.</summary>
    public (RegoType Key, RegoType Value)? Rest { get; }

    /// <summary>Finds the type of a known key's value.</summary>
    /// <param name="key">The key.</param>
    /// <returns>The type, or null when the key is not known.</returns>
    public RegoType? Find(in RegoValue key)
    {
        foreach (var (known, value) in Properties)
        {
            if (known.Equals(key))
            {
                return value;
            }
        }
        return null;
    }

    /// <inheritdoc/>
    public override RegoValue ToValue() => Describe(
        Kind,
        ("static", ToValues(Properties, p => RegoObject.Create(("key", p.Key), ("value", p.Value.ToValue())))),
        ("dynamic", Rest is { } rest ? RegoValue.From(RegoObject.Create(("key", rest.Key.ToValue()), ("value", rest.Value.ToValue()))) : default));

    private protected override IEnumerable<RegoType> Parts =>
        Properties.Select(p => p.Value).Concat(Rest is { } rest ? [rest.Key, rest.Value] : []);

    private protected override string Write()
    {
        var known = string.Join(", ", Properties.Select(p => $"{(p.Key.TryGetString(out var name) ? name : p.Key.ToString())}: {p.Value}"));
        var head = Properties.IsEmpty && Rest is not null ? "" : $"<{known}>";
        return Rest is { } rest ? $"object{head}[{rest.Key}: {rest.Value}]" : $"object{head}";
    }
}

/// <summary>The type of values that have one of several types; of all values when none is listed.</summary>
public sealed class UnionType : RegoType
{
    internal UnionType(ImmutableArray<RegoType> alternatives) => Alternatives = alternatives;

    /// <inheritdoc/>
    public override string Kind => "any";

    /// <summary>Gets the types, sorted and without repeats; empty when every value has this type.</summary>
    public ImmutableArray<RegoType> Alternatives { get; }

    /// <summary>Returns the type of values that have one of several types.</summary>
    /// <param name="types">The types, at least one.</param>
    /// <returns>The one type when all are the same, else a union.</returns>
    public static RegoType Of(IEnumerable<RegoType> types)
    {
        var flat = new SortedSet<RegoType>(TypeOrder.Instance);
        foreach (var type in types)
        {
            if (type is not UnionType union)
            {
                flat.Add(type);
                continue;
            }
            if (union.IsAny)
            {
                return Any;
            }
            flat.UnionWith(union.Alternatives);
        }
        return flat.Count == 1 ? flat.Min! : new UnionType([.. flat]);
    }

    /// <inheritdoc/>
    public override RegoValue ToValue() => Describe(Kind, ("of", ToValues(Alternatives, a => a.ToValue())));

    private protected override IEnumerable<RegoType> Parts => Alternatives;

    private protected override string Write() => Alternatives.IsEmpty ? "any" : $"any<{string.Join(", ", Alternatives)}>";
}
