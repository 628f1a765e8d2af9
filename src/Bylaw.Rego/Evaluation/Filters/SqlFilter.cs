using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Filters;

/// <summary>The databases that a filter can be written for.</summary>
public enum SqlDialect
{
    /// <summary>SQLite: parameters <c>@p0</c>, booleans as 0 and 1.</summary>
    Sqlite,

    /// <summary>DuckDB: parameters <c>$p0</c>.</summary>
    DuckDb,

    /// <summary>PostgreSQL: parameters <c>@p0</c> as Npgsql takes them, text compared in collation C.</summary>
    PostgreSql,
}

/// <summary>A condition as SQL.</summary>
/// <param name="Text">What stands behind <c>WHERE</c>.</param>
/// <param name="Parameters">The parameters: name without its mark, and a <see cref="string"/>, <see cref="long"/>, <see cref="decimal"/>, <see cref="double"/> or <see cref="bool"/>.</param>
public sealed record SqlFilter(string Text, ImmutableArray<(string Name, object Value)> Parameters);

/// <summary>Writes conditions as SQL in which no part is ever unknown: every comparison says what it does with null.</summary>
internal sealed class SqlWriter(SqlDialect dialect)
{
    private readonly ImmutableArray<(string, object)>.Builder _parameters = ImmutableArray.CreateBuilder<(string, object)>();

    public SqlFilter Write(RowCondition condition)
    {
        var text = Text(condition);
        return new SqlFilter(text, _parameters.ToImmutable());
    }

    private string Text(RowCondition condition) => condition switch
    {
        ConstantCondition constant => constant.Holds ? "1 = 1" : "1 = 0",
        AllOf all => $"({string.Join(" AND ", all.Parts.Select(Text))})",
        AnyOf any => $"({string.Join(" OR ", any.Parts.Select(Text))})",
        NotOf not => $"NOT ({Text(not.Inner)})",
        IsNull isNull => $"{Name(isNull.Column)} IS NULL",
        Comparison comparison => Guarded(comparison.Column, $"{Compared(comparison.Column)} {Operator(comparison.Order)} {Parameter(comparison.Value)}"),
        ColumnComparison c => $"({Guard(c.Left)}{Guard(c.Right)}{Compared(c.Left)} {Operator(c.Order)} {Compared(c.Right)})",
        OneOf oneOf => Guarded(oneOf.Column, $"{Name(oneOf.Column)} IN ({string.Join(", ", oneOf.Values.Select(Parameter))})"),
        TextMatch match => Guarded(match.Column, Match(match)),
        _ => throw new System.Diagnostics.UnreachableException($"no SQL for {condition.GetType().Name}"),
    };

    private static string Guard(RowColumn column) => column.IsNullable ? $"{Name(column)} IS NOT NULL AND " : "";

    private static string Guarded(RowColumn column, string text) => column.IsNullable ? $"({Guard(column)}{text})" : text;

    private string Match(TextMatch match)
    {
        var length = match.Text.EnumerateRunes().Count().ToString(CultureInfo.InvariantCulture);
        var column = Name(match.Column);
        return match.Place switch
        {
            TextMatchPlace.Start => $"substr({column}, 1, {length}) = {Parameter(match.Text)}",
            TextMatchPlace.End when dialect == SqlDialect.PostgreSql => $"right({column}, {length}) = {Parameter(match.Text)}",
            TextMatchPlace.End => $"substr({column}, -{length}) = {Parameter(match.Text)}",
            _ when dialect == SqlDialect.PostgreSql => $"strpos({column}, {Parameter(match.Text)}) > 0",
            _ => $"instr({column}, {Parameter(match.Text)}) > 0",
        };
    }

    private string Compared(RowColumn column) =>
        dialect == SqlDialect.PostgreSql && column.Type == ColumnType.Text ? $"{Name(column)} COLLATE \"C\"" : Name(column);

    private string Parameter(RegoValue value)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"p{_parameters.Count}");
        _parameters.Add((name, Convert(value)));
        if (dialect != SqlDialect.DuckDb)
        {
            return "@" + name;
        }
        // DuckDB would take the parameter as the type of the column, and round it.
        return value.IsNumber && !value.TryGetInt64(out _) ? $"CAST(${name} AS DOUBLE)" : "$" + name;
    }

    private object Convert(RegoValue value)
    {
        switch (value.Kind)
        {
            case ValueKind.String:
                return value.AsString();
            case ValueKind.Boolean:
                return dialect == SqlDialect.Sqlite ? value.AsBoolean() ? 1L : 0L : value.AsBoolean();
            default:
                return Numbers.ToClr(value);
        }
    }

    private static string Operator(ComparisonOrder order) => order switch
    {
        ComparisonOrder.Equal => "=",
        ComparisonOrder.Less => "<",
        ComparisonOrder.LessOrEqual => "<=",
        ComparisonOrder.Greater => ">",
        _ => ">=",
    };

    private static string Name(RowColumn column) => new StringBuilder("\"").Append(column.Name.Replace("\"", "\"\"", StringComparison.Ordinal)).Append('"').ToString();
}

/// <summary>Turns numbers into those of .NET.</summary>
internal static class Numbers
{
    /// <summary>Returns a <see cref="long"/>, or a <see cref="double"/> where the number is no 64-bit integer.</summary>
    /// <exception cref="Partial.PartialException">The number is neither.</exception>
    public static object ToClr(RegoValue value)
    {
        if (value.TryGetInt64(out var whole))
        {
            return whole;
        }
        var text = value.ToString();
        var number = double.Parse(text, CultureInfo.InvariantCulture);
        return RegoValue.TryParseNumber(number.ToString("R", CultureInfo.InvariantCulture), out var back) && back == value
            ? number
            : throw new Partial.PartialException($"the number {text} cannot be made a parameter without loss");
    }
}
