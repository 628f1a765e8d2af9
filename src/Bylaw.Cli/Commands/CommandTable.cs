using Bylaw.Cli.Commands.Model;
using System.CommandLine;
using Bylaw.Cli.Commands.Check;
using Bylaw.Cli.Commands.Evaluate;
using Bylaw.Cli.Commands.Init;
using Bylaw.Cli.Commands.Rego;
using Bylaw.Cli.Commands.Scan;

namespace Bylaw.Cli.Commands;

/// <summary>Lists every first-level command, and builds only the one that was asked for, so that the program starts fast.</summary>
internal static class CommandTable
{
    /// <summary>One command: its name, and what builds it. One line a command; keep them sorted by name.</summary>
    private static readonly (string Name, Func<Command> Build)[] _commands =
    [
        ("approve", ApproveCommand.Build),
        ("attest", Log.AttestCommand.Build),
        ("check", CheckCommand.Build),
        ("collect", Collect.CollectCommand.Build),
        ("compare", Compare.CompareCommand.Build),
        ("dataset", Dataset.DatasetCommand.Build),
        ("diff", DiffCommand.Build),
        ("drift", Drift.DriftCommand.Build),
        ("evaluate", EvaluateCommand.Build),
        ("init", InitCommand.Build),
        ("lock", LockCommand.Build),
        ("log", Log.LogCommand.Build),
        ("model", ModelCommand.Build),
        ("pack", Packs.PackCommand.Build),
        ("parse", ParseCommand.Build),
        ("policy", Policy.PolicyCommand.Build),
        ("rego", () => RegoCommand.Build([])),
        ("report", Report.ReportCommand.Build),
        ("scan", ScanCommand.Build),
        ("test", Test.TestCommand.Build),
        ("unmask", UnmaskCommand.Build),
        ("verify-attestation", Log.VerifyAttestationCommand.Build),
        ("version", VersionCommand.Build),
        ("waive", WaiveCommand.Build),
    ];

    /// <summary>Runs the program.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <returns>The process exit code.</returns>
    public static Task<int> RunAsync(string[] args) => CommandRun.RunAsync(() => BuildRoot(args), args);

    /// <summary>Tells what is wrong with a command line, without running it.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <returns>Messages; empty when the program understands it.</returns>
    internal static IReadOnlyList<string> ErrorsIn(string[] args)
    {
        var parsed = CommandRun.Parse(BuildRoot(args), args);
        return [.. parsed.Errors.Select(e => e.Message), .. CommandRun.UnknownOption(parsed, args) is { } unknown ? [unknown] : Array.Empty<string>()];
    }

    private static RootCommand BuildRoot(string[] args)
    {
        var root = new RootCommand("AI governance as code: rules in Rego, evidence collected by Bylaw, decisions on the record.");
        var asked = args.Length > 0 ? Array.FindIndex(_commands, c => c.Name == args[0]) : -1;
        if (asked >= 0)
        {
            root.Subcommands.Add(args[0] == "rego" ? RegoCommand.Build(args) : _commands[asked].Build());
        }
        else
        {
            foreach (var (_, build) in _commands)
            {
                root.Subcommands.Add(build());
            }
        }
        CommandRun.ShortenListed(root, args);
        return root;
    }
}
