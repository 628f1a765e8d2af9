using Bylaw.Assessment;
using Bylaw.Ledger.Writing;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Sees to it that a check is on record where it must be. A check that must be and is not does not pass.</summary>
internal static class LedgerGate
{
    /// <summary>Says, for the reports, why a check that lets something through is not going to be on record; null where it is, or need not be.</summary>
    public static string? NotOnRecord(CheckRequest request, CheckRun run, AssessmentOptions options)
    {
        if (!IsGating(options))
        {
            return null;
        }
        return request.WithoutLedger ? $"stage {options.Stage} was run with --no-ledger; nobody can prove this verdict later"
            : Folder(request, run) is null && Wanted(run) == "optional" ? $"there is no ledger, and {run.Manifest.Path} says `ledger: optional`"
            : null;
    }

    /// <summary>Records a check.</summary>
    /// <param name="request">Which ledger and keys, and whether to be quiet.</param>
    /// <param name="made">The check.</param>
    /// <param name="cancellation">Stops waiting for room in the queue.</param>
    /// <returns>False when the check must not pass, because it is not on record.</returns>
    public static async Task<bool> RecordAsync(CheckRequest request, CheckedCase made, CancellationToken cancellation)
    {
        var required = Wanted(made.Run);
        if (required is not (null or "required" or "optional"))
        {
            Console.Error.WriteLine($"bylaw: `ledger: {required}` in {made.Run.Manifest.Path} must be required or optional");
            return false;
        }
        if (request.WithoutLedger)
        {
            return Unrecorded(request, made, required == "required");
        }
        if (Folder(request, made.Run) is not { } folder)
        {
            return Without(made, required, request.IsQuiet);
        }
        try
        {
            var (receipt, changes) = await CheckRecord.AppendAsync(folder, request.Keys, made, cancellation);
            if (!request.IsQuiet)
            {
                var head = receipt.Checkpoint!.Split('\n');
                Console.Error.WriteLine($"recorded as entry {receipt.Index} of {folder}{(changes > 0 ? $", after {changes} changes of policy" : "")}");
                Console.Error.WriteLine($"checkpoint: {head[0]}, {head[1]} entries, root {head[2]}");
            }
            return true;
        }
        catch (Exception error) when (error is LedgerException or IOException or UnauthorizedAccessException or UserErrorException or ArgumentException or FormatException)
        {
            Console.Error.WriteLine($"bylaw: the decision is not on the record, so it does not pass: {error.Message}");
            return false;
        }
    }

    /// <summary>Where there is no ledger, a stage that lets something through passes only when a reviewed line of the manifest says that it may.</summary>
    private static bool Without(CheckedCase made, string? wanted, bool quiet)
    {
        if (!IsGating(made.Options))
        {
            return true;
        }
        if (made.Report.NotOnRecord is { } why)
        {
            if (!quiet)
            {
                Console.Out.WriteLine("not on record: " + why);
            }
            return true;
        }
        Console.Error.WriteLine(
            $"bylaw: stage {made.Options.Stage} passes only on record, and there is no ledger: name one with --ledger or $BYLAW_LOG, or make one with `bylaw log init`"
            + (wanted == "required" ? $" ({made.Run.Manifest.Path} says `ledger: required`)" : "; --no-ledger lets it pass this once and says aloud that it is not on record"));
        return false;
    }

    private static bool Unrecorded(CheckRequest request, CheckedCase made, bool required)
    {
        if (request.Ledger is not null)
        {
            Console.Error.WriteLine("bylaw: --ledger and --no-ledger contradict each other");
            return false;
        }
        if (!IsGating(made.Options))
        {
            return true;
        }
        if (required)
        {
            Console.Error.WriteLine($"bylaw: stage {made.Options.Stage} must be on record: {made.Run.Manifest.Path} says `ledger: required`, and --no-ledger does not overrule it");
            return false;
        }
        // Said even when only the verdict was asked for: whoever reads the verdict must know.
        Console.Out.WriteLine("NOT ON RECORD: " + made.Report.NotOnRecord);
        return true;
    }

    private static string? Wanted(CheckRun run) => (run.Manifest.Tree.Root["ledger"] as System.Text.Json.Nodes.JsonValue)?.ToString();

    private static string? Folder(CheckRequest request, CheckRun run)
    {
        var usual = Path.Combine(run.Root, ".bylaw", "ledger");
        return request.Ledger ?? Environment.GetEnvironmentVariable("BYLAW_LOG") ?? (Directory.Exists(usual) ? usual : null);
    }

    private static bool IsGating(AssessmentOptions options) => options.Stage is "predeploy" or "deploy" or "runtime";
}
