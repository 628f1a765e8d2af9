using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Evidence.Collecting;

namespace Bylaw.Collectors.Datasets.Screening;

/// <summary>Looks in every text of a table for planted instructions, signs that nobody sees, and words that look like triggers of a backdoor.</summary>
internal static class PoisoningScan
{
    private const int LeastLength = 8;

    /// <summary>Reads all rows once.</summary>
    /// <returns>Engine, time, findings and hits on injected instructions (MITRE ATLAS AML.M0007); nothing of the texts.</returns>
    /// <exception cref="Tables.TableException">The table cannot be read to its end.</exception>
    public static JsonObject Read(Relation relation, RelationColumn? label, CollectorContext context)
    {
        var columns = relation.Columns.Where(c => c.Kind == ColumnKind.Text && c != label).ToList();
        var (hidden, instructions, rows) = (0L, 0L, 0L);
        var words = columns.ConvertAll(_ => new TriggerTokens());
        if (columns.Count > 0)
        {
            var selected = columns.Append(label).OfType<RelationColumn>().Select(c => $"CAST({c.Sql} AS VARCHAR)");
            foreach (var row in relation.Stream($"SELECT {string.Join(", ", selected)} FROM {relation.From}"))
            {
                rows++;
                for (var c = 0; c < columns.Count; c++)
                {
                    if (row[c] is not string { Length: >= LeastLength } text)
                    {
                        continue;
                    }
                    hidden += InjectedInstructions.Hides(text) ? 1 : 0;
                    instructions += InjectedInstructions.Speaks(text) ? 1 : 0;
                    if (label is not null && row[^1] is string { Length: > 0 and < 200 } answer)
                    {
                        words[c].Add(text, answer);
                    }
                }
            }
        }
        var triggers = columns.Zip(words, (c, w) => (c.Name, Found: w.Find())).SelectMany(p => p.Found, (p, f) => (JsonNode)new JsonObject { ["column"] = p.Name, ["rows"] = f.Rows, ["label_share"] = f.Share }).ToArray();
        return new JsonObject
        {
            ["engine"] = $"bylaw {context.Collector.Version}",
            ["at"] = context.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
            ["findings"] = hidden + triggers.Length,
            ["injected_instruction_hits"] = instructions,
            ["hidden_texts"] = hidden,
            ["trigger_words"] = new JsonArray(triggers),
            ["text_columns"] = columns.Count,
            ["rows"] = columns.Count > 0 ? rows : relation.Count($"SELECT count(*) FROM {relation.From}"),
        };
    }
}
