using Bylaw.Cli.Commands.Model;
using System.CommandLine;
using System.CommandLine.Parsing;
using Bylaw.Cli.Commands.Check;
using Bylaw.Cli.Commands.Evaluate;
using Bylaw.Cli.Commands.Init;
using Bylaw.Cli.Commands.Rego;
using Bylaw.Cli.Commands.Scan;
using Bylaw.Manifest;

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
        ("rego", RegoCommand.Build),
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
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            var parsed = BuildRoot(args).Parse(args);
            if (UnknownOption(parsed, args) is { } unknown)
            {
                throw new UserErrorException(unknown);
            }
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
            // A line that is not understood judged nothing; 1 would say that something failed. OPA's users know 1 from `rego`.
            return parsed.Errors.Count > 0 && args.FirstOrDefault() != "rego" ? ExitCode.ToolFault : code;
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("bylaw: cancelled");
            return ExitCode.ToolFault;
        }
        catch (UserErrorException error)
        {
            await Console.Error.WriteLineAsync($"bylaw: {error.Message}");
            return error.ExitCode;
        }
        catch (Exception error) when (Environment.GetEnvironmentVariable("BYLAW_DEBUG") is null)
        {
            await Console.Error.WriteLineAsync(
                $"bylaw: internal error: {error.GetType().Name}: {error.Message} (set BYLAW_DEBUG=1 for the stack trace)");
            return ExitCode.ToolFault;
        }
    }

    /// <summary>Tells what is wrong with a command line, without running it.</summary>
    /// <param name="args">The words after the program's name.</param>
    /// <returns>Messages; empty when the program understands it.</returns>
    internal static IReadOnlyList<string> ErrorsIn(string[] args)
    {
        var parsed = BuildRoot(args).Parse(args);
        return [.. parsed.Errors.Select(e => e.Message), .. UnknownOption(parsed, args) is { } unknown ? [unknown] : Array.Empty<string>()];
    }

    /// <summary>A mistyped option would else be taken for a path, which no user means.</summary>
    private static string? UnknownOption(ParseResult parsed, string[] args)
    {
        var word = args.Contains("--") ? null : parsed.CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(a => a.Tokens).Select(t => t.Value).Concat(parsed.UnmatchedTokens).FirstOrDefault(v => v.Length > 2 && v.StartsWith("--", StringComparison.Ordinal));
        if (word is null)
        {
            return null;
        }
        var near = GovernanceManifest.Nearest(word.Split('=')[0], parsed.CommandResult.Command.Options.SelectMany(o => o.Aliases.Append(o.Name)));
        return $"unknown option `{word}`" + (near is null ? $"; see `bylaw {args[0]} --help`" : $"; did you mean `{near}`?");
    }

    private static RootCommand BuildRoot(string[] args)
    {
        var root = new RootCommand("AI governance as code: rules in Rego, evidence collected by Bylaw, decisions on the record.");
        var asked = args.Length > 0 ? Array.FindIndex(_commands, c => c.Name == args[0]) : -1;
        if (asked >= 0)
        {
            root.Subcommands.Add(_commands[asked].Build());
        }
        else
        {
            foreach (var (_, build) in _commands)
            {
                root.Subcommands.Add(build());
            }
        }
        ShortenListed(root, args);
        return root;
    }

    /// <summary>A command's own help shows its examples; a list of commands shows one line of each.</summary>
    private static void ShortenListed(Command root, string[] args)
    {
        var current = root;
        foreach (var word in args)
        {
            if (current.Subcommands.FirstOrDefault(c => c.Name == word) is not { } next)
            {
                break;
            }
            current = next;
        }
        foreach (var listed in current.Subcommands)
        {
            listed.Description = listed.Description?.Split('\n')[0];
        }
    }
}
