using Bylaw.Cli.Commands;

namespace Bylaw.Cli;

/// <summary>Starts the <c>bylaw</c> program.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) => CommandTable.RunAsync(args);
}
