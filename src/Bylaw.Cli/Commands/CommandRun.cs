using System.CommandLine;
using System.CommandLine.Parsing;
using Bylaw.Manifest;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands;

/// <summary>Runs one command line: how faults are told and which exit codes they have.</summary>
internal static class CommandRun
{
    /// <summary>Runs a command line.</summary>
    /// <param name="root">The commands.</param>
    /// <param name="args">The words after the program's name.</param>
    /// <returns>The process exit code.</returns>
    public static async Task<int> RunAsync(Func<RootCommand> root, string[] args)
    {
        try
        {
            var parsed = Parse(root(), args);
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
        catch (EvaluationException error)
        {
            await Console.Error.WriteLineAsync($"bylaw: {error.ToLine()}");
            return ExitCode.ToolFault;
        }
        catch (ValueTooLongException error)
        {
            await Console.Error.WriteLineAsync($"bylaw: {error.Message}");
            return ExitCode.ToolFault;
        }
        catch (Exception error) when (Environment.GetEnvironmentVariable("BYLAW_DEBUG") is null)
        {
            await Console.Error.WriteLineAsync(
                $"bylaw: internal error: {error.GetType().Name}: {error.Message} (set BYLAW_DEBUG=1 for the stack trace)");
            return ExitCode.ToolFault;
        }
    }

    /// <summary>Reads a command line. A flag takes no word behind it, so <c>--fail-defined true</c> asks for <c>true</c>; <c>--flag=false</c> is its value.</summary>
    public static ParseResult Parse(RootCommand root, string[] args)
    {
        CloseFlags(root, args);
        return root.Parse(args);
    }

    private static void CloseFlags(Command command, string[] args)
    {
        foreach (var option in command.Options.Where(o => o.ValueType == typeof(bool)))
        {
            var isSet = args.Any(a => option.Aliases.Append(option.Name).Any(n => a.Length > n.Length && a[n.Length] is '=' or ':' && a.StartsWith(n, StringComparison.Ordinal)));
            if (!isSet)
            {
                option.Arity = ArgumentArity.Zero;
            }
        }
        foreach (var below in command.Subcommands)
        {
            CloseFlags(below, args);
        }
    }

    /// <summary>A mistyped option would else be taken for a path, which no user means.</summary>
    public static string? UnknownOption(ParseResult parsed, string[] args)
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

    /// <summary>A command's own help shows its examples; a list of commands shows one line of each.</summary>
    public static void ShortenListed(Command root, string[] args)
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
