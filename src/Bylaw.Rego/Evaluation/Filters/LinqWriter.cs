using System.Diagnostics.CodeAnalysis;
using System.Linq.Expressions;
using ConstantExpression = System.Linq.Expressions.ConstantExpression;
using Tree = System.Linq.Expressions.Expression;
using Bylaw.Rego.Evaluation.Partial;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Filters;

/// <summary>Makes expression trees of conditions.</summary>
[RequiresUnreferencedCode("The properties of rows are found by name.")]
[RequiresDynamicCode("Expression trees are made by reflection.")]
internal static class LinqWriter
{
    public static Expression<Func<T, bool>> Write<T>(RowCondition condition)
    {
        var row = Tree.Parameter(typeof(T), "row");
        return Tree.Lambda<Func<T, bool>>(Make(condition, row), row);
    }

    private static Tree Make(RowCondition condition, ParameterExpression row) => condition switch
    {
        ConstantCondition constant => Constant(constant.Holds),
        AllOf all => all.Parts.Select(p => Make(p, row)).Aggregate(Tree.AndAlso),
        AnyOf any => any.Parts.Select(p => Make(p, row)).Aggregate(Tree.OrElse),
        NotOf not => Tree.Not(Make(not.Inner, row)),
        IsNull isNull => IsNullOf(Member(isNull.Column, row)),
        Comparison comparison => Guarded(
            [comparison.Column], row, Compare(comparison.Column, ValueOf(comparison.Column, row), comparison.Order, comparison.Value)),
        ColumnComparison c => Guarded([c.Left, c.Right], row, Compare(c.Left, ValueOf(c.Left, row), c.Order, ValueOf(c.Right, row))),
        OneOf oneOf => Guarded(
            [oneOf.Column],
            row,
            oneOf.Values.Select(v => Compare(oneOf.Column, ValueOf(oneOf.Column, row), ComparisonOrder.Equal, v)).Aggregate(Tree.OrElse)),
        TextMatch match => Guarded([match.Column], row, Tree.Call(
            Member(match.Column, row),
            match.Place switch { TextMatchPlace.Start => nameof(string.StartsWith), TextMatchPlace.End => nameof(string.EndsWith), _ => nameof(string.Contains) },
            null,
            Constant(match.Text),
            Constant(StringComparison.Ordinal))),
        _ => throw new System.Diagnostics.UnreachableException($"no expression for {condition.GetType().Name}"),
    };

    private static MemberExpression Member(RowColumn column, ParameterExpression row) => Tree.PropertyOrField(row, column.Name);

    /// <summary>The value of a column that is known not to be null.</summary>
    private static Tree ValueOf(RowColumn column, ParameterExpression row)
    {
        var member = Member(column, row);
        return Nullable.GetUnderlyingType(member.Type) is null ? member : Tree.Property(member, "Value");
    }

    private static Tree IsNullOf(Tree member) =>
        member.Type.IsValueType && Nullable.GetUnderlyingType(member.Type) is null
            ? Constant(false)
            : Tree.Equal(member, Tree.Constant(null, member.Type));

    private static Tree Guarded(RowColumn[] columns, ParameterExpression row, Tree condition)
    {
        foreach (var column in columns.Reverse())
        {
            var member = Member(column, row);
            if (!member.Type.IsValueType || Nullable.GetUnderlyingType(member.Type) is not null)
            {
                condition = Tree.AndAlso(Tree.Not(IsNullOf(member)), condition);
            }
        }
        return condition;
    }

    private static BinaryExpression Compare(RowColumn column, Tree left, ComparisonOrder order, RegoValue value)
    {
        if (column.Type != ColumnType.Number)
        {
            return Compare(column, left, order, column.Type == ColumnType.Text ? Constant(value.AsString()) : Constant(value.AsBoolean()));
        }
        var number = Numbers.ToClr(value);
        if (number is long whole && left.Type != typeof(double) && left.Type != typeof(float) && left.Type != typeof(decimal) && left.Type != typeof(ulong))
        {
            return Compare(column, left, order, Constant(whole));
        }
        return Compare(column, left, order, left.Type == typeof(decimal) || number is long && left.Type == typeof(ulong)
            ? Constant(Convert.ToDecimal(number, System.Globalization.CultureInfo.InvariantCulture))
            : Constant(Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture)));
    }

    private static BinaryExpression Compare(RowColumn column, Tree left, ComparisonOrder order, Tree right)
    {
        if (column.Type != ColumnType.Number)
        {
            return order == ComparisonOrder.Equal
                ? Tree.Equal(left, right)
                : throw new PartialException($"the order of `{column.Key}` cannot be made an expression: only numbers are ordered");
        }
        // Both sides in the wider type, so that no digit is lost.
        var wide = left.Type == typeof(decimal) || right.Type == typeof(decimal) ? typeof(decimal)
            : IsBinary(left.Type) || IsBinary(right.Type) ? typeof(double)
            : left.Type == typeof(ulong) || right.Type == typeof(ulong) ? typeof(decimal)
            : typeof(long);
        (left, right) = (As(left, wide), As(right, wide));
        return order switch
        {
            ComparisonOrder.Equal => Tree.Equal(left, right),
            ComparisonOrder.Less => Tree.LessThan(left, right),
            ComparisonOrder.LessOrEqual => Tree.LessThanOrEqual(left, right),
            ComparisonOrder.Greater => Tree.GreaterThan(left, right),
            _ => Tree.GreaterThanOrEqual(left, right),
        };
    }

    private static bool IsBinary(Type type) => type == typeof(double) || type == typeof(float);

    private static Tree As(Tree value, Type type) =>
        value.Type == type ? value : Tree.Convert(value, type);

    private static ConstantExpression Constant(object value) => Tree.Constant(value);
}
