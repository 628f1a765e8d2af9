using System.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Walking a document, printing, and what the compiler itself calls.</summary>
internal static class MiscBuiltins
{
    /// <summary>Yields every value in a document, itself included, each with its path: `[path, value]`.</summary>
    [Builtin("walk", "(x: any) -> array<array[any], any>", Relation = true)]
    internal static RegoArray Walk(BuiltinContext context, in RegoValue x)
    {
        var pairs = new List<RegoValue>();
        foreach (var (path, value) in DocumentWalk.From(x))
        {
            context.Spend(1 + path.Count);
            pairs.Add(RegoArray.Create(path, value));
        }
        return RegoArray.Wrap([.. pairs]);
    }

    /// <summary>Notes a message in the trace of the query; always true.</summary>
    [Builtin("trace", "(note: string) -> boolean")]
    internal static bool Trace(BuiltinContext context, string note)
    {
        context.Note?.Invoke(note);
        return true;
    }

    /// <summary>Prints its operands, undefined ones too; the compiler turns it into `internal.print`.</summary>
    [Builtin("print", "(any...)")]
    internal static RegoValue Print(BuiltinContext context, ReadOnlySpan<RegoValue> operands)
    {
        if (context.Print is { } print)
        {
            print(string.Join(' ', operands.ToArray().Select(o => ToText(context, o))));
        }
        return true;
    }

    /// <summary>Prints one line for each combination of the operands' values; an operand without value is printed as `&lt;undefined&gt;`.</summary>
    [Builtin("internal.print", "(operands: array[set[any]])")]
    internal static RegoValue InternalPrint(BuiltinContext context, RegoArray operands)
    {
        if (context.Print is { } print)
        {
            foreach (var line in Combine(context, operands))
            {
                print(string.Join(' ', line));
            }
        }
        return true;
    }

    /// <summary>Puts the parts of a template string together.</summary>
    [Builtin("internal.template_string", "(parts: array[any]) -> string")]
    internal static RegoValue TemplateString(BuiltinContext context, RegoArray parts)
    {
        var text = new StringBuilder();
        foreach (ref readonly var part in parts.AsSpan())
        {
            context.Spend(1 + (text.Length / 1024));
            if (part.TryGetSet(out var set))
            {
                if (set.Count > 1)
                {
                    return context.Fail("template-strings must not produce multiple outputs", "eval_conflict_error");
                }
                text.Append(set.Count == 0 ? "<undefined>" : ToText(context, set.Table[0]));
            }
            else
            {
                text.Append(ToText(context, part));
            }
        }
        context.Reserve((long)text.Length * sizeof(char));
        return text.ToString();
    }

    /// <summary>Names the cases of a table test; true whatever it is given.</summary>
    [Builtin("internal.test_case", "(parts: array[any])")]
    internal static RegoValue TestCase(RegoArray parts) => parts is not null;

    /// <summary>Returns the annotations of the rule that is running and of all that encloses it; the compiler puts them in place.</summary>
    [Builtin("rego.metadata.chain", "() -> array[any]")]
    internal static RegoValue MetadataChain(BuiltinContext context) => context.Fail("there are no annotations outside a rule");

    /// <summary>Returns the annotations of the rule that is running; the compiler puts them in place.</summary>
    [Builtin("rego.metadata.rule", "() -> any")]
    internal static RegoValue MetadataRule(BuiltinContext context) => context.Fail("there are no annotations outside a rule");

    private static string ToText(BuiltinContext context, in RegoValue value) => value.TryGetString(out var text) ? text : LimitedText.Write(context, value);

    private static IEnumerable<string[]> Combine(BuiltinContext context, RegoArray operands)
    {
        IEnumerable<string[]> lines = [[]];
        foreach (var operand in operands.AsSpan().ToArray())
        {
            string[] texts = operand.TryGetSet(out var set)
                ? set.Count == 0 ? ["<undefined>"] : [.. set.ToSortedArray().Select(t => ToText(context, t))]
                : [ToText(context, operand)];
            lines = lines.SelectMany(line => texts.Select(text =>
            {
                context.Spend(1 + line.Length);
                return (string[])[.. line, text];
            })).ToList();
        }
        return lines;
    }
}
