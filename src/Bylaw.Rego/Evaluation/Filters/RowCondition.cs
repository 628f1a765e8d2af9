using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Filters;

/// <summary>A condition on one row. Each is true or false for every row, null included: there is no third value.</summary>
public abstract record RowCondition
{
    private protected RowCondition()
    {
    }

    /// <summary>Writes the condition as the text behind <c>WHERE</c>, its constants as parameters.</summary>
    /// <param name="dialect">The database.</param>
    /// <returns>Text and parameters.</returns>
    public SqlFilter ToSql(SqlDialect dialect) => new SqlWriter(dialect).Write(this);

    /// <summary>Makes an expression tree for LINQ.</summary>
    /// <typeparam name="T">The class of rows; the columns' names are its properties.</typeparam>
    /// <returns>The predicate.</returns>
    /// <exception cref="Partial.PartialException">The condition orders text, for which LINQ has no ordinal form that providers translate.</exception>
    [RequiresUnreferencedCode("The properties of rows are found by name.")]
    [RequiresDynamicCode("Expression trees are made by reflection.")]
    public Expression<Func<T, bool>> ToExpression<T>() => LinqWriter.Write<T>(this);
}

/// <summary>Holds for all rows, or for none.</summary>
/// <param name="Holds">Which.</param>
public sealed record ConstantCondition(bool Holds) : RowCondition;

/// <summary>Holds when all parts hold.</summary>
/// <param name="Parts">The parts; at least two.</param>
public sealed record AllOf(ImmutableArray<RowCondition> Parts) : RowCondition;

/// <summary>Holds when one part holds.</summary>
/// <param name="Parts">The parts; at least two.</param>
public sealed record AnyOf(ImmutableArray<RowCondition> Parts) : RowCondition;

/// <summary>Holds when a condition does not.</summary>
/// <param name="Inner">The condition.</param>
public sealed record NotOf(RowCondition Inner) : RowCondition;

/// <summary>Holds when a column is null.</summary>
/// <param name="Column">The column.</param>
public sealed record IsNull(RowColumn Column) : RowCondition;

/// <summary>Holds when a column is not null and compares so with a constant of its own type.</summary>
/// <param name="Column">The column.</param>
/// <param name="Order">How.</param>
/// <param name="Value">A string, number or boolean.</param>
public sealed record Comparison(RowColumn Column, ComparisonOrder Order, RegoValue Value) : RowCondition;

/// <summary>Holds when two columns of the same type are not null and compare so.</summary>
/// <param name="Left">One column.</param>
/// <param name="Order">How.</param>
/// <param name="Right">The other.</param>
public sealed record ColumnComparison(RowColumn Left, ComparisonOrder Order, RowColumn Right) : RowCondition;

/// <summary>Holds when a column is not null and one of several constants of its own type.</summary>
/// <param name="Column">The column.</param>
/// <param name="Values">The constants; at least one.</param>
public sealed record OneOf(RowColumn Column, ImmutableArray<RegoValue> Values) : RowCondition;

/// <summary>Holds when a text column is not null and has a text at a place.</summary>
/// <param name="Column">The column.</param>
/// <param name="Place">Where.</param>
/// <param name="Text">The text; not empty.</param>
public sealed record TextMatch(RowColumn Column, TextMatchPlace Place, string Text) : RowCondition;

/// <summary>How two values compare.</summary>
public enum ComparisonOrder
{
    /// <summary>The left one is the same.</summary>
    Equal,

    /// <summary>The left one comes first.</summary>
    Less,

    /// <summary>The left one comes first, or is the same.</summary>
    LessOrEqual,

    /// <summary>The left one comes last.</summary>
    Greater,

    /// <summary>The left one comes last, or is the same.</summary>
    GreaterOrEqual,
}

/// <summary>Where a text is looked for.</summary>
public enum TextMatchPlace
{
    /// <summary>At the beginning.</summary>
    Start,

    /// <summary>At the end.</summary>
    End,

    /// <summary>Anywhere.</summary>
    Anywhere,
}
