using System.CommandLine;

namespace Bylaw.Cli.Commands.Policy;

/// <summary><c>bylaw policy</c>: which policies were in force when, who changed them and why, and what they would decide today.</summary>
internal static class PolicyCommand
{
    public static Command Build() => new("policy", """
        The history of policies in the ledger: what changed, who changed it and why, what was in force when; decisions made again.

        Examples:
          bylaw policy log --since 90d
          bylaw policy show 17
          bylaw policy blame baseline
          bylaw policy as-of 2026-03-01 --out packs-of-march
          bylaw policy replay 42
          bylaw policy replay --since 30d --with packs-draft
        """)
    {
        PolicyLogCommand.Build(),
        PolicyShowCommand.Build(),
        PolicyBlameCommand.Build(),
        PolicyAsOfCommand.Build(),
        PolicyReplayCommand.Build(),
    };
}
