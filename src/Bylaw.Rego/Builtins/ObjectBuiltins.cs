using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Functions on objects.</summary>
internal static class ObjectBuiltins
{
    /// <summary>
    /// Returns the value of a key, or the value at the end of a path of keys when <paramref name="key"/> is an array; the default
    /// when there is none. An empty path gives the object itself.
    /// </summary>
    [Builtin("object.get", "(object: object[any: any], key: any, default: any) -> any")]
    internal static RegoValue Get(RegoObject @object, in RegoValue key, in RegoValue @default)
    {
        if (!key.TryGetArray(out var path))
        {
            var value = @object.Get(key);
            return value.IsDefined ? value : @default;
        }
        var current = RegoValue.From(@object);
        foreach (ref readonly var step in path.AsSpan())
        {
            current = current.Get(step);
            if (!current.IsDefined)
            {
                return @default;
            }
        }
        return current;
    }

    /// <summary>Returns the keys as a set.</summary>
    [Builtin("object.keys", "(object: object[any: any]) -> set[any]")]
    internal static RegoSet Keys(RegoObject @object) => @object.Count == 0 ? RegoSet.Empty : new RegoSet(@object.Table);

    /// <summary>Keeps the given keys: the items of an array or set, or the keys of an object.</summary>
    [Builtin("object.filter", "(object: object[any: any], keys: any<array[any], object[any: any], set[any]>) -> object[any: any]")]
    internal static RegoValue Filter(BuiltinContext context, RegoObject @object, in RegoValue keys) => Select(context, @object, keys, keep: true);

    /// <summary>Drops the given keys: the items of an array or set, or the keys of an object.</summary>
    [Builtin("object.remove", "(object: object[any: any], keys: any<array[any], object[any: any], set[any]>) -> object[any: any]")]
    internal static RegoValue Remove(BuiltinContext context, RegoObject @object, in RegoValue keys) => Select(context, @object, keys, keep: false);

    /// <summary>Merges two objects, and the objects in them; where both have another value, the second one's counts.</summary>
    [Builtin("object.union", "(a: object[any: any], b: object[any: any]) -> object[any: any]")]
    internal static RegoObject Union(BuiltinContext context, RegoObject a, RegoObject b)
    {
        if (a.Count == 0 || b.Count == 0)
        {
            return a.Count == 0 ? b : a;
        }
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Spend(a.Count + b.Count);
        context.Reserve(((long)a.Count + b.Count) * (BuiltinLimits.KeyBytes + BuiltinLimits.ValueBytes));
        var merged = new ObjectBuilder(a);
        for (var i = 0; i < b.Count; i++)
        {
            var key = b.Table[i];
            var value = b.ValueAt(i);
            if (value.TryGetObject(out var update) && merged.Get(key).TryGetObject(out var original))
            {
                value = Union(context, original, update);
            }
            merged.Set(key, value);
        }
        return merged.Build();
    }

    /// <summary>Merges objects from left to right as `object.union` does.</summary>
    [Builtin("object.union_n", "(objects: array[object[any: any]]) -> object[any: any]")]
    internal static RegoValue UnionAll(BuiltinContext context, RegoArray objects)
    {
        var merged = RegoObject.Empty;
        for (var i = objects.Count - 1; i >= 0; i--)
        {
            if (objects[i].Kind != ValueKind.Object)
            {
                return context.FailElement(1, objects, objects[i], "object");
            }
        }
        foreach (ref readonly var item in objects.AsSpan())
        {
            merged = Union(context, merged, item.AsObject());
        }
        return merged;
    }

    /// <summary>
    /// Tells whether the second value is contained in the first: an object key by key, nested ones too; a set by its members; an
    /// array as a run of items; a set in an array by its members.
    /// </summary>
    [Builtin(
        "object.subset",
        "(super: any<array[any], object[any: any], set[any]>, sub: any<array[any], object[any: any], set[any]>) -> boolean")]
    internal static RegoValue IsSubset(BuiltinContext context, in RegoValue super, in RegoValue sub)
    {
        if (super.TryGetArray(out var array) && sub.TryGetSet(out var set))
        {
            return IsSetInArray(array, set);
        }
        return super.Kind == sub.Kind && super.Kind is ValueKind.Object or ValueKind.Set or ValueKind.Array
            ? Contains(context, super, sub)
            : context.Fail("both arguments object.subset must be of the same type or array and set", BuiltinError.TypeCode);
    }

    private static bool Contains(BuiltinContext context, in RegoValue super, in RegoValue sub)
    {
        if (super.Equals(sub))
        {
            return true;
        }
        if (super.TryGetObject(out var superObject) && sub.TryGetObject(out var subObject))
        {
            return IsObjectSubset(context, superObject, subObject);
        }
        if (super.TryGetSet(out var superSet) && sub.TryGetSet(out var subSet))
        {
            foreach (ref readonly var member in subSet.Table.Keys)
            {
                if (!superSet.Contains(member))
                {
                    return false;
                }
            }
            return true;
        }
        return super.TryGetArray(out var superArray) && sub.TryGetArray(out var subArray) && IsRun(context, superArray.AsSpan(), subArray.AsSpan());
    }

    private static bool IsRun(BuiltinContext context, ReadOnlySpan<RegoValue> items, ReadOnlySpan<RegoValue> run)
    {
        for (var start = 0; start <= items.Length - run.Length; start++)
        {
            var length = 0;
            while (length < run.Length && items[start + length].Equals(run[length]))
            {
                context.Spend();
                length++;
            }
            if (length == run.Length)
            {
                return true;
            }
            context.Spend();
        }
        return false;
    }

    private static bool IsObjectSubset(BuiltinContext context, RegoObject super, RegoObject sub)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        context.Spend(sub.Count);
        for (var i = 0; i < sub.Count; i++)
        {
            var value = super.Get(sub.Table[i]);
            if (!value.IsDefined || !Contains(context, value, sub.ValueAt(i)))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsSetInArray(RegoArray array, RegoSet set)
    {
        var found = new SetBuilder(set.Count);
        foreach (ref readonly var item in array.AsSpan())
        {
            if (set.Contains(item))
            {
                found.Add(item);
            }
        }
        return found.Count == set.Count;
    }

    private static RegoValue Select(BuiltinContext context, RegoObject source, in RegoValue keys, bool keep)
    {
        if (keys.Kind is not (ValueKind.Object or ValueKind.Set or ValueKind.Array))
        {
            return context.FailOperand(2, keys, "object", "set", "array");
        }
        context.Reserve(((long)source.Count * (BuiltinLimits.KeyBytes + BuiltinLimits.ValueBytes)) + ((keys.TryGetArray(out var listed) ? (long)listed.Count : 0) * BuiltinLimits.KeyBytes));
        var chosen = keys.Reference switch
        {
            RegoObject obj => Keys(obj),
            RegoSet set => set,
            _ => RegoSet.Create(keys.AsArray().AsSpan()),
        };
        var result = new ObjectBuilder();
        for (var i = 0; i < source.Count; i++)
        {
            if (chosen.Contains(source.Table[i]) == keep)
            {
                result.Set(source.Table[i], source.ValueAt(i));
            }
        }
        return result.Build();
    }
}
