using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Tables;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Drift;

/// <summary><c>bylaw drift profile FILE</c>: keeps a reference as evidence, so that its rows are no longer needed.</summary>
internal static class DriftProfileCommand
{
    private static readonly DriftOptions _layout = new();
    private static readonly Argument<string> _file = new("FILE") { Description = "The reference: the data a model was tested on, as a rule." };
    private static readonly Option<string> _out = new("--out") { Description = "Where to write the profile.", Required = true };

    public static Command Build()
    {
        var command = new Command("profile", """
            Keep a reference as evidence: fixed bins, counts, distributions and the model's performance.
            The profile holds values of the columns (cut points, categories, up to 4,096 points of each number), but no rows.
            Example:
              bylaw drift profile test.csv --label y --score p --by sex --out reference.json
            """)
        {
            _file, _out,
        };
        _layout.AddTo(command);
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken) => DriftCommand.GuardAsync(async progress =>
    {
        var file = DriftCommand.Existing(parsed.GetRequiredValue(_file));
        ReferenceProfile profile;
        using (var table = TableSource.Open(file))
        {
            profile = ReferenceProfile.Of(table, _layout.Read(parsed), progress.Report, cancellationToken);
        }
        progress.Dispose();
        var document = DriftEvidence.Profile(DriftCommand.Context(file.Split('#')[0]), profile, await DriftCommand.Source(file, cancellationToken));
        try
        {
            await File.WriteAllTextAsync(parsed.GetRequiredValue(_out), document.ToJson().ToJsonString(new JsonSerializerOptions { WriteIndented = false }) + "\n", cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write the profile: {error.Message}");
        }
        AnsiConsole.MarkupLineInterpolated(CultureInfo.InvariantCulture, $"{profile.Rows:N0} rows, {profile.Columns.Length} columns watched; reference [bold]{DriftReference.DigestOf(profile)}[/]");
        foreach (var note in profile.Notes)
        {
            AnsiConsole.MarkupLineInterpolated($"[grey]note: {note}[/]");
        }
        return ExitCode.Success;
    });
}
