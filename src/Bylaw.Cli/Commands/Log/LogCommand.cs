using System.CommandLine;

namespace Bylaw.Cli.Commands.Log;

/// <summary><c>bylaw log</c>: the record that nobody can quietly change.</summary>
internal static class LogCommand
{
    public static Command Build() => new("log", "Write, ask, prove and verify the ledger: what was decided, by which policy, for whom, when and why.")
    {
        LogInitCommand.Build(),
        LogAppendCommand.Build(),
        LogTailCommand.Build(),
        LogQueryCommand.Build(),
        LogShowCommand.Build(),
        LogProveCommand.Build(),
        LogVerifyCommand.Build(),
        LogFsckCommand.Build(),
        LogCheckpointCommand.Build(),
        LogWitnessCommand.Build(),
        LogExportCommand.Build(),
        LogEraseCommand.Build(),
        LogHoldCommand.Build(),
        LogPruneCommand.Build(),
        LogServeCommand.Build(),
        LogKeysCommand.Build(),
        LogBenchCommand.Build(),
    };
}
