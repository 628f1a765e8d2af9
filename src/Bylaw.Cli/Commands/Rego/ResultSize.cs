using System.Runtime.CompilerServices;
using Bylaw.Rego;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>
/// Works out how long a result is as text before it is written. Values share their parts: <c>[x, x]</c> of <c>[y, y]</c> and so on is small in
/// memory and endless on a terminal.
/// </summary>
internal static class ResultSize
{
    /// <summary>The most characters that are written: what one string can hold, and more than anybody reads.</summary>
    private const long Most = 500_000_000;

    /// <summary>Refuses a decision that is too long to be written.</summary>
    /// <exception cref="UserErrorException">It is.</exception>
    public static void Check(Decision decision)
    {
        var known = new Dictionary<object, long>(ReferenceEqualityComparer.Instance);
        long size = 0;
        foreach (var result in decision.Results)
        {
            foreach (var value in result.Expressions.Select(e => e.Value).Concat(result.Bindings.Values))
            {
                size = Sum(size, Of(value, known));
            }
        }
        if (size > Most)
        {
            throw new UserErrorException($"the result is longer than {Most} characters as text: ask for a part of it, or for a count");
        }
    }

    private static long Of(in RegoValue value, Dictionary<object, long> known)
    {
        object? part = value.Kind switch
        {
            ValueKind.Array => value.AsArray(),
            ValueKind.Object => value.AsObject(),
            ValueKind.Set => value.AsSet(),
            _ => null,
        };
        if (part is null)
        {
            return value.TryGetString(out var text) ? text.Length + 2 : 8;
        }
        if (known.TryGetValue(part, out var size))
        {
            return size;
        }
        RuntimeHelpers.EnsureSufficientExecutionStack();
        size = 2;
        switch (part)
        {
            case RegoArray array:
                for (var i = 0; i < array.Count; i++)
                {
                    size = Sum(size, Of(array[i], known));
                }
                break;
            case RegoObject entries:
                foreach (var (key, item) in entries)
                {
                    size = Sum(size, Sum(Of(key, known), Of(item, known)));
                }
                break;
            case RegoSet set:
                foreach (var member in set)
                {
                    size = Sum(size, Of(member, known));
                }
                break;
        }
        return known[part] = size;
    }

    /// <summary>Adds up to a bound that no sum runs over.</summary>
    private static long Sum(long a, long b) => Math.Min(a + b, Most * 2);
}
