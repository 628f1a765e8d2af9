using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Functions on arrays.</summary>
internal static class ArrayBuiltins
{
    /// <summary>Puts one array after the other.</summary>
    [Builtin("array.concat", "(x: array[any], y: array[any]) -> array[any]")]
    internal static RegoArray Concat(BuiltinContext context, RegoArray x, RegoArray y)
    {
        context.Reserve(((long)x.Count + y.Count) * BuiltinLimits.ValueBytes);
        return RegoArray.Wrap([.. x.AsSpan(), .. y.AsSpan()]);
    }

    /// <summary>Opens arrays within the array, one level deep.</summary>
    [Builtin("array.flatten", "(arr: array[any]) -> array[any]")]
    internal static RegoArray Flatten(BuiltinContext context, RegoArray arr)
    {
        long count = 0;
        foreach (ref readonly var item in arr.AsSpan())
        {
            count += item.TryGetArray(out var inner) ? inner.Count : 1;
        }
        context.Reserve(count * 2 * BuiltinLimits.ValueBytes);
        var items = new List<RegoValue>((int)count);
        foreach (ref readonly var item in arr.AsSpan())
        {
            if (item.TryGetArray(out var inner))
            {
                items.AddRange(inner.AsSpan());
            }
            else
            {
                items.Add(item);
            }
        }
        return RegoArray.Wrap([.. items]);
    }

    /// <summary>Turns the order of the items round.</summary>
    [Builtin("array.reverse", "(arr: array[any]) -> array[any]")]
    internal static RegoArray Reverse(BuiltinContext context, RegoArray arr)
    {
        context.Reserve((long)arr.Count * BuiltinLimits.ValueBytes);
        var items = arr.AsSpan().ToArray();
        Array.Reverse(items);
        return RegoArray.Wrap(items);
    }

    /// <summary>Returns the items from index <paramref name="start"/> up to but not <paramref name="stop"/>; bounds outside the array are drawn in.</summary>
    [Builtin("array.slice", "(arr: array[any], start: number, stop: number) -> array[any]")]
    internal static RegoArray Slice(BuiltinContext context, RegoArray arr, long start, long stop)
    {
        var end = (int)Math.Clamp(stop, 0, arr.Count);
        var begin = (int)Math.Clamp(start, 0, end);
        context.Reserve((long)(end - begin) * BuiltinLimits.ValueBytes);
        return begin == 0 && end == arr.Count ? arr : RegoArray.Create(arr.AsSpan()[begin..end]);
    }
}
