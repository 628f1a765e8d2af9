using System.Buffers;
using System.Text;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;

namespace Bylaw.Accept.Rego;

/// <summary>Compares evaluating from JSON, which keeps only what a query looks at, with evaluating an input that was read in full.</summary>
internal static class JsonInputs
{
    /// <summary>Compares both for an input, and for the same one with things in it that no policy knows.</summary>
    /// <returns>What differs; null for nothing.</returns>
    public static string? Compare(PreparedQuery query, RegoValue input, RegoValue data, EvaluationOptions options) =>
        !input.IsDefined ? null : CompareOne(query, input, data, options) ?? CompareOne(query, WithMore(input), data, options);

    private static string? CompareOne(PreparedQuery query, RegoValue input, RegoValue data, EvaluationOptions options)
    {
        var json = Encoding.UTF8.GetBytes(input.ToJson());
        var full = RegoValue.FromJson(json);
        var wanted = Outcome(() => Text(query.EvaluateValue(full, data, options)));
        if (wanted != Outcome(() => Text(query.EvaluateValue(full, data, options))))
        {
            // Clocks and chance are asked.
            return null;
        }
        // Twice: the second time shapes are known.
        for (var i = 0; i < 2; i++)
        {
            var output = new ArrayBufferWriter<byte>();
            var got = Outcome(() => query.EvaluateJson(json, data, output, options) ? Encoding.UTF8.GetString(output.WrittenSpan) : "undefined");
            if (got != wanted)
            {
                return $"from JSON {got}, wanted {wanted}; input {input}";
            }
        }
        return null;
    }

    private static string Text(RegoValue value) => value.IsDefined ? value.ToJson() : "undefined";

    private static string Outcome(Func<string> evaluate)
    {
        try
        {
            return evaluate();
        }
        catch (EvaluationException error)
        {
            return error.Code + ": " + error.Message;
        }
    }

    /// <summary>Puts another key into each object and another item behind those of each array.</summary>
    private static RegoValue WithMore(RegoValue value)
    {
        if (value.TryGetArray(out var array))
        {
            return RegoArray.Create([.. array.AsSpan().ToArray().Select(WithMore), RegoArray.Create([RegoObject.Create(("more", "in an array"))])]);
        }
        if (!value.TryGetObject(out var obj))
        {
            return value;
        }
        var builder = new ObjectBuilder();
        builder.Set("more", RegoObject.Create(("in", RegoArray.Create(["an", "object"]))));
        foreach (var (key, item) in obj)
        {
            builder.Set(key, WithMore(item));
        }
        return builder.Build();
    }
}
