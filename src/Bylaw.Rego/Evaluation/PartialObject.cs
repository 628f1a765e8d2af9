using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>Collects what the rules of a partial object contribute, at any depth.</summary>
/// <param name="machine">The evaluation.</param>
internal sealed class PartialObject(Machine machine)
{
    private readonly Dictionary<RegoValue, object> _entries = [];

    /// <summary>Gets or sets whether what is there already wins without a conflict (for defaults).</summary>
    public bool KeepsFirst { get; set; }

    /// <summary>Adds a value at a path.</summary>
    /// <returns>False when another value is there.</returns>
    public bool TryAdd(ReadOnlySpan<RegoValue> path, in RegoValue value)
    {
        var (parent, key) = Descend(path);
        if (parent is null)
        {
            return KeepsFirst;
        }
        if (parent._entries.TryGetValue(key, out var existing))
        {
            return KeepsFirst || (existing is Leaf leaf && leaf.Value.Equals(value));
        }
        parent._entries[key] = new Leaf(value);
        return true;
    }

    /// <summary>Adds a member to the set at a path.</summary>
    /// <returns>False when something else than a set is there.</returns>
    public bool TryAddMember(ReadOnlySpan<RegoValue> path, in RegoValue member)
    {
        var (parent, key) = Descend(path);
        if (parent is null)
        {
            return false;
        }
        if (!parent._entries.TryGetValue(key, out var existing))
        {
            parent._entries[key] = existing = machine.RentSet();
        }
        if (existing is not SetBuilder set)
        {
            return false;
        }
        set.Add(member);
        return true;
    }

    /// <summary>Makes the object.</summary>
    public RegoValue Build()
    {
        var builder = new ObjectBuilder(_entries.Count);
        foreach (var (key, entry) in _entries)
        {
            builder.Set(key, entry switch
            {
                Leaf leaf => leaf.Value,
                SetBuilder set => Drain(set),
                PartialObject inner => inner.Build(),
                _ => default,
            });
        }
        return builder.Build();
    }

    private RegoSet Drain(SetBuilder builder)
    {
        var set = builder.Drain();
        machine.Return(builder);
        return set;
    }

    private (PartialObject? Parent, RegoValue Key) Descend(ReadOnlySpan<RegoValue> path)
    {
        var node = this;
        for (var i = 0; i < path.Length - 1; i++)
        {
            if (!node._entries.TryGetValue(path[i], out var existing))
            {
                node._entries[path[i]] = existing = new PartialObject(machine);
            }
            if (existing is not PartialObject inner)
            {
                return (null, default);
            }
            node = inner;
        }
        return (node, path[^1]);
    }

    private sealed record Leaf(RegoValue Value);
}
