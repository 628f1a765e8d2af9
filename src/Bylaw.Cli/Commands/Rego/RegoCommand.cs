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
        ("parse", ParseRegoCommand.Build),
        ("run", RunRegoCommand.Build),
        ("sign", SignRegoCommand.Build),
        ("test", TestRegoCommand.Build),
    ];

    public static Command Build()
    {
        var command = new Command("rego", "Evaluate, check, test and format Rego policies. Flags and exit codes are those that OPA's users know.");
        foreach (var (_, build) in _commands)
        {
            command.Subcommands.Add(build());
        }
        return command;
    }
}
