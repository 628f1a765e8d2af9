using System.Collections.Immutable;
using System.Reflection;
using Bylaw.Assessment;
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
        var run = CheckRun.Load(request.Folder, request.PackFolders, cancellation, onlyEnabled: true);
        if (!request.Only.IsEmpty)
        {
            CheckNames(request.Only, run.Library);
        }
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
        var report = ForeignChecks.AddTo(run.Assess(options, cancellation), run, options, cancellation);
        report = report with { NotOnRecord = LedgerGate.NotOnRecord(request, run, options) };
        var written = ReportOutputs.Write(report, request.Outputs, request.SignKey);
        if (request.IsExplained)
        {
            TerminalReport.Explain(Console.Out, report);
        }
        else if (!request.Outputs.Any(o => o.File == "-"))
        {
            TerminalReport.Write(Console.Out, report, request.IsQuiet);
        }
        var recorded = request.IsExplained
            || await LedgerGate.RecordAsync(request, new CheckedCase(run, CheckRun.PackFolders(run.Root, request.PackFolders), options, report), cancellation);
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
}
