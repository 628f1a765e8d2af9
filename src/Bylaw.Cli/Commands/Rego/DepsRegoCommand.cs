using System.Collections.Immutable;
using System.CommandLine;
using Bylaw.Rego;
using Bylaw.Rego.Values;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego deps</c>: says which documents a query rests on.</summary>
internal static class DepsRegoCommand
{
    public static Command Build()
    {
        var query = new Argument<string>("query") { Description = "The query, for example 'data.authz.allow'." };
        var policies = new PolicyOptions();
        var format = new Option<string>("--format", "-f") { Description = "pretty or json.", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong("pretty", "json");
        var command = new Command("deps", """
            List the documents that a query rests on, through all rules that it reaches: base documents (input and data) and virtual
            documents (rules).

            Examples:
              bylaw rego deps -d policy/ 'data.authz.allow'
              bylaw rego deps -d policy/ -f json 'data.authz.allow'

            Exit codes: 0 listed; 2 the query or a policy is at fault.
            """);
        command.Arguments.Add(query);
        policies.AddTo(command);
        command.Options.Add(format);
        command.SetAction((parse, cancellation) =>
        {
            var (compiled, _, _) = policies.Load(parse, cancellation);
            var preparation = compiled.Prepare(parse.GetValue(query)!);
            if (!preparation.Succeeded)
            {
                DiagnosticPrinter.Write(Console.Error, preparation.Diagnostics);
                throw new UserErrorException(DiagnosticPrinter.Count(preparation.Diagnostics));
            }
            var found = preparation.Query.FindDependencies();
            if (parse.GetValue(format) == "json")
            {
                var root = new ObjectBuilder();
                AddJson(root, "base", found.BaseDocuments);
                AddJson(root, "virtual", found.VirtualDocuments);
                Console.Out.WriteLine(RegoValue.From(root.Build()).ToJson("  "));
            }
            else
            {
                WriteTable(found);
            }
            return Task.FromResult(ExitCode.Success);
        });
        return command;
    }

    private static void WriteTable(QueryDependencies found)
    {
        var table = new Table { Border = TableBorder.Ascii2 };
        table.AddColumns("BASE DOCUMENTS", "VIRTUAL DOCUMENTS");
        for (var i = 0; i < Math.Max(found.BaseDocuments.Length, found.VirtualDocuments.Length); i++)
        {
            table.AddRow(
                Markup.Escape(i < found.BaseDocuments.Length ? Text(found.BaseDocuments[i]) : ""),
                Markup.Escape(i < found.VirtualDocuments.Length ? Text(found.VirtualDocuments[i]) : ""));
        }
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Out), Ansi = AnsiSupport.No });
        console.Profile.Width = Math.Max(80, found.BaseDocuments.Concat(found.VirtualDocuments).Select(d => Text(d).Length).DefaultIfEmpty(0).Max() * 2 + 10);
        console.Write(table);
    }

    private static void AddJson(ObjectBuilder root, string name, ImmutableArray<ImmutableArray<string>> documents)
    {
        if (documents.Length > 0)
        {
            // As OPA writes references: the root is a variable, the steps are strings.
            root.Set(name, RegoArray.Create([.. documents.Select(d => (RegoValue)RegoArray.Create(
                [.. d.Select((step, i) => (RegoValue)RegoObject.Create(("type", i == 0 ? "var" : "string"), ("value", step)))]))]));
        }
    }

    private static string Text(ImmutableArray<string> path) =>
        path[0] + string.Concat(path.Skip(1).Select(s => s.Length > 0 && s.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !char.IsAsciiDigit(s[0]) ? "." + s : $"[{RegoValue.From(s).ToJson()}]"));
}
