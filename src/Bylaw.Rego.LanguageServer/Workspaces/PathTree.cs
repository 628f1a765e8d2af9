using System.Collections.Immutable;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>One step below <c>data</c> with those below it.</summary>
/// <param name="name">The step.</param>
internal sealed class PathTree(string name)
{
    private const int MaxValues = 20_000;

    public string Name { get; } = name;

    public SortedDictionary<string, PathTree> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the rules that define it.</summary>
    public List<RuleDefinition> Rules { get; } = [];

    /// <summary>Gets whether modules have it as their package.</summary>
    public bool IsPackage { get; private set; }

    /// <summary>Gets the base document; undefined for none.</summary>
    public RegoValue Value { get; private set; }

    /// <summary>Puts packages, rules and base documents of a root together.</summary>
    public static PathTree Of(RootSnapshot snapshot)
    {
        var root = new PathTree("data");
        var left = MaxValues;
        root.AddValue(snapshot.Data, ref left);
        foreach (var document in snapshot.Documents)
        {
            root.Below(document.Module.Package.Path.AsSpan()).IsPackage = true;
            foreach (var definition in document.Definitions)
            {
                root.Below(definition.Path.AsSpan()[1..]).Rules.Add(definition);
            }
        }
        return root;
    }

    /// <summary>Finds the step at the end of a path that begins with <c>data</c>.</summary>
    public PathTree? Find(ImmutableArray<string> path)
    {
        var node = this;
        foreach (var step in path.Skip(1))
        {
            if (!node.Children.TryGetValue(step, out node))
            {
                return null;
            }
        }
        return node;
    }

    private PathTree Below(ReadOnlySpan<string> steps)
    {
        var node = this;
        foreach (var step in steps)
        {
            if (!node.Children.TryGetValue(step, out var next))
            {
                node.Children[step] = next = new PathTree(step);
            }
            node = next;
        }
        return node;
    }

    // Large data is of no use as a list to choose from.
    private void AddValue(RegoValue value, ref int left)
    {
        Value = value;
        if (value.TryGetObject(out var members))
        {
            foreach (var (key, member) in members)
            {
                if (key.TryGetString(out var step) && left-- > 0)
                {
                    Below([step]).AddValue(member, ref left);
                }
            }
        }
    }
}
