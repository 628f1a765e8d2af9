using System.Collections.Immutable;
using System.Reflection;
using Bylaw.Assessment;
using Bylaw.Ledger.Writing;
using Bylaw.Manifest;
using Bylaw.Packs;

namespace Bylaw.Cli.Commands.Check;

/// <summary>One check from manifest to exit code.</summary>
internal static class CheckOnce
{
    /// <summary>Runs a check.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(CheckRequest request, CancellationToken cancellation)
    {
        var run = CheckRun.Load(request.Folder, request.PackFolders, cancellation);
        CheckNames(request.Only, run.Library);
        var options = new AssessmentOptions
        {
            Stage = request.Stage,
            Only = request.Only,
            EffectiveTime = request.EffectiveTime ?? TimeProvider.System.GetUtcNow(),
            Environment = request.Environment,
            EngineVersion = EngineVersion(),
        };
        run = await run.CollectAsync(options.EffectiveTime, request.UsesCache, cancellation);
        if (request.ChangedSince is { } revision)
        {
            options = options with { Subjects = ChangedSubjects.Find(run, revision) };
        }
        if (request.WritesBaseline || request.ShrinksBaseline)
        {
            run = BaselineFile.Update(run, options, request, cancellation);
        }
        var report = run.Assess(options, cancellation);
        var written = ReportOutputs.Write(report, request.Outputs, request.SignKey);
        if (request.IsExplained)
        {
            TerminalReport.Explain(Console.Out, report);
        }
        else if (!request.Outputs.Any(o => o.File == "-"))
        {
            TerminalReport.Write(Console.Out, report, request.IsQuiet);
        }
        var recorded = request.IsExplained || await RecordAsync(request, report, run.Root, run.Manifest, cancellation);
        return written && recorded ? report.ExitCode : Math.Max(report.ExitCode, ExitCode.ToolFault);
    }

    /// <summary>Names the version of this program.</summary>
    public static string EngineVersion() =>
        typeof(CheckOnce).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "0";

    private static void CheckNames(ImmutableHashSet<string> wanted, PackLibrary library)
    {
        foreach (var name in wanted)
        {
            if (!library.Controls.ContainsKey(name))
            {
                var near = GovernanceManifest.Nearest(name, library.Controls.Keys);
                throw new UserErrorException($"there is no control `{name}`" + (near is null ? $"; the controls are {string.Join(", ", library.Controls.Keys)}" : $"; did you mean `{near}`?"));
            }
        }
    }

    private static string? LedgerFolder(string root, string? named)
    {
        var folder = named ?? Environment.GetEnvironmentVariable("BYLAW_LOG");
        var usual = Path.Combine(root, ".bylaw", "ledger");
        return folder ?? (Directory.Exists(usual) ? usual : null);
    }

    /// <summary>Records the check where there is a ledger. A check that could not be recorded does not pass.</summary>
    private static async Task<bool> RecordAsync(CheckRequest request, AssessmentReport report, string root, GovernanceManifest manifest, CancellationToken cancellation)
    {
        if (LedgerFolder(root, request.Ledger) is not { } folder)
        {
            return true;
        }
        try
        {
            var receipt = await CheckRecord.AppendAsync(folder, request.Keys, report, manifest, cancellation);
            if (!request.IsQuiet)
            {
                Console.Error.WriteLine($"recorded as entry {receipt.Index} of {folder}");
            }
            return true;
        }
        catch (Exception error) when (error is LedgerException or IOException or UnauthorizedAccessException or UserErrorException)
        {
            Console.Error.WriteLine($"bylaw: the decision is not on the record: {error.Message}");
            return false;
        }
    }
}
