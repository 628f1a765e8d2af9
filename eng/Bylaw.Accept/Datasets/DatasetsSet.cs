using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Accept.Datasets;

/// <summary>Public data sets: profile and privacy figures against others' counts, a twin of plain loops, and the group sizes of the reference files.</summary>
internal sealed class DatasetsSet : IAcceptanceSet
{
    private const double Tolerance = 1e-9;

    public string Name => "datasets";

    public string Summary => "dataset collector on Adult, COMPAS, German, HMDA and bank: nulls, duplicates, leakage, k, l, t, groups";

    public async Task RunAsync(string folder, string[] options, Tally tally)
    {
        foreach (var set in KnownSet.All.Where(s => options.Length == 0 || options.Contains(s.Name)))
        {
            if (!File.Exists(Path.Combine(folder, set.File)))
            {
                tally.Skip(set.Name, $"{set.File} is not in the folder");
                continue;
            }
            await RunSetAsync(folder, set, tally).ConfigureAwait(false);
        }
    }

    private static async Task RunSetAsync(string folder, KnownSet set, Tally tally)
    {
        var profile = set.Profile.DeepClone().AsObject();
        profile["format"] = "csv";
        profile["delimiter"] = set.Delimiter;
        if (set.Names.Length > 0)
        {
            profile["names"] = new JsonArray([.. set.Names.Select(n => (JsonNode)n)]);
        }
        var collector = CollectorRegistry.Discover(typeof(DatasetCollector).Assembly).Single(c => c.Declaration.Name == "dataset-profile");
        var answer = await new CollectorRunner().RunAsync(collector, new CollectorContext
        {
            Collector = collector.Identity,
            Subject = new Subject(set.Name),
            Files = new SourceFolder(folder),
            Clock = TimeProvider.System,
            Options = new JsonObject { ["path"] = set.File, ["profile"] = profile },
        }).ConfigureAwait(false);
        foreach (var gap in answer.Gaps)
        {
            tally.Fail($"{set.Name}/gap", $"{gap.Reason}: {gap.Message}");
        }
        if (answer.Documents.FirstOrDefault(d => d.Kind == "dataset") is not { } document)
        {
            tally.Fail(set.Name, "no evidence was made");
            return;
        }
        var facts = new Facts(document.Spec, answer.Documents.FirstOrDefault(d => d.Kind == "split")?.Spec);
        foreach (var (path, wanted) in set.Figures)
        {
            Compare(tally, $"{set.Name}/{path}", wanted, facts.Number(path));
        }
        CompareTwin(PlainTable.Read(Path.Combine(folder, set.File), set.Delimiter, set.Names), facts, set, tally);
        CompareReference(Path.Combine(folder, "reference"), set.Name, facts, tally);
    }

    private static void CompareTwin(PlainTable twin, Facts facts, KnownSet set, Tally tally)
    {
        Compare(tally, $"{set.Name}/twin/rows", twin.RowCount, facts.Number("rows"));
        Compare(tally, $"{set.Name}/twin/duplicates", twin.Duplicates(), facts.Number("quality/duplicates"));
        foreach (var name in twin.Names)
        {
            Compare(tally, $"{set.Name}/twin/{name}/nulls", twin.Nulls(name), facts.Number($"columns/{name}/nulls"));
            Compare(tally, $"{set.Name}/twin/{name}/null_tokens", twin.NullTokens(name), facts.Number($"columns/{name}/null_tokens"));
            foreach (var (share, key) in new[] { (0.1, "p10"), (0.25, "p25"), (0.5, "p50"), (0.99, "p99") })
            {
                if (facts.Number($"columns/{name}/quantiles/{key}") is { } actual && twin.Quantile(name, share) is { } wanted)
                {
                    Compare(tally, $"{set.Name}/twin/{name}/{key}", wanted, actual);
                }
            }
        }
        foreach (var (group, count) in twin.Counts(set.Profile["label"]!.GetValue<string>()))
        {
            Compare(tally, $"{set.Name}/twin/class {group}", count, facts.ClassCount(group));
        }
    }

    /// <summary>Group sizes that the reference files state: <c>ATTRIBUTE → groups → GROUP → n</c> for all rows of a set.</summary>
    private static void CompareReference(string folder, string name, Facts facts, Tally tally)
    {
        var (file, section, attribute) = name switch
        {
            "adult" => ("adult.json", "train_labels", null as string),
            "compas" => ("compas.json", "all/attributes", null),
            "hmda" => ("hmda.json", "groups", "afam"),
            _ => ("", "", null),
        };
        if (file.Length == 0 || !File.Exists(Path.Combine(folder, file)))
        {
            return;
        }
        JsonNode? node = JsonNode.Parse(File.ReadAllText(Path.Combine(folder, file)));
        foreach (var part in section.Split('/'))
        {
            node = node?[part];
        }
        if (attribute is not null)
        {
            node = new JsonObject { [attribute] = node?.DeepClone() };
        }
        foreach (var (key, groups) in node as JsonObject ?? [])
        {
            foreach (var (group, cell) in (groups?["groups"] ?? groups) as JsonObject ?? [])
            {
                if (!key.Contains(" x ", StringComparison.Ordinal) && cell is JsonObject counts && counts["n"] is JsonValue n && n.GetValueKind() == JsonValueKind.Number)
                {
                    Compare(tally, $"{name}/reference/{key}={group}", n.GetValue<double>(), facts.GroupCount(key, group));
                }
            }
        }
    }

    private static void Compare(Tally tally, string id, double wanted, double? actual)
    {
        if (actual is { } number && Math.Abs(number - wanted) <= Tolerance * Math.Max(1, Math.Abs(wanted)))
        {
            tally.Pass();
        }
        else
        {
            tally.Fail(id, $"wanted {wanted}, got {(actual is null ? "nothing" : actual.ToString())}");
        }
    }

    /// <summary>Reads figures out of evidence by path; columns are found by name.</summary>
    private sealed class Facts(JsonObject spec, JsonObject? split)
    {
        public double? Number(string path)
        {
            var parts = path.Split('/');
            JsonNode? node = parts[0] == "split" ? split : spec;
            foreach (var part in parts[0] == "split" ? parts[1..] : parts)
            {
                node = node switch
                {
                    JsonArray list => list.FirstOrDefault(c => c!["name"]?.ToString() == part),
                    JsonObject map => map[part],
                    _ => null,
                };
            }
            return node is JsonValue value && value.GetValueKind() == JsonValueKind.Number ? double.Parse(value.ToJsonString(), System.Globalization.CultureInfo.InvariantCulture) : null;
        }

        public double? ClassCount(string group) =>
            (spec["quality"]?["class_balance"]?["classes"] as JsonArray)?.FirstOrDefault(c => c!["class"]!.ToString() == group)?["count"] is { } count ? (double)count.GetValue<long>() : null;

        public double? GroupCount(string attribute, string group) =>
            (spec["representativeness"] as JsonArray)?.FirstOrDefault(g => g!["attribute"]!.ToString() == attribute && g["group"]!.ToString() == group)?["count"] is { } count ? (double)count.GetValue<long>() : null;
    }
}
