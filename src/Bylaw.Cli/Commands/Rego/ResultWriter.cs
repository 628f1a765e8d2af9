using Bylaw.Rego;
using Bylaw.Rego.Values;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>Writes what a query came to, in the forms that OPA's users know.</summary>
internal static class ResultWriter
{
    public static void Write(TextWriter output, string format, Decision decision, IReadOnlyList<(string Key, RegoValue Value)> extra)
    {
        switch (format)
        {
            case "json":
                output.WriteLine(ToJson(decision, extra).ToJson("  "));
                break;
            case "values":
                foreach (var result in decision.Results)
                {
                    output.WriteLine(RegoValue.From(RegoArray.Create([.. result.Expressions.Select(e => e.Value)])).ToJson("  "));
                }
                break;
            case "bindings":
                foreach (var result in decision.Results)
                {
                    output.WriteLine(Bindings(result).ToJson("  "));
                }
                break;
            case "raw":
                foreach (var result in decision.Results)
                {
                    output.WriteLine(string.Join(' ', result.Expressions.Select(e => e.Value.TryGetString(out var s) ? s : e.Value.ToJson())));
                }
                break;
            default:
                WritePretty(output, decision, extra);
                break;
        }
    }

    private static RegoValue ToJson(Decision decision, IReadOnlyList<(string Key, RegoValue Value)> extra)
    {
        var root = new ObjectBuilder();
        if (decision.IsDefined)
        {
            root.Set("result", RegoArray.Create([.. decision.Results.Select(ToJson)]));
        }
        foreach (var (key, value) in extra)
        {
            root.Set(key, value);
        }
        return root.Build();
    }

    private static RegoValue ToJson(QueryResult result)
    {
        var entry = new ObjectBuilder();
        entry.Set("expressions", RegoArray.Create([.. result.Expressions.Select(e => (RegoValue)RegoObject.Create(
            ("value", e.Value),
            ("text", e.Text),
            ("location", RegoObject.Create(("row", (long)e.Line), ("col", (long)e.Column)))))]));
        if (result.Bindings.Count > 0)
        {
            entry.Set("bindings", Bindings(result));
        }
        return entry.Build();
    }

    private static RegoValue Bindings(QueryResult result)
    {
        var builder = new ObjectBuilder();
        foreach (var (name, value) in result.Bindings)
        {
            builder.Set(name, value);
        }
        return builder.Build();
    }

    private static void WritePretty(TextWriter output, Decision decision, IReadOnlyList<(string Key, RegoValue Value)> extra)
    {
        if (!decision.IsDefined)
        {
            output.WriteLine("undefined");
        }
        else if (decision.Results is [{ Bindings.Count: 0, Expressions: [var single] }])
        {
            output.WriteLine(single.Value.ToJson("  "));
        }
        else
        {
            WriteTable(output, decision);
        }
        foreach (var (_, group) in extra)
        {
            foreach (var (key, value) in group.AsObject())
            {
                output.WriteLine($"{key.AsString()}: {value}");
            }
        }
    }

    private static void WriteTable(TextWriter output, Decision decision)
    {
        var names = decision.Results.SelectMany(r => r.Bindings.Keys).Distinct().Order(StringComparer.Ordinal).ToArray();
        var expressions = decision.Results[0].Expressions.Select((e, i) => (e.Text, Index: i)).Where(e => names.Length == 0 || !IsPlainTrue(decision, e.Index)).ToArray();
        var table = new Table();
        foreach (var name in names)
        {
            table.AddColumn(Markup.Escape(name));
        }
        foreach (var (text, _) in expressions)
        {
            table.AddColumn(Markup.Escape(text));
        }
        foreach (var result in decision.Results)
        {
            IEnumerable<string> cells = names.Select(n => result.Bindings.TryGetValue(n, out var v) ? v.ToJson() : "")
                .Concat(expressions.Select(e => result.Expressions[e.Index].Value.ToJson()));
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = AnsiSupport.No });
        console.Write(table);
    }

    private static bool IsPlainTrue(Decision decision, int index) => decision.Results.All(r => r.Expressions[index].Value.IsTrue);
}
