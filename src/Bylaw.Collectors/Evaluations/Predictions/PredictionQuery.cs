using System.Globalization;
using Bylaw.Collectors.Evaluations.Tables;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Names what a score can be beside a bin's index.</summary>
internal static class ScoreState
{
    public const int None = -1;
    public const int NotANumber = -2;
    public const int OutOfRange = -3;
}

/// <summary>Writes the queries that read a predictions table; names and values are quoted, never pasted in as they are.</summary>
internal sealed class PredictionQuery
{
    private readonly TableColumn[] _attributes;
    private readonly TableColumn? _label;
    private readonly TableColumn? _prediction;
    private readonly string? _score;
    private readonly string? _weight;
    private readonly PredictionLayout _layout;

    public PredictionQuery(TableSource table, PredictionLayout layout)
    {
        _layout = layout;
        if (layout.Prediction is null && layout.Score is null)
        {
            throw new EvaluationInputException("name a prediction column, or a score column and a threshold");
        }
        if (layout.MultiClass && layout.Prediction is null)
        {
            throw new EvaluationInputException("a multi-class evaluation needs a prediction column");
        }
        _attributes = [.. layout.Attributes.Select(a => table.Require(a, "group"))];
        _label = layout.Label is null ? null : table.Require(layout.Label, "label");
        _prediction = layout.Prediction is null ? null : table.Require(layout.Prediction, "prediction");
        _score = layout.Score is null ? null : $"TRY_CAST({TableSource.Quote(table.Require(layout.Score, "score").Name)} AS DOUBLE)";
        _weight = layout.Weight is null ? null : $"TRY_CAST({TableSource.Quote(table.Require(layout.Weight, "weight").Name)} AS BIGINT)";
    }

    public int AttributeCount => _attributes.Length;

    /// <summary>Gets a value indicating whether score and threshold make the prediction.</summary>
    public bool DecidesByScore => _prediction is null;

    /// <summary>Gets the one query that counts everything.</summary>
    /// <remarks>Grouping is done on the columns as they are; blanks are taken off and texts made after it, over the few groups that are left.</remarks>
    public string CellSql
    {
        get
        {
            var keys = Enumerable.Range(0, _attributes.Length).Select(i => $"g{i}").ToArray();
            var sums = _score is not null && _label is not null && !_layout.MultiClass && _weight is null;
            string Sum(string term) => sums ? $"sum(CASE WHEN bin >= 0 THEN CAST(round(({term}) * 1e12) AS BIGINT) END)" : "NULL::HUGEINT";
            var inner = string.Join(", ",
                [.. _attributes.Select((a, i) => $"{TableSource.Quote(a.Name)} AS g{i}"), $"{Raw(_label)} AS l", $"{(_prediction is null ? Predicted : Raw(_prediction))} AS p", $"{Bin} AS bin",
                    $"{_score ?? "NULL::DOUBLE"} AS s", .. _weight is null ? Array.Empty<string>() : [$"{_weight} AS w"]]);
            return $"""
                SELECT {string.Join("", _attributes.Select((a, i) => $"CAST({Attribute(a, $"g{i}")} AS VARCHAR), "))}CAST({Text(_label, "l")} AS VARCHAR), CAST({Text(_prediction, "p")} AS VARCHAR), bin, n, s1, s2, lp, ln
                FROM (
                    SELECT {string.Join("", keys.Select(k => k + ", "))}l, p, bin,
                        CAST({(_weight is null ? "count(*)" : "CASE WHEN count(w) = count(*) THEN sum(w) END")} AS HUGEINT) AS n,
                        CAST({Sum("s")} AS HUGEINT) AS s1, CAST({Sum("s * s")} AS HUGEINT) AS s2,
                        CAST({Sum("-ln(greatest(s, 1e-15))")} AS HUGEINT) AS lp, CAST({Sum("-ln(greatest(1 - s, 1e-15))")} AS HUGEINT) AS ln
                    FROM (SELECT {inner} FROM {"{table}"})
                    GROUP BY {string.Join("", keys.Select(k => k + ", "))}l, p, bin)
                """;
        }
    }

    /// <summary>Writes the query of counts by distinct score for the cross of some attributes.</summary>
    /// <param name="attributes">Indexes of attributes.</param>
    /// <param name="grid">How many steps to round scores to, or null for exact.</param>
    public string CurveSql(IReadOnlyList<int> attributes, int? grid)
    {
        var keys = string.Join("", attributes.Select((_, i) => $"g{i}, "));
        var score = grid is { } steps ? string.Create(CultureInfo.InvariantCulture, $"round({_score} * {steps}) / {steps}") : _score;
        return $"""
            SELECT {string.Join("", attributes.Select((_, i) => $"CAST(g{i} AS VARCHAR), "))}CAST(l AS VARCHAR), s, count(*)
            FROM (SELECT {string.Join("", attributes.Select((a, i) => $"{Attribute(_attributes[a], TableSource.Quote(_attributes[a].Name))} AS g{i}, "))}{Text(_label, Raw(_label))} AS l, {score} AS s FROM {"{table}"})
            WHERE l IS NOT NULL
            GROUP BY {keys}l, s
            ORDER BY {keys}s
            """;
    }

    private string Predicted => string.Create(CultureInfo.InvariantCulture, $"CASE WHEN {_score} >= {_layout.Threshold:R} THEN 1 ELSE 0 END");

    private string Bin => _score is null
        ? "NULL::INTEGER"
        : string.Create(CultureInfo.InvariantCulture, $"""
            CASE WHEN {_score} IS NULL OR isnan({_score}) OR isinf({_score}) THEN {ScoreState.NotANumber}
                WHEN {_score} < 0 OR {_score} > 1 THEN {ScoreState.OutOfRange}
                ELSE least({_layout.Bins - 1}, CAST(floor({_score} * {_layout.Bins}) AS INTEGER)) END
            """);

    private static string Raw(TableColumn? column) => column is null ? "NULL::VARCHAR" : TableSource.Quote(column.Name);

    private string Attribute(TableColumn column, string expression)
    {
        var text = Text(column, expression);
        return _layout.Unknown.IsEmpty ? text
            : $"CASE WHEN CAST({text} AS VARCHAR) IN ({string.Join(", ", _layout.Unknown.Select(TableSource.Literal))}) THEN NULL ELSE {text} END";
    }

    /// <summary>Blanks around a text are not part of it, and a text of blanks alone is a missing one.</summary>
    private static string Text(TableColumn? column, string expression) => column?.Type == "VARCHAR" ? $"nullif(trim({expression}), '')" : expression;
}
