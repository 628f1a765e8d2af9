using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Values;

/// <summary>
/// Tells, before a long value is written, whether it can be short enough: parts that are shared are counted as often as they are written and
/// looked at once.
/// </summary>
/// <param name="most">How many characters there may be; sums end there.</param>
internal readonly struct WrittenSize(long most)
{
    /// <summary>Parts of fewer characters are as quickly counted again as found.</summary>
    private const int WorthKeeping = 256;

    private readonly Dictionary<Payload, long> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Tells whether a value surely has more characters than it may have, as JSON or as Rego text.</summary>
    public static bool Exceeds(in RegoValue value, long most) => new WrittenSize(most).AtLeast(value) > most;

    /// <summary>Returns how many characters a value has at least.</summary>
    private long AtLeast(in RegoValue value)
    {
        if (value.Reference is string text)
        {
            return text.Length + 2;
        }
        if (value.Kind < ValueKind.Array)
        {
            return 1;
        }
        var part = Unsafe.As<Payload>(value.Reference!);
        if (_known.TryGetValue(part, out var size))
        {
            return size;
        }
        RuntimeHelpers.EnsureSufficientExecutionStack();
        size = part switch
        {
            RegoArray array => Sum(array.AsSpan()),
            RegoObject obj => Math.Min(most + 1, Sum(obj.Table.Keys) + Sum(obj.Values)),
            _ => Sum(Unsafe.As<RegoSet>(part).Table.Keys),
        };
        if (size >= WorthKeeping)
        {
            _known[part] = size;
        }
        return size;
    }

    private long Sum(ReadOnlySpan<RegoValue> items)
    {
        WorkWatch.Spend(items.Length);
        var size = 2L;
        foreach (ref readonly var item in items)
        {
            size += AtLeast(item);
            if (size > most)
            {
                return most + 1;
            }
        }
        return size;
    }
}
