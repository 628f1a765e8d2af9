using System.CommandLine;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets;
using Bylaw.Collectors.Datasets.Lineage;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Cli.Commands.Dataset;

/// <summary><c>bylaw dataset</c>: profiles one dataset as the collector does, for a person or another tool.</summary>
internal static class DatasetCommand
{
    public static Command Build()
    {
        var path = new Argument<string>("file") { Description = "A CSV, TSV, Parquet, JSON, Arrow, Avro or SQLite file, or postgres://user@host/db?table=t" };
        var label = new Option<string?>("--label") { Description = "The column that is predicted" };
        var attributes = new Option<string[]>("--protected") { Description = "A protected attribute (repeat)" };
        var quasi = new Option<string[]>("--quasi") { Description = "A quasi-identifier for k-anonymity (repeat)" };
        var sensitive = new Option<string[]>("--sensitive") { Description = "A sensitive column for l-diversity and t-closeness (repeat)" };
        var train = new Option<string?>("--train") { Description = "The training file that this test file is looked up in" };
        var delimiter = new Option<string?>("--delimiter") { Description = "What parts the values of a text file" };
        var names = new Option<string?>("--names") { Description = "Column names with commas between, where the file has none" };
        var header = new Option<bool?>("--header") { Description = "Whether the first line of a text file holds names: true or false; found out unless told" };
        var table = new Option<string?>("--table") { Description = "The table of an SQLite file that holds several" };
        var format = new Option<string>("--format", "-f") { Description = "table, json (evidence) or openlineage (facets)", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "openlineage");
        var command = new Command("dataset", """
            Profile a dataset: nulls, ranges, duplicates, contradicting labels, balance, leakage, groups, k-anonymity, l-diversity, t-closeness, personal data.

            Examples:
              bylaw dataset data/train.csv --label outcome --protected sex
              bylaw dataset data/test.csv --train data/train.csv --label outcome
              bylaw dataset patients.parquet --quasi age --quasi zip --sensitive diagnosis
              bylaw dataset data/train.csv --format openlineage

            Exit codes: 0 profiled, 2 wrong use or nothing could be read, 3 something could not be read.
            """)
        {
            path, label, attributes, quasi, sensitive, train, delimiter, names, header, table, format,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var input = parsed.GetValue(path)!;
            var isServer = input.StartsWith("postgres", StringComparison.Ordinal) && input.Contains("://", StringComparison.Ordinal);
            if (!isServer && !File.Exists(input))
            {
                throw new UserErrorException($"no such file: {input}");
            }
            var full = isServer ? Directory.GetCurrentDirectory() : Path.GetFullPath(input);
            var root = isServer ? full : Path.GetPathRoot(full)!;
            var profile = new JsonObject();
            Set(profile, "label", parsed.GetValue(label));
            Set(profile, "delimiter", parsed.GetValue(delimiter));
            Set(profile, "table", parsed.GetValue(table));
            if (parsed.GetValue(header) is { } holdsNames)
            {
                profile["header"] = holdsNames;
            }
            Set(profile, "train", parsed.GetValue(train) is { } file ? Path.GetFullPath(file) : null);
            Set(profile, "protected", parsed.GetValue(attributes));
            Set(profile, "quasi_identifiers", parsed.GetValue(quasi));
            Set(profile, "sensitive", parsed.GetValue(sensitive));
            Set(profile, "names", parsed.GetValue(names)?.Split(',', StringSplitOptions.TrimEntries));
            var answer = await CollectAsync(root, input, full, isServer, profile, cancellationToken);
            return Write(answer, parsed.GetValue(format)!);
        });
        return command;
    }

    private static async Task<Collection> CollectAsync(string root, string input, string full, bool isServer, JsonObject profile, CancellationToken cancellationToken)
    {
        var collector = CollectorRegistry.Discover(typeof(DatasetCollector).Assembly).Single(c => c.Declaration.Name == "dataset-profile");
        var context = new CollectorContext
        {
            Collector = collector.Identity,
            Subject = new Subject(isServer ? "table" : Path.GetFileName(input)),
            Files = new SourceFolder(root),
            Clock = TimeProvider.System,
            Options = new JsonObject { [isServer ? "uri" : "path"] = isServer ? input : full, ["profile"] = profile },
        };
        return await new CollectorRunner().RunAsync(collector, context, cancellationToken);
    }

    private static int Write(Collection answer, string format)
    {
        if (answer.Documents.IsEmpty)
        {
            throw new UserErrorException(string.Join("; ", answer.Gaps.Select(g => g.Message)));
        }
        switch (format)
        {
            case "json":
                Console.Out.WriteLine(new JsonArray([.. answer.Documents.Select(d => (JsonNode)d.ToJson())]).ToJsonString(new() { WriteIndented = true }));
                break;
            case "openlineage":
                Console.Out.WriteLine(OpenLineageFacets.From(answer.Documents[0].Spec).ToJsonString(new() { WriteIndented = true }));
                break;
            default:
                DatasetTable.Write(answer.Documents, Spectre.Console.AnsiConsole.Console);
                break;
        }
        foreach (var gap in answer.Gaps)
        {
            Console.Error.WriteLine($"not seen: {gap.Message}");
        }
        return answer.Gaps.IsEmpty ? ExitCode.Success : ExitCode.Incomplete;
    }

    private static void Set(JsonObject profile, string name, string? value)
    {
        if (value is not null)
        {
            profile[name] = value;
        }
    }

    private static void Set(JsonObject profile, string name, string[]? values)
    {
        if (values is { Length: > 0 })
        {
            profile[name] = new JsonArray([.. values.Select(v => (JsonNode)v)]);
        }
    }
}
