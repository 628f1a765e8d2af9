using System.CommandLine;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Check;
using Bylaw.Reports.Drafts;

namespace Bylaw.Cli.Commands.Report;

/// <summary><c>bylaw report</c>: documents drafted from evidence, each with a list of what people must add.</summary>
internal static class ReportCommand
{
    private static readonly (string Name, string What, Func<DraftSource, Draft> Make)[] _kinds =
    [
        ("annex-iv", "Draft the technical documentation of EU AI Act Annex IV.", AnnexIvDraft.Make),
        ("bias-audit", "Draft the tables of a bias audit: selection rates and impact ratios.", BiasAuditDraft.Make),
        ("coverage", "Say for each pack what was decided by looking, by declaration, and what is left.", CoverageDraft.Coverage),
        ("ropa", "Draft the record of processing activities of GDPR Article 30.", RopaDraft.Make),
        ("soa", "Draft a statement of applicability: every control, why it applies, how it stands.", CoverageDraft.Applicability),
    ];

    public static Command Build()
    {
        var command = new Command("report", """
            Draft documents from evidence, each with an honest list of what people must add.

            Examples:
              bylaw report annex-iv --out docs/annex-iv.md
              bylaw report soa --format html --out soa.html

            Exit codes: 0 written, whatever is still to be added; 2 the manifest or the tool is at fault.
            """);
        foreach (var (name, what, make) in _kinds)
        {
            command.Subcommands.Add(BuildOne(name, what, make));
        }
        return command;
    }

    private static Command BuildOne(string name, string what, Func<DraftSource, Draft> make)
    {
        var path = new Argument<string>("path") { Description = "Folder with a governance.yaml.", DefaultValueFactory = _ => "." };
        var format = new Option<string>("--format", "-f") { Description = "markdown or html.", DefaultValueFactory = _ => "markdown" };
        format.AcceptOnlyFromAmong("markdown", "html");
        var output = new Option<string?>("--out", "-o") { Description = "The file to write; standard output unless told." };
        var at = new Option<string?>("--effective-time") { Description = "Draft as of this moment (RFC 3339 or YYYY-MM-DD) instead of now." };
        var command = new Command(name, $"{what}\n\nExample:\n  bylaw report {name} --out {name}.md") { path, format, output, at };
        command.SetAction(async (parse, cancellation) =>
        {
            var now = Moments.Parse("--effective-time", parse.GetValue(at)) ?? TimeProvider.System.GetUtcNow();
            var run = await CheckRun.Load(parse.GetValue(path)!, [], cancellation).CollectAsync(now, useCache: true, cancellation);
            var report = run.Assess(new AssessmentOptions { EffectiveTime = now, EngineVersion = CheckOnce.EngineVersion() }, cancellation);
            var draft = make(new DraftSource(run.Manifest, run.Documents, report));
            var text = parse.GetValue(format) == "html" ? DraftText.Html(draft) : DraftText.Markdown(draft);
            Write(text, parse.GetValue(output));
            Console.Error.WriteLine($"{draft.Missing.Count()} things are left for people to add");
            return ExitCode.Success;
        });
        return command;
    }

    private static void Write(string text, string? output)
    {
        if (output is null)
        {
            Console.Out.Write(text);
            return;
        }
        try
        {
            File.WriteAllText(output, text);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new UserErrorException($"cannot write {output}: {fault.Message}");
        }
    }
}
