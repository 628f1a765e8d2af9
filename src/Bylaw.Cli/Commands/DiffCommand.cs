using System.CommandLine;
using System.Text.Json.Nodes;
using Bylaw.Cli.Commands.Collect;
using Bylaw.Evidence.Comparing;

namespace Bylaw.Cli.Commands;

/// <summary><c>bylaw diff</c>: what changed between two sets of evidence.</summary>
internal static class DiffCommand
{
    private const int ShownLength = 100;

    public static Command Build()
    {
        var before = new Argument<string>("before") { Description = "The first set: a folder that `bylaw collect --out` wrote, or a file of documents." };
        var after = new Argument<string>("after") { Description = "The second set." };
        var format = new Option<string>("--format", "-f") { Description = "text or json.", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var kinds = new Option<string[]>("--kind", "-k") { Description = "Only this kind of evidence; may be given again.", AllowMultipleArgumentsPerToken = true };
        var fail = new Option<bool>("--exit-code") { Description = "Exit with 1 when there is a difference." };
        var command = new Command("diff", """
            Compare two sets of evidence by what they state. When it was collected does not count.

            Examples:
              bylaw collect --out before/ ; git switch change ; bylaw collect --out after/
              bylaw diff before/ after/
              bylaw diff before/ after/ --format json --exit-code

            Exit codes: 0 done; 1 they differ, by --exit-code; 2 a set cannot be read.
            """)
        {
            before, after, format, kinds, fail,
        };
        command.SetAction(parse =>
        {
            var wanted = parse.GetValue(kinds) ?? [];
            var changes = EvidenceComparison.Compare(EvidenceFiles.Read(parse.GetValue(before)!), EvidenceFiles.Read(parse.GetValue(after)!))
                .Where(c => wanted.Length == 0 || wanted.Contains(c.Kind)).ToList();
            if (parse.GetValue(format) == "json")
            {
                Console.Out.WriteLine(new JsonArray([.. changes.Select(c => (JsonNode)c.ToJson())]).ToJsonString(EvidenceFiles.Readable));
            }
            else
            {
                Print(changes);
            }
            return parse.GetValue(fail) && changes.Count > 0 ? ExitCode.Violation : ExitCode.Success;
        });
        return command;
    }

    private static void Print(List<EvidenceChange> changes)
    {
        foreach (var group in changes.GroupBy(c => (c.Kind, c.Subject)))
        {
            Console.Out.WriteLine($"{group.Key.Kind} {group.Key.Subject}");
            foreach (var change in group)
            {
                var path = change.Path.Length == 0 ? "(all)" : change.Path;
                Console.Out.WriteLine(change.Form switch
                {
                    ChangeForm.Added => $"  + {path}: {Short(change.After)}",
                    ChangeForm.Removed => $"  - {path}: {Short(change.Before)}",
                    _ => $"  ~ {path}: {Short(change.Before)} -> {Short(change.After)}",
                });
            }
        }
        var counts = changes.ToLookup(c => c.Form);
        Console.Out.WriteLine(changes.Count == 0
            ? "no difference"
            : $"\n{counts[ChangeForm.Added].Count()} added, {counts[ChangeForm.Removed].Count()} removed, {counts[ChangeForm.Changed].Count()} changed");
    }

    private static string Short(JsonNode? value)
    {
        var text = value?.ToJsonString(new System.Text.Json.JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 1000 }) ?? "null";
        return text.Length > ShownLength ? text[..(ShownLength - 1)] + "…" : text;
    }
}
