using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Cli.Commands.Check;
using Bylaw.Evidence.Documents;

namespace Bylaw.Cli.Commands.Collect;

/// <summary><c>bylaw collect</c>: collects evidence and judges nothing.</summary>
internal static class CollectCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("path") { Description = "Folder with a governance.yaml.", DefaultValueFactory = _ => "." };
        var kinds = new Option<string[]>("--kind", "-k") { Description = $"Only this kind of evidence; may be given again: {string.Join(", ", EvidenceKinds.All)}.", HelpName = "kind" };
        kinds.AcceptOnlyFromAmong([.. EvidenceKinds.All]);
        var subjects = new Option<string[]>("--subject") { Description = "Only about this subject; may be given again." };
        var output = new Option<string?>("--out", "-o") { Description = "Folder to write to: one file a document, and gaps.json." };
        var format = new Option<string>("--format", "-f") { Description = "table or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var at = new Option<string?>("--effective-time") { Description = "The moment that the evidence bears (RFC 3339 or YYYY-MM-DD) instead of now." };
        var noCache = new Option<bool>("--no-cache") { Description = "Collect everything anew." };
        var strict = new Option<bool>("--fail-on-gaps") { Description = "Exit with 3 when something could not be seen." };
        var command = new Command("collect", """
            Collect evidence about the AI systems of a repository, without judging it. Scripts of the manifest run too.

            Examples:
              bylaw collect
              bylaw collect --kind infra --kind pipeline --format json
              bylaw collect --out evidence/
              bylaw diff evidence-before/ evidence/

            Exit codes: 0 collected; 2 the manifest or the tool is at fault; 3 by --fail-on-gaps.
            """)
        {
            path, kinds, subjects, output, format, at, noCache, strict,
        };
        command.SetAction(async (parse, cancellation) =>
        {
            var root = Path.GetFullPath(parse.GetValue(path)!);
            var (wantedKinds, wantedSubjects) = (parse.GetValue(kinds) ?? [], parse.GetValue(subjects) ?? []);
            var (documents, gaps) = await EvidenceCollection.RunAsync(
                root,
                CheckRun.LoadManifest(root),
                Moment(parse.GetValue(at)),
                !parse.GetValue(noCache),
                cancellation,
                (kind, subject) => (wantedKinds.Length == 0 || wantedKinds.Contains(kind)) && (wantedSubjects.Length == 0 || wantedSubjects.Contains(subject)));
            if (parse.GetValue(output) is { } folder)
            {
                EvidenceFiles.Write(folder, documents, gaps);
            }
            if (parse.GetValue(format) == "json")
            {
                Console.Out.WriteLine(new JsonObject
                {
                    ["documents"] = new JsonArray([.. documents.Select(d => (JsonNode)d.ToJson())]),
                    ["gaps"] = new JsonArray([.. gaps.Select(g => (JsonNode)g.ToJson())]),
                }.ToJsonString(EvidenceFiles.Readable));
            }
            else
            {
                Print(documents, gaps, parse.GetValue(output));
            }
            return parse.GetValue(strict) && gaps.Length > 0 ? ExitCode.Incomplete : ExitCode.Success;
        });
        return command;
    }

    private static void Print(ImmutableArray<EvidenceDocument> documents, ImmutableArray<Gap> gaps, string? folder)
    {
        var rows = documents.Select(d => (d.Kind, Subject: d.Subject.Name, Collector: d.Collector.Name, Facts: string.Join(", ", d.Spec.Select(Fact)), Digest: d.ComputeDigest()[..12])).ToList();
        var widths = (Kind: Width(rows.Select(r => r.Kind)), Subject: Width(rows.Select(r => r.Subject)), Collector: Width(rows.Select(r => r.Collector)));
        foreach (var row in rows)
        {
            Console.Out.WriteLine($"{row.Kind.PadRight(widths.Kind)}  {row.Subject.PadRight(widths.Subject)}  {row.Collector.PadRight(widths.Collector)}  {row.Digest}  {(row.Facts.Length > 110 ? row.Facts[..109] + "…" : row.Facts)}");
        }
        if (gaps.Length > 0)
        {
            Console.Out.WriteLine($"\nnot seen ({gaps.Length}):");
        }
        foreach (var gap in gaps)
        {
            Console.Out.WriteLine($"  {gap.Subject}  {gap.Collector}: {gap.Message}{(gap.Source is null ? "" : $" ({gap.Source})")}{(gap.Field is null ? "" : $" [{gap.Field}]")}");
        }
        Console.Out.WriteLine($"\n{documents.Length} document{(documents.Length == 1 ? "" : "s")}, {gaps.Length} gap{(gaps.Length == 1 ? "" : "s")}{(folder is null ? "" : $", written to {folder}")}");
    }

    private static DateTimeOffset Moment(string? text) =>
        text is null ? TimeProvider.System.GetUtcNow()
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
        : throw new UserErrorException($"--effective-time: `{text}` is no moment; write 2026-11-23 or 2026-11-23T12:00:00Z");

    private static string Fact(KeyValuePair<string, JsonNode?> fact) => fact.Value is JsonArray list ? $"{fact.Key} ({list.Count})" : fact.Key;

    private static int Width(IEnumerable<string> texts) => texts.Select(t => t.Length).DefaultIfEmpty(0).Max();
}
