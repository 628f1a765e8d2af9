using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Tables;

namespace Bylaw.Collectors.Evaluations.Onnx;

/// <summary>Holds the columns that a model reads, as numbers or as texts; changing a column makes a new table that shares the others.</summary>
public sealed class FeatureTable
{
    private FeatureTable(ImmutableArray<FeatureColumn> columns, int rows) => (Columns, Rows) = (columns, rows);

    /// <summary>Gets the columns.</summary>
    public ImmutableArray<FeatureColumn> Columns { get; }

    /// <summary>Gets the number of rows.</summary>
    public int Rows { get; }

    /// <summary>Makes a table.</summary>
    /// <param name="columns">Columns of one length.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    public static FeatureTable Of(IEnumerable<FeatureColumn> columns)
    {
        ImmutableArray<FeatureColumn> kept = [.. columns];
        return kept.Select(c => c.Rows).Distinct().Count() <= 1
            ? new(kept, kept.IsEmpty ? 0 : kept[0].Rows)
            : throw new ArgumentException("columns of different lengths", nameof(columns));
    }

    /// <summary>Reads columns of a table; which are numbers is for the model to say.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">Names and whether each is a number.</param>
    /// <param name="extra">Further columns to read as texts: labels, groups.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <returns>The features and the texts.</returns>
    /// <exception cref="EvaluationInputException">A column is missing, or a number is none.</exception>
    public static (FeatureTable Features, string?[][] Extra) Read(
        TableSource table, IReadOnlyList<(string Name, bool IsNumeric)> columns, IReadOnlyList<string> extra, CancellationToken cancellationToken = default)
    {
        var names = columns.Select(c => table.Require(c.Name, "model input").Name).Concat(extra.Select(e => table.Require(e, "evaluation").Name)).ToArray();
        var texts = names.Select(_ => new List<string?>()).ToArray();
        var select = string.Join(", ", names.Select(n => $"nullif(trim(CAST({TableSource.Quote(n)} AS VARCHAR)), '')"));
        table.Query($"SELECT {select} FROM {{table}}", reader =>
        {
            for (var column = 0; column < texts.Length; column++)
            {
                texts[column].Add(reader.IsDBNull(column) ? null : reader.GetString(column));
            }
        }, cancellationToken);
        if (names.Length > 0 && texts[0].Count == 0)
        {
            throw new EvaluationInputException($"'{Path.GetFileName(table.File)}' holds no rows");
        }
        var features = columns.Select((c, i) => c.IsNumeric
            ? new FeatureColumn(c.Name, Numbers(c.Name, texts[i]), null)
            : new FeatureColumn(c.Name, null, [.. texts[i].Select(t => t ?? "")]));
        return (Of(features), [.. texts.Skip(columns.Count).Select(t => t.ToArray())]);
    }

    /// <summary>Puts another column in place of one.</summary>
    /// <param name="index">Which.</param>
    /// <param name="column">As many rows.</param>
    /// <returns>A new table.</returns>
    public FeatureTable With(int index, FeatureColumn column) => new(Columns.SetItem(index, column), Rows);

    /// <summary>Takes some rows, in the given order.</summary>
    /// <param name="rows">Indexes of rows; one may stand several times.</param>
    /// <returns>A new table.</returns>
    public FeatureTable Take(IReadOnlyList<int> rows) => new([.. Columns.Select(c => c with
    {
        Numbers = c.Numbers is null ? null : [.. rows.Select(r => c.Numbers[r])],
        Texts = c.Texts is null ? null : [.. rows.Select(r => c.Texts[r])],
    })], rows.Count);

    private static double[] Numbers(string name, List<string?> texts)
    {
        var numbers = new double[texts.Count];
        var bad = 0;
        for (var row = 0; row < numbers.Length; row++)
        {
            if (texts[row] is null)
            {
                numbers[row] = double.NaN;
            }
            else if (!double.TryParse(texts[row], NumberStyles.Float, CultureInfo.InvariantCulture, out numbers[row]))
            {
                bad++;
            }
        }
        return bad == 0 ? numbers : throw new EvaluationInputException(string.Create(CultureInfo.InvariantCulture,
            $"the model wants numbers in `{name}`, but {bad} rows hold something else"));
    }
}

/// <summary>Holds one column: numbers (NaN is missing) or texts (empty is missing).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Numbers">Numbers, or null.</param>
/// <param name="Texts">Texts, or null.</param>
public sealed record FeatureColumn(string Name, double[]? Numbers, string[]? Texts)
{
    /// <summary>Gets the number of rows.</summary>
    public int Rows => Numbers?.Length ?? Texts!.Length;
}
