using System.Text.Json.Nodes;

namespace Bylaw.Accept.Fairness;

/// <summary>Compares the product with reference values of other tools and with published tables.</summary>
internal sealed class FairnessAcceptance : IAcceptanceSet
{
    public string Name => "fairness";

    public string Summary => "reference values of fairness tools, from cells and from the data behind them";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        var references = Directory.Exists(Path.Combine(folder, "reference")) ? Path.Combine(folder, "reference") : folder;
        var compare = new Comparison(tally);
        using var data = new ReferenceData(folder);
        foreach (var file in Directory.EnumerateFiles(references, "*.json").Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileNameWithoutExtension(file);
            if (JsonNode.Parse(File.ReadAllText(file)) is not JsonObject json)
            {
                continue;
            }
            if (name == "known_answers")
            {
                KnownAnswers.Check(json, data, compare);
            }
            else if (name == "models")
            {
                ModelAnswers.Check(json, data, compare, tally);
            }
            else
            {
                Walk(name, [], json, data, compare, tally);
            }
        }
        OnnxRows.Check(data, compare, tally);
        return Task.CompletedTask;
    }

    /// <summary>Finds every section by its shape, wherever it stands in a file.</summary>
    private static void Walk(string file, string[] path, JsonObject node, ReferenceData data, Comparison compare, Tally tally)
    {
        var id = string.Join('/', [file, .. path]);
        if (CellSection.Is(node))
        {
            new CellSection(id, node, compare).Check();
            data.Check(file, path, node, compare, tally);
            return;
        }
        if (RateSection.Counts(node["groups"] as JsonObject ?? node) is { } counts)
        {
            RateSection.Check(id, node, counts, compare);
            return;
        }
        foreach (var (key, child) in node)
        {
            if (child is JsonObject inner)
            {
                Walk(file, [.. path, key], inner, data, compare, tally);
            }
        }
    }
}
