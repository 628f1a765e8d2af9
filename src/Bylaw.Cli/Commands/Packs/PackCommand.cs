using System.CommandLine;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack</c>: writes, tests, packs, signs, shares and compares packs of controls.</summary>
internal static class PackCommand
{
    public static Command Build()
    {
        var command = new Command("pack", """
            Write, test, share and compare packs of controls.

            Examples:
              bylaw pack init .bylaw/packs/our-rules      a pack with one control, its tests and examples
              bylaw pack test .bylaw/packs/our-rules      rules, examples, and what no test would notice
              bylaw pack push our-rules oci://registry.example/governance/our-rules:1.0
              bylaw pack crosswalk nist-ai-rmf            what supports each point, and what is left
            """);
        command.Subcommands.Add(PackBuildCommand.Build());
        command.Subcommands.Add(PackCrosswalkCommand.Build());
        command.Subcommands.Add(PackDiffCommand.Build());
        command.Subcommands.Add(PackInitCommand.Build());
        command.Subcommands.Add(PackListCommand.Build());
        command.Subcommands.Add(PackPullCommand.Build());
        command.Subcommands.Add(PackPushCommand.Build());
        command.Subcommands.Add(PackShowCommand.Build());
        command.Subcommands.Add(PackSignCommand.Build());
        command.Subcommands.Add(PackTestCommand.Build());
        command.Subcommands.Add(PackVerifyCommand.Build());
        return command;
    }
}
