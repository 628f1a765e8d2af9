using System.CommandLine;
using Bylaw.Cli.Commands;
using Bylaw.Cli.Commands.Rego;

namespace Bylaw.Cli;

/// <summary>Starts <c>bylaw rego</c>; <c>eng/launch.sh</c> hands everything else to the whole program.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => CommandRun.RunAsync(() => Root(args), args);

    private static RootCommand Root(string[] args)
    {
        var root = new RootCommand("AI governance as code: rules in Rego, evidence collected by Bylaw, decisions on the record.");
        root.Subcommands.Add(RegoCommand.Build(args));
        CommandRun.ShortenListed(root, args);
        return root;
    }
}
