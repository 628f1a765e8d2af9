using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Expressions;

/// <summary>A package, or <c>data</c> itself, as a whole: base documents with virtual ones put over them.</summary>
internal sealed class ExtentExpression(ExtentNode node, RegoValue[] path) : Expression
{
    public override RegoValue Evaluate(Frame frame)
    {
        var machine = frame.Machine;
        var value = machine.Data;
        foreach (ref readonly var key in path.AsSpan())
        {
            value = value.Get(key);
        }
        var extent = node.Evaluate(machine, value);
        return path.Length == 0 ? WithoutSystem(extent) : extent;
    }

    /// <summary>The root as a whole leaves out <c>data.system</c>, which is the host's own.</summary>
    private static RegoValue WithoutSystem(in RegoValue extent)
    {
        if (!extent.TryGetObject(out var obj) || !obj.ContainsKey("system"))
        {
            return extent;
        }
        var builder = new ObjectBuilder(obj.Count);
        foreach (var (key, value) in obj)
        {
            if (key != (RegoValue)"system")
            {
                builder.Set(key, value);
            }
        }
        return builder.Build();
    }
}

/// <summary>A step in the tree of packages as the machine sees it.</summary>
/// <param name="document">The document here; null for a package.</param>
/// <param name="children">The children that hold documents or are packages.</param>
internal sealed class ExtentNode(Document? document, (RegoValue Name, ExtentNode Node)[] children)
{
    public bool IsDocument => document is not null;

    /// <summary>Puts virtual documents over a base document.</summary>
    public RegoValue Evaluate(Machine machine, in RegoValue baseValue)
    {
        if (document is not null)
        {
            return document.Evaluate(machine);
        }
        if (baseValue.IsDefined && baseValue.Kind != ValueKind.Object)
        {
            // Put there by `with`: it covers the package.
            return baseValue;
        }
        var source = baseValue.TryGetObject(out var obj) ? obj : RegoObject.Empty;
        var builder = new ObjectBuilder(source);
        foreach (var (name, child) in children)
        {
            var value = child.Evaluate(machine, source.Get(name));
            if (value.IsDefined)
            {
                var existing = source.Get(name);
                builder.Set(name, existing.IsDefined && child.IsDocument ? Merge(existing, value) : value);
            }
        }
        return builder.Build();
    }

    /// <summary>Seen as a whole, a base document wins over a virtual one at the same place.</summary>
    private static RegoValue Merge(in RegoValue baseValue, in RegoValue value)
    {
        if (!baseValue.TryGetObject(out var a) || !value.TryGetObject(out var b))
        {
            return baseValue;
        }
        var builder = new ObjectBuilder(b);
        foreach (var (key, item) in a)
        {
            var other = b.Get(key);
            builder.Set(key, other.IsDefined ? Merge(item, other) : item);
        }
        return builder.Build();
    }
}
