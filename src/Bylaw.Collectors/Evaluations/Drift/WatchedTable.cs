using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Tables;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Reads a table one column at a time, so that memory grows with the rows and not with rows × columns.</summary>
internal sealed class WatchedTable(TableSource table, CancellationToken cancellationToken)
{
    /// <summary>Gets the names of all columns.</summary>
    public IEnumerable<string> Columns => table.Columns.Select(c => c.Name.Trim());

    /// <summary>Gets the file's name for messages.</summary>
    public string Name => Path.GetFileName(table.File);

    public bool Has(string name) => table.Columns.Any(c => string.Equals(c.Name.Trim(), name.Trim(), StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a column as texts; an empty one is missing.</summary>
    public string?[] Texts(string name, string role)
    {
        var column = table.Require(name, role);
        var texts = new List<string?>();
        table.Query($"SELECT nullif(trim(CAST({TableSource.Quote(column.Name)} AS VARCHAR)), '') FROM {{table}}",
            reader => texts.Add(reader.IsDBNull(0) ? null : reader.GetString(0)), cancellationToken);
        return texts.Count > 0 ? [.. texts] : throw new EvaluationInputException($"'{Name}' holds no rows");
    }

    /// <summary>Turns texts into numbers: NaN for a missing one; null when a text is none.</summary>
    public static double[]? Numbers(string?[] texts, out int bad)
    {
        bad = 0;
        var numbers = new double[texts.Length];
        for (var row = 0; row < texts.Length; row++)
        {
            if (texts[row] is null || texts[row] is "nan" or "NaN")
            {
                numbers[row] = double.NaN;
            }
            else if (!double.TryParse(texts[row], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]) || double.IsInfinity(numbers[row]))
            {
                numbers[row] = double.NaN;
                bad++;
            }
        }
        return bad == 0 ? numbers : null;
    }

    /// <summary>Reads scores; each must be a number from 0 to 1.</summary>
    public double[] Scores(string name)
    {
        var scores = Numbers(Texts(name, "score"), out var bad);
        if (scores is null || Array.Exists(scores, double.IsNaN))
        {
            throw new EvaluationInputException($"the score column `{name}` of '{Name}' holds something that is missing or not a number ({bad} rows not a number)");
        }
        return Array.Exists(scores, s => s is < 0 or > 1)
            ? throw new EvaluationInputException($"the score column `{name}` of '{Name}' holds numbers that are no probabilities from 0 to 1")
            : scores;
    }

    /// <summary>Reads labels as positive, negative or not known.</summary>
    public bool?[] Labels(string name, string role, ImmutableArray<string> positive, ImmutableArray<string> negative) =>
        Labels(Texts(name, role), name, positive, negative);

    public static bool?[] Labels(string?[] texts, string name, ImmutableArray<string> positive, ImmutableArray<string> negative)
    {
        var yes = positive.Select(LabelSet.Canonical).ToHashSet(StringComparer.Ordinal);
        var no = negative.Select(LabelSet.Canonical).ToHashSet(StringComparer.Ordinal);
        var known = new Dictionary<string, bool?>(StringComparer.Ordinal);
        var labels = new bool?[texts.Length];
        var outside = 0;
        for (var row = 0; row < texts.Length; row++)
        {
            if (texts[row] is not { } text)
            {
                continue;
            }
            if (!known.TryGetValue(text, out var label))
            {
                var word = LabelSet.Canonical(text);
                known[text] = label = yes.Contains(word) ? true : no.Contains(word) ? false : null;
            }
            labels[row] = label;
            outside += label is null ? 1 : 0;
        }
        return outside == 0 ? labels : throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture,
            $"labels outside the set: column `{name}` holds {outside} rows that are neither positive nor negative"));
    }
}
