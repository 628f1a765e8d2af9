using Bylaw.Rego.Bundles;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego.Repl;

/// <summary>The session's own commands, which begin with a colon.</summary>
internal static class ReplCommands
{
    private static readonly (string Name, string Usage, string Help)[] _all =
    [
        ("data", ":data", "show the base documents"),
        ("exit", ":exit", "leave; Ctrl-D does so too"),
        ("format", ":format pretty|json|values|raw|bindings", "set the form of answers"),
        ("help", ":help", "show this list"),
        ("input", ":input [FILE]", "read the input document from a file; without a file, forget it"),
        ("load", ":load PATH…", "load policies and data from files and folders"),
        ("reset", ":reset", "forget all rules and imports that were entered"),
        ("show", ":show", "show what was entered"),
        ("strict", ":strict", "turn failing built-ins into errors, or back"),
        ("trace", ":trace why|notes|fails|full|debug|off", "explain answers, or trace how they come about"),
        ("unset", ":unset NAME", "forget a rule"),
    ];

    /// <summary>Gets the names, without the colon.</summary>
    public static IEnumerable<string> Names => _all.Select(c => c.Name);

    /// <summary>Carries out a command.</summary>
    /// <param name="session">The session.</param>
    /// <param name="line">The line, colon included.</param>
    /// <param name="output">Where answers go.</param>
    /// <param name="parser">How modules are parsed.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>False to leave.</returns>
    public static bool Run(ReplSession session, string line, TextWriter output, ParserOptions parser, CancellationToken cancellation)
    {
        var words = line[1..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case ["exit" or "quit" or "q"]:
                return false;
            case ["help"]:
                WriteHelp(output);
                break;
            case ["show"]:
                output.Write(session.ModuleText);
                break;
            case ["data"]:
                output.WriteLine(session.Data.ToJson("  "));
                break;
            case ["reset"]:
                session.Reset();
                break;
            case ["strict"]:
                session.IsStrict = !session.IsStrict;
                output.WriteLine($"built-in errors are {(session.IsStrict ? "errors" : "undefined")}");
                break;
            case ["unset", var name]:
                if (!session.Unset(name))
                {
                    session.Fault($"there is no rule `{name}` to forget");
                }
                break;
            case ["format", "pretty" or "json" or "values" or "raw" or "bindings"]:
                session.Format = words[1];
                break;
            case ["trace", "why" or "off" or "notes" or "fails" or "full" or "debug"]:
                (session.Explains, session.Trace) = (words[1] == "why", Enum.TryParse<TraceLevel>(words[1], ignoreCase: true, out var level) ? level : TraceLevel.Off);
                break;
            case ["input"]:
                session.Input = default;
                break;
            case ["input", var file]:
                Guard(session, () => session.Input = StructuredInput.TryRead(file, out var document, out _) ? document : PolicyFiles.ReadDocument(file));
                break;
            case ["load", _, ..]:
                Guard(session, () => Load(session, words[1..], parser, cancellation));
                break;
            default:
                var known = words.Length > 0 ? _all.FirstOrDefault(c => c.Name == words[0]) : default;
                session.Fault(known.Name is null ? $"there is no command `{line}`; `:help` lists all" : $"usage: {known.Usage}");
                break;
        }
        return true;
    }

    private static void Load(ReplSession session, string[] paths, ParserOptions parser, CancellationToken cancellation)
    {
        var sources = PolicySources.Read(paths, [], withTests: true, parser, verification: null, cancellation);
        DiagnosticPrinter.Write(Console.Out, sources.Diagnostics);
        if (!PolicyFiles.TryMerge(session.Data, sources.Data, out var data))
        {
            throw new UserErrorException("the data conflicts with what is loaded");
        }
        if (sources.Diagnostics.IsEmpty && session.Load(sources.Modules))
        {
            session.Data = data;
        }
    }

    private static void Guard(ReplSession session, Action action)
    {
        try
        {
            action();
        }
        catch (Exception error) when (error is UserErrorException or IOException or UnauthorizedAccessException or FormatException or ValueTooLongException)
        {
            session.Fault($"error: {error.Message}");
        }
    }

    private static void WriteHelp(TextWriter output)
    {
        output.WriteLine("Enter a query (data.authz.allow), a rule (p if { … }), an assignment (x := 1), an import or a package.");
        output.WriteLine("A line with an open bracket goes on in the next one; an empty line ends it. Tab completes.");
        foreach (var (_, usage, help) in _all)
        {
            output.WriteLine($"  {usage,-42} {help}");
        }
    }
}
