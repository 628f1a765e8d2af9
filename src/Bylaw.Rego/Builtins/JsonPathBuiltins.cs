using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Functions that keep or drop parts of a document by their paths.</summary>
internal static class JsonPathBuiltins
{
    /// <summary>Keeps the parts of an object that the paths lead to.</summary>
    [Builtin(
        "json.filter",
        "(object: object[any: any], paths: any<array[any<string, array[any]>], set[any<string, array[any]>]>) -> object[any: any]")]
    internal static RegoValue Filter(BuiltinContext context, RegoObject @object, in RegoValue paths) =>
        PathTree.TryBuild(context, paths, out var tree) ? Keep(@object, tree) : default;

    /// <summary>Drops the parts of an object that the paths lead to; items of an array move up.</summary>
    [Builtin(
        "json.remove",
        "(object: object[any: any], paths: any<array[any<string, array[any]>], set[any<string, array[any]>]>) -> object[any: any]")]
    internal static RegoValue Remove(BuiltinContext context, RegoObject @object, in RegoValue paths) =>
        PathTree.TryBuild(context, paths, out var tree) ? Drop(@object, tree) : default;

    /// <summary>Keeps what the tree names; undefined when nothing below is kept and the value is no object or array.</summary>
    private static RegoValue Keep(in RegoValue value, PathTree? tree)
    {
        if (tree is null)
        {
            return value;
        }
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value.Reference)
        {
            case RegoObject obj:
                var entries = new ObjectBuilder();
                for (var i = 0; i < obj.Count; i++)
                {
                    if (tree.TryGet(obj.Table[i], out var below))
                    {
                        SetDefined(entries, obj.Table[i], Keep(obj.ValueAt(i), below));
                    }
                }
                return entries.Build();
            case RegoArray array:
                var items = new List<RegoValue>();
                for (var i = 0; i < array.Count; i++)
                {
                    if (tree.TryGetIndex(i, out var below) && Keep(array[i], below) is { IsDefined: true } kept)
                    {
                        items.Add(kept);
                    }
                }
                return RegoArray.Wrap([.. items]);
            case RegoSet set:
                var members = new SetBuilder();
                foreach (var member in set)
                {
                    if (tree.TryGet(member, out var below) && Keep(member, below) is { IsDefined: true } kept)
                    {
                        members.Add(kept);
                    }
                }
                return members.Build();
            default:
                return value;
        }
    }

    private static RegoValue Drop(in RegoValue value, PathTree? tree)
    {
        if (tree is null)
        {
            return default;
        }
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (value.Reference)
        {
            case RegoObject obj:
                var entries = new ObjectBuilder();
                for (var i = 0; i < obj.Count; i++)
                {
                    var isNamed = tree.TryGet(obj.Table[i], out var below);
                    SetDefined(entries, obj.Table[i], isNamed ? Drop(obj.ValueAt(i), below) : obj.ValueAt(i));
                }
                return entries.Build();
            case RegoArray array:
                var items = new List<RegoValue>();
                for (var i = 0; i < array.Count; i++)
                {
                    var left = tree.TryGetIndex(i, out var below) ? Drop(array[i], below) : array[i];
                    if (left.IsDefined)
                    {
                        items.Add(left);
                    }
                }
                return RegoArray.Wrap([.. items]);
            case RegoSet set:
                var members = new SetBuilder();
                foreach (var member in set)
                {
                    var left = tree.TryGet(member, out var below) ? Drop(member, below) : member;
                    if (left.IsDefined)
                    {
                        members.Add(left);
                    }
                }
                return members.Build();
            default:
                return value;
        }
    }

    private static void SetDefined(ObjectBuilder entries, in RegoValue key, in RegoValue value)
    {
        if (value.IsDefined)
        {
            entries.Set(key, value);
        }
    }
}
