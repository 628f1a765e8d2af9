using System.CommandLine;

namespace Bylaw.Cli.Commands.Rego.Repl;

/// <summary><c>bylaw rego run</c>: asks and answers in a session.</summary>
internal static class RunRegoCommand
{
    public static Command Build()
    {
        var paths = new Argument<string[]>("path") { Description = "Policy and data files and folders to load.", Arity = ArgumentArity.ZeroOrMore };
        var policies = new PolicyOptions();
        var input = new Option<string?>("--input", "-i") { Description = "Input document." };
        var format = new Option<string>("--format", "-f") { Description = "pretty, json, values, raw or bindings.", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong("pretty", "json", "values", "raw", "bindings");
        var history = new Option<string?>("--history", "-H") { Description = "File of the lines entered before." };
        var command = new Command("run", """
            Ask questions in a session: queries, rules, imports, and commands that begin with a colon (:help lists them).
            Where standard input is no terminal, its lines are carried out as a script.

            Examples:
              bylaw rego run policy/ -i input.json
              echo 'data.authz.allow' | bylaw rego run policy/ -f json

            Exit codes: 0 done; 2 a file is at fault, or an entry of a script.
            """);
        command.Arguments.Add(paths);
        policies.AddTo(command);
        foreach (var option in new Option[] { input, format, history })
        {
            command.Options.Add(option);
        }
        command.SetAction(async (parse, cancellation) =>
        {
            var parser = policies.Parser(parse);
            var session = new ReplSession(Console.Out, policies.Compiler(parse)) { Format = parse.GetValue(format)! };
            string[] files = [.. parse.GetValue(paths) ?? [], .. parse.GetValue(policies.Data) ?? []];
            var sources = PolicySources.Read(
                files, parse.GetValue(policies.Bundle) ?? [], withTests: true, parser, policies.Keys.Verification(parse), cancellation);
            DiagnosticPrinter.Write(Console.Error, sources.Diagnostics);
            if (!sources.Diagnostics.IsEmpty || !session.Load(sources.Modules))
            {
                throw new UserErrorException("the policies cannot be loaded");
            }
            session.Data = sources.Data;
            session.Input = (await EvalInput.ReadAsync(parse.GetValue(input), cancellation)).Value;
            if (Console.IsInputRedirected)
            {
                Converse(session, parser, prompt => (Console.In.ReadLine(), false), _ => { }, cancellation);
                return session.FaultCount == 0 ? ExitCode.Success : ExitCode.ToolFault;
            }
            Interact(session, parser, parse.GetValue(history), cancellation);
            return ExitCode.Success;
        });
        return command;
    }

    private static void Interact(ReplSession session, Bylaw.Rego.Syntax.ParserOptions parser, string? historyFile, CancellationToken cancellation)
    {
        var folder = Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData);
        var history = new ReplHistory(historyFile ?? (folder.Length > 0 ? Path.Join(folder, "bylaw", "rego-history") : null));
        var editor = new LineEditor(
            () => Console.ReadKey(intercept: true),
            Console.Out,
            () => Console.WindowWidth,
            history,
            text => ReplCompletion.Find(text, session.Policies, session.Package));
        Console.Out.WriteLine("Bylaw Rego. `:help` lists the commands, Ctrl-D leaves.");
        Console.TreatControlCAsInput = true;
        try
        {
            Converse(session, parser, editor.Read, history.Add, cancellation);
        }
        finally
        {
            Console.TreatControlCAsInput = false;
        }
    }

    /// <summary>Reads entries and carries them out until there are no more.</summary>
    internal static void Converse(
        ReplSession session,
        Bylaw.Rego.Syntax.ParserOptions parser,
        Func<string, (string? Text, bool IsInterrupted)> read,
        Action<string> remember,
        CancellationToken cancellation)
    {
        var entry = "";
        while (true)
        {
            var (line, isInterrupted) = read(entry.Length == 0 ? "> " : "| ");
            if (isInterrupted)
            {
                entry = "";
                continue;
            }
            var isLast = line is null;
            entry = entry.Length == 0 ? line?.TrimEnd() ?? "" : $"{entry}\n{line}";
            if (!isLast && !string.IsNullOrWhiteSpace(line) && session.IsUnfinished(entry))
            {
                continue;
            }
            if (entry.Length > 0)
            {
                remember(entry.TrimEnd('\n'));
                // The words that OPA's sessions know work without the colon too.
                var asCommand = entry.Trim() is "exit" or "quit" or "help" or "show" ? ":" + entry.Trim() : entry.Trim();
                if (asCommand.StartsWith(':'))
                {
                    if (!ReplCommands.Run(session, asCommand, Console.Out, parser, cancellation))
                    {
                        return;
                    }
                }
                else
                {
                    session.Enter(entry, cancellation);
                }
            }
            entry = "";
            if (isLast)
            {
                return;
            }
        }
    }
}
