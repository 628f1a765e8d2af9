using System.Globalization;
using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Edits documents by copying what lies on the path. Arrays take an index, <c>-</c> for the place after the last item.</summary>
internal static class DocumentEdit
{
    /// <summary>Returns the value at a path.</summary>
    /// <param name="document">The document.</param>
    /// <param name="path">The keys.</param>
    /// <returns>The value, or undefined.</returns>
    public static RegoValue Find(in RegoValue document, ReadOnlySpan<RegoValue> path)
    {
        var current = document;
        foreach (ref readonly var key in path)
        {
            current = Child(current, key);
        }
        return current;
    }

    /// <summary>Inserts a value: sets a key, adds a member, or puts an item before the one at an index.</summary>
    /// <param name="context">Whose limits hold; null for none.</param>
    /// <param name="document">The document; changed only on success.</param>
    /// <param name="path">The keys.</param>
    /// <param name="value">The value.</param>
    /// <returns>False when the path leads nowhere, or the place does not take the value.</returns>
    public static bool TryInsert(BuiltinContext? context, ref RegoValue document, ReadOnlySpan<RegoValue> path, in RegoValue value)
    {
        if (path.IsEmpty)
        {
            document = value;
            return true;
        }
        ReserveCopy(context, document);
        if (path.Length > 1)
        {
            var child = Child(document, path[0]);
            return child.IsDefined && Descend(context, ref child, path[1..], value, isRemoval: false) && ReplaceChild(ref document, path[0], child);
        }
        switch (document.Reference)
        {
            case RegoObject obj:
                var entries = new ObjectBuilder(obj);
                entries.Set(path[0], value);
                document = entries.Build();
                return true;
            case RegoSet set:
                if (!path[0].Equals(value))
                {
                    return false;
                }
                document = SetBuiltins.Unite(set, RegoSet.Create(value));
                return true;
            case RegoArray array:
                if (!TryGetIndex(path[0], array.Count, out var index) || index > array.Count)
                {
                    return false;
                }
                document = RegoArray.Wrap([.. array.AsSpan()[..index], value, .. array.AsSpan()[index..]]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Removes the value at a path; removing the root leaves an undefined document.</summary>
    /// <param name="context">Whose limits hold; null for none.</param>
    /// <param name="document">The document; changed only on success.</param>
    /// <param name="path">The keys.</param>
    /// <returns>False when there is nothing at the path.</returns>
    public static bool TryRemove(BuiltinContext? context, ref RegoValue document, ReadOnlySpan<RegoValue> path)
    {
        if (path.IsEmpty)
        {
            var wasDefined = document.IsDefined;
            document = default;
            return wasDefined;
        }
        var child = Child(document, path[0]);
        if (!child.IsDefined)
        {
            return false;
        }
        ReserveCopy(context, document);
        if (path.Length > 1)
        {
            return Descend(context, ref child, path[1..], default, isRemoval: true) && ReplaceChild(ref document, path[0], child);
        }
        switch (document.Reference)
        {
            case RegoObject obj:
                document = Without(obj, path[0]);
                return true;
            case RegoSet set:
                document = SetBuiltins.Difference(set, RegoSet.Create(path[0]));
                return true;
            default:
                var array = document.AsArray();
                TryGetIndex(path[0], array.Count, out var index);
                document = RegoArray.Wrap([.. array.AsSpan()[..index], .. array.AsSpan()[(index + 1)..]]);
                return true;
        }
    }

    /// <summary>Asks for what a copy of one level takes.</summary>
    private static void ReserveCopy(BuiltinContext? context, in RegoValue document)
    {
        var count = document.Reference switch
        {
            RegoObject obj => obj.Count * 3,
            RegoSet set => set.Count * 2,
            RegoArray array => array.Count,
            _ => 0,
        };
        context?.Spend(1 + count);
        context?.Reserve((long)count * BuiltinLimits.ValueBytes);
    }

    private static bool Descend(BuiltinContext? context, ref RegoValue child, ReadOnlySpan<RegoValue> path, in RegoValue value, bool isRemoval)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return isRemoval ? TryRemove(context, ref child, path) : TryInsert(context, ref child, path, value);
    }

    private static RegoValue Child(in RegoValue document, in RegoValue key)
    {
        if (document.TryGetArray(out var array))
        {
            return TryGetIndex(key, array.Count, out var index) && index < array.Count ? array[index] : default;
        }
        return document.Get(key);
    }

    private static bool ReplaceChild(ref RegoValue document, in RegoValue key, in RegoValue child)
    {
        switch (document.Reference)
        {
            case RegoObject obj:
                var entries = new ObjectBuilder(obj);
                entries.Set(key, child);
                document = entries.Build();
                return true;
            case RegoSet set:
                document = SetBuiltins.Unite(SetBuiltins.Difference(set, RegoSet.Create(key)), RegoSet.Create(child));
                return true;
            case RegoArray array:
                TryGetIndex(key, array.Count, out var index);
                var items = array.AsSpan().ToArray();
                items[index] = child;
                document = RegoArray.Wrap(items);
                return true;
            default:
                return false;
        }
    }

    private static RegoObject Without(RegoObject obj, in RegoValue key)
    {
        var entries = new ObjectBuilder(obj.Count);
        for (var i = 0; i < obj.Count; i++)
        {
            if (!obj.Table[i].Equals(key))
            {
                entries.Set(obj.Table[i], obj.ValueAt(i));
            }
        }
        return entries.Build();
    }

    private static bool TryGetIndex(in RegoValue key, int count, out int index)
    {
        index = -1;
        if (key.TryGetString(out var text))
        {
            if (text == "-")
            {
                index = count;
                return true;
            }
            return (text == "0" || !text.StartsWith('0'))
                && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out index);
        }
        if (key.IsInteger && key.Bits is >= 0 and <= int.MaxValue)
        {
            index = (int)key.Bits;
            return true;
        }
        return false;
    }
}
