using System.CommandLine;
using Bylaw.Rego.Builtins;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego capabilities</c>: prints what the engine can do, as a capabilities file.</summary>
internal static class CapabilitiesCommand
{
    public static Command Build()
    {
        var current = new Option<bool>("--current") { Description = "Print the capabilities of this engine (the default)." };
        var file = new Option<FileInfo?>("--file") { Description = "Read a capabilities file and print those of its built-ins that this engine lacks, one a line." };
        var command = new Command(
            "capabilities",
            """
            Print built-ins with their types, keywords and features as a capabilities file.

            Examples:
              bylaw rego capabilities > capabilities.json
              bylaw rego capabilities --file other-engine.json
            """)
        {
            current,
            file,
        };
        command.SetAction(parsed => parsed.GetValue(file) is { } other ? PrintMissing(other) : PrintCurrent());
        return command;
    }

    private static int PrintCurrent()
    {
        Console.Out.WriteLine(Capabilities.Describe(BuiltinTable.Default).ToJson(indent: "  "));
        return ExitCode.Success;
    }

    private static int PrintMissing(FileInfo file)
    {
        var other = CapabilityFiles.Read(file.FullName);
        foreach (var name in other.Builtins.Except(BuiltinTable.Default.Names).Order(StringComparer.Ordinal))
        {
            Console.Out.WriteLine(name);
        }
        return ExitCode.Success;
    }
}
