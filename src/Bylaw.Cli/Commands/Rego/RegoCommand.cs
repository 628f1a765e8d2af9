using System.CommandLine;
using Bylaw.Cli.Commands.Rego.Repl;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego</c>: what policy authors use. One line a sub-command, sorted by name.</summary>
internal static class RegoCommand
{
    private static readonly (string Name, Func<Command> Build)[] _commands =
    [
        ("bench", BenchRegoCommand.Build),
        ("build", BuildRegoCommand.Build),
        ("capabilities", CapabilitiesCommand.Build),
        ("check", CheckRegoCommand.Build),
        ("deps", DepsRegoCommand.Build),
        ("eval", EvalCommand.Build),
        ("exec", ExecRegoCommand.Build),
        ("fmt", FmtRegoCommand.Build),
        ("inspect", InspectRegoCommand.Build),
        ("lint", LintRegoCommand.Build),
        ("lsp", LspRegoCommand.Build),
        ("parse", ParseRegoCommand.Build),
        ("run", RunRegoCommand.Build),
        ("sign", SignRegoCommand.Build),
        ("test", TestRegoCommand.Build),
    ];

    /// <summary>Builds the command: with the sub-command that was asked for alone, so that it starts fast, or with all of them.</summary>
    /// <param name="args">The words after the program's name; empty for all.</param>
    public static Command Build(string[] args)
    {
        var command = new Command("rego", "Evaluate, check, test and format Rego policies. Flags and exit codes are those that OPA's users know.");
        var asked = args.Length > 1 ? Array.FindIndex(_commands, c => c.Name == args[1]) : -1;
        foreach (var (_, build) in asked >= 0 ? _commands.AsSpan(asked, 1) : _commands)
        {
            command.Subcommands.Add(build());
        }
        return command;
    }
}
