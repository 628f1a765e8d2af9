using System.Globalization;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Paths into a document, merged into a tree; a node without a tree below it is the end of a path.</summary>
internal sealed class PathTree
{
    private readonly Dictionary<RegoValue, PathTree?> _children = [];

    /// <summary>Reads the second operand of the functions that take paths.</summary>
    /// <param name="context">The query.</param>
    /// <param name="operand">An array or set of paths.</param>
    /// <param name="tree">The tree.</param>
    /// <returns>False when the operand was refused.</returns>
    public static bool TryBuild(BuiltinContext context, in RegoValue operand, out PathTree tree)
    {
        tree = new PathTree();
        if (operand.Kind is not (ValueKind.Array or ValueKind.Set))
        {
            context.FailOperand(2, operand, "set", "array");
            return false;
        }
        ReadOnlySpan<RegoValue> paths = operand.TryGetSet(out var set) ? set.ToSortedArray() : operand.AsArray().AsSpan();
        foreach (ref readonly var path in paths)
        {
            if (!TryParse(path, out var segments))
            {
                context.Fail(
                    $"operand 2 must be one of {{set, array}} containing string paths or array of path segments but got {RegoValue.NameOf(path.Kind)}",
                    BuiltinError.TypeCode);
                return false;
            }
            tree.Add(segments);
        }
        return true;
    }

    /// <summary>Reads a path: <c>/a/b</c> with <c>~1</c> for a slash and <c>~0</c> for a tilde, or an array of keys.</summary>
    /// <param name="path">The path.</param>
    /// <param name="segments">Its keys.</param>
    /// <returns>False when the value is no path.</returns>
    public static bool TryParse(in RegoValue path, out RegoValue[] segments)
    {
        segments = [];
        if (path.TryGetArray(out var array))
        {
            segments = array.AsSpan().ToArray();
            return true;
        }
        if (!path.TryGetString(out var text))
        {
            return false;
        }
        if (text.Length > 0)
        {
            segments =
            [
                .. text.TrimStart('/').Split('/').Select(
                    part => RegoValue.From(part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal))),
            ];
        }
        return true;
    }

    /// <summary>Finds what is below a key.</summary>
    public bool TryGet(in RegoValue key, out PathTree? below) => _children.TryGetValue(key, out below);

    /// <summary>Finds what is below an index, which stands in paths as text.</summary>
    public bool TryGetIndex(int index, out PathTree? below) =>
        _children.TryGetValue(index.ToString(CultureInfo.InvariantCulture), out below);

    private void Add(ReadOnlySpan<RegoValue> path)
    {
        if (path.IsEmpty)
        {
            return;
        }
        var node = this;
        foreach (ref readonly var key in path[..^1])
        {
            if (!node._children.TryGetValue(key, out var child))
            {
                child = new PathTree();
                node._children[key] = child;
            }
            if (child is null)
            {
                return; // A shorter path ends here already.
            }
            node = child;
        }
        node._children[path[^1]] = null;
    }
}
