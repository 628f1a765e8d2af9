using System.CommandLine;
using System.Reflection;
using System.Runtime.InteropServices;

namespace Bylaw.Cli.Commands;

/// <summary><c>bylaw version</c>: says which build this is.</summary>
internal static class VersionCommand
{
    public static Command Build()
    {
        var command = new Command("version", "Print the version of bylaw, its Rego level and its runtime.");
        command.SetAction(_ =>
        {
            var version = typeof(VersionCommand).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
            Console.Out.WriteLine($"bylaw {version}");
            Console.Out.WriteLine("rego level: OPA 1.20 (v1 by default, v0 by option)");
            Console.Out.WriteLine($"runtime: {RuntimeInformation.FrameworkDescription} on {RuntimeInformation.RuntimeIdentifier}");
            return ExitCode.Success;
        });
        return command;
    }
}
