using Bylaw.Collectors.Evaluations;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Fairness;

namespace Bylaw.Accept.Fairness;

/// <summary>Looks for the file and the columns behind a section that has no recipe, by the names of its attributes and the counts of its first groups.</summary>
internal sealed class DataDiscovery(string folder, Func<string, string?> prepare)
{
    private static readonly string[] _labelNames = ["label_value", "label", "y_true", "target", "y", "outcome", "truth", "true_label", "class"];
    private static readonly string[] _predictionNames = ["score", "pred", "prediction", "y_pred", "predictions", "predicted"];

    private readonly Dictionary<string, IReadOnlyList<TableColumn>?> _columns = new(StringComparer.Ordinal);

    public (string Source, PredictionLayout Layout)? Find(string file, string[] path, string[] attributes, Dictionary<string, ConfusionCell> wanted)
    {
        foreach (var source in Candidates(file, path, attributes))
        {
            var columns = Columns(source)!;
            var free = columns.Select(c => c.Name.Trim()).Where(c => !attributes.Contains(c, StringComparer.OrdinalIgnoreCase)).ToArray();
            var labels = free.OrderBy(c => Rank(_labelNames, c)).Take(6).ToArray();
            var predictions = free.OrderBy(c => Array.Exists(path, p => c.Contains(p, StringComparison.OrdinalIgnoreCase)) ? -1 : Rank(_predictionNames, c)).Take(6).ToArray();
            foreach (var label in labels)
            {
                foreach (var prediction in predictions.Where(p => p != label))
                {
                    var layout = new PredictionLayout { Label = label, Prediction = prediction, Attributes = [.. attributes] };
                    if (Fits(source, layout, wanted))
                    {
                        return (source, layout with { Score = ScoreBeside(prediction, free) });
                    }
                }
            }
        }
        return null;
    }

    private IEnumerable<string> Candidates(string file, string[] path, string[] attributes)
    {
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".csv" or ".parquet" && !f.Contains("/reference/", StringComparison.Ordinal))
            .OrderBy(f => f.Contains(file, StringComparison.OrdinalIgnoreCase) ? 0 : 1).ThenBy(f => f, StringComparer.Ordinal).ToArray();
        foreach (var candidate in files.Where(f => Has(f, attributes)))
        {
            foreach (var predictions in Joined(candidate, files).OrderBy(p => Array.Exists(path, s => p.Contains(s, StringComparison.OrdinalIgnoreCase)) ? 0 : 1))
            {
                if (prepare($"SELECT a.*, b.* EXCLUDE (\"index\") FROM '{candidate}' a JOIN '{predictions}' b USING (\"index\")") is { } joined)
                {
                    yield return joined;
                }
            }
            if (Columns(candidate)!.Any(c => c.Name == "model_id"))
            {
                foreach (var part in ByModel(candidate))
                {
                    yield return part;
                }
            }
            else
            {
                yield return candidate;
            }
        }
    }

    /// <summary>Files of predictions that name their rows by the same <c>index</c> column.</summary>
    private IEnumerable<string> Joined(string candidate, string[] files) => Has(candidate, ["index"])
        ? files.Where(f => f != candidate && f.Contains(".pred.", StringComparison.Ordinal) && Has(f, ["index"])
            && Path.GetFileName(f).StartsWith(Path.GetFileNameWithoutExtension(candidate), StringComparison.Ordinal))
        : [];

    private IEnumerable<string> ByModel(string candidate)
    {
        var models = new List<string>();
        using (var table = TableSource.Open(candidate))
        {
            var probe = new PredictionLayout { Prediction = "model_id", Label = "model_id", MultiClass = true };
            try
            {
                models.AddRange(PredictionReader.Read(table, probe).Classes);
            }
            catch (EvaluationInputException)
            {
                // one model only
            }
        }
        var from = candidate.EndsWith(".csv", StringComparison.Ordinal) ? $"read_csv('{candidate}', all_varchar=true)" : $"'{candidate}'";
        return models.Select(m => prepare($"SELECT * FROM {from} WHERE CAST(model_id AS VARCHAR) = '{m.Replace("'", "''", StringComparison.Ordinal)}'")).OfType<string>();
    }

    private static bool Fits(string source, PredictionLayout layout, Dictionary<string, ConfusionCell> wanted)
    {
        try
        {
            using var table = TableSource.Open(source);
            var groups = PredictionReader.Read(table, layout).Table().Known.ToDictionary(g => g.Name, g => g.Cell, StringComparer.Ordinal);
            return groups.Count == wanted.Count && wanted.All(w => groups.TryGetValue(w.Key, out var cell) && cell == w.Value);
        }
        catch (EvaluationInputException)
        {
            return false;
        }
    }

    private static string? ScoreBeside(string prediction, string[] columns) =>
        columns.FirstOrDefault(c => c == prediction.Replace("pred", "score", StringComparison.Ordinal) && c != prediction);

    private static int Rank(string[] names, string column)
    {
        var exact = Array.FindIndex(names, n => n.Equals(column, StringComparison.OrdinalIgnoreCase));
        return exact >= 0 ? exact : Array.Exists(names, n => n.Length > 3 && column.Contains(n, StringComparison.OrdinalIgnoreCase)) ? 50 : 100;
    }

    private bool Has(string file, string[] names) => Columns(file) is { } columns && names.All(n => columns.Any(c => c.Name.Trim().Equals(n, StringComparison.OrdinalIgnoreCase)));

    private IReadOnlyList<TableColumn>? Columns(string file)
    {
        if (!_columns.TryGetValue(file, out var columns))
        {
            try
            {
                using var table = TableSource.Open(file);
                columns = table.Columns;
            }
            catch (EvaluationInputException)
            {
                columns = null;
            }
            _columns[file] = columns;
        }
        return columns;
    }
}
