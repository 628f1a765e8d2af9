using System.Collections.Immutable;
using Bylaw.Rego.Evaluation.Partial;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Filters;

/// <summary>Makes conditions on rows out of residuals.</summary>
public static class RowConditions
{
    /// <summary>
    /// Makes the condition for which a residual holds. Covered: comparisons of columns with constants and with columns of the same type,
    /// <c>in</c> a constant collection, <c>startswith</c>, <c>endswith</c>, <c>contains</c>, <c>is_null</c> and its kin, plain booleans,
    /// <c>not</c>, and any nesting of rules, functions, <c>else</c> and defaults that comes down to these.
    /// </summary>
    /// <param name="result">The residual.</param>
    /// <param name="schema">The rows.</param>
    /// <returns>The condition.</returns>
    /// <exception cref="PartialException">The residual asks something else of a row; the construct is named.</exception>
    public static RowCondition ToRowCondition(this PartialResult result, RowSchema schema)
    {
        ArgumentNullException.ThrowIfNull(result);
        ArgumentNullException.ThrowIfNull(schema);
        var builder = new Builder(schema);
        return Any([.. result.Bodies.Select(builder.Body)]);
    }

    private static RowCondition All(List<RowCondition> parts)
    {
        parts.RemoveAll(p => p is ConstantCondition { Holds: true });
        return parts.Exists(p => p is ConstantCondition) ? new ConstantCondition(false)
            : parts.Count switch { 0 => new ConstantCondition(true), 1 => parts[0], _ => new AllOf([.. parts]) };
    }

    private static RowCondition Any(List<RowCondition> parts)
    {
        parts.RemoveAll(p => p is ConstantCondition { Holds: false });
        return parts.Exists(p => p is ConstantCondition) ? new ConstantCondition(true)
            : parts.Count switch { 0 => new ConstantCondition(false), 1 => parts[0], _ => new AnyOf([.. parts]) };
    }

    private static RowCondition Not(RowCondition inner) => inner switch
    {
        ConstantCondition constant => new ConstantCondition(!constant.Holds),
        NotOf not => not.Inner,
        _ => new NotOf(inner),
    };

    private sealed class Builder
    {
        private readonly RowSchema _schema;
        private readonly RegoValue[] _root;
        private readonly ResidualText _text = new("partial");

        public Builder(RowSchema schema)
        {
            _schema = schema;
            _root = UnknownPath.Read(schema.Root) is { Root: "input", Keys: var keys }
                ? keys
                : throw new ArgumentException($"the root of rows must be a path below input, not `{schema.Root}`", nameof(schema));
        }

        public RowCondition Body(List<PlanLiteral> literals) => All(literals.ConvertAll(Literal));

        private RowCondition Literal(PlanLiteral literal) => literal switch
        {
            TermLiteral term => Holds(term.Term),
            UnifyLiteral unify => Compare(unify.Left, "==", unify.Right),
            NotLiteral not => Not(Body(not.Body.Literals)),
            AnyLiteral any => Any([.. any.Bodies.Select(b => Body(b.Literals))]),
            DefinedLiteral defined => IsDefined(defined.Term),
            EveryLiteral => throw Refuse("`every` over something unknown", _text.Literal(literal)),
            _ => throw Refuse("this literal", _text.Literal(literal)),
        };

        private ConstantCondition IsDefined(PlanTerm term)
        {
            if (term is not ConstantTerm)
            {
                _ = ColumnOf(term) ?? throw Refuse(Named(term), _text.Term(term));
            }
            return new ConstantCondition(true);
        }

        /// <summary>A term holds when it is defined and not <c>false</c>: null holds.</summary>
        private RowCondition Holds(PlanTerm term)
        {
            if (term is BuiltinCallTerm call)
            {
                return Call(call);
            }
            if (term is ConstantTerm { Value: var value })
            {
                return new ConstantCondition(value.Holds);
            }
            var column = ColumnOf(term) ?? throw Refuse(Named(term), _text.Term(term));
            return column.Type == ColumnType.Boolean ? Not(new Comparison(column, ComparisonOrder.Equal, RegoValue.False)) : new ConstantCondition(true);
        }

        private RowCondition Call(BuiltinCallTerm call)
        {
            switch (call.Function.Name, call.Arguments)
            {
                case ("equal" or "eq", [var a, var b]):
                    return Compare(a, "==", b);
                case ("neq", [var a, var b]):
                    return Not(Compare(a, "==", b));
                case ("lt", [var a, var b]):
                    return Compare(a, "<", b);
                case ("lte", [var a, var b]):
                    return Compare(a, "<=", b);
                case ("gt", [var a, var b]):
                    return Compare(a, ">", b);
                case ("gte", [var a, var b]):
                    return Compare(a, ">=", b);
                case ("internal.member_2", [var item, ConstantTerm { Value: var collection }]) when ColumnOf(item) is { } column:
                    return Joined(Any([.. Members(collection).Select(v => Compare(column, "==", v))]), column);
                case ("startswith", [var text, ConstantTerm { Value: var wanted }]):
                    return Match(call, text, TextMatchPlace.Start, wanted);
                case ("endswith", [var text, ConstantTerm { Value: var wanted }]):
                    return Match(call, text, TextMatchPlace.End, wanted);
                case ("contains", [var text, ConstantTerm { Value: var wanted }]):
                    return Match(call, text, TextMatchPlace.Anywhere, wanted);
                case ("is_null", [var item]) when ColumnOf(item) is { } column:
                    return Null(column);
                case ("is_string", [var item]) when ColumnOf(item) is { } column:
                    return OfType(column, ColumnType.Text);
                case ("is_number", [var item]) when ColumnOf(item) is { } column:
                    return OfType(column, ColumnType.Number);
                case ("is_boolean", [var item]) when ColumnOf(item) is { } column:
                    return OfType(column, ColumnType.Boolean);
                default:
                    throw Refuse($"`{call.Function.Infix ?? call.Function.Name}`", _text.Term(call));
            }
        }

        private static RowCondition OfType(RowColumn column, ColumnType type) => column.Type == type ? Not(Null(column)) : new ConstantCondition(false);

        private static RowCondition Null(RowColumn column) => column.IsNullable ? new IsNull(column) : new ConstantCondition(false);

        private RowCondition Match(BuiltinCallTerm call, PlanTerm text, TextMatchPlace place, RegoValue wanted)
        {
            var column = ColumnOf(text) ?? throw Refuse(Named(text), _text.Term(call));
            if (column.Type != ColumnType.Text || !wanted.TryGetString(out var value))
            {
                // The built-in refuses its operand: undefined.
                return new ConstantCondition(false);
            }
            return value.Length == 0 ? Not(Null(column)) : new TextMatch(column, place, value);
        }

        private RowCondition Compare(PlanTerm left, string op, PlanTerm right)
        {
            if (left is ConstantTerm constant)
            {
                return Compare(right, op switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => op }, constant);
            }
            var column = ColumnOf(left) ?? throw Refuse(Named(left), $"{_text.Term(left)} {op} {_text.Term(right)}");
            if (right is ConstantTerm { Value: var value })
            {
                return Compare(column, op, value);
            }
            var other = ColumnOf(right) ?? throw Refuse(Named(right), $"{_text.Term(left)} {op} {_text.Term(right)}");
            if (other.Type != column.Type)
            {
                throw Refuse("a comparison of columns of different types", $"{_text.Term(left)} {op} {_text.Term(right)}");
            }
            // Null comes before everything else, and equals itself.
            return op switch
            {
                "==" => Any([new ColumnComparison(column, ComparisonOrder.Equal, other), All([Null(column), Null(other)])]),
                "<" => Any([new ColumnComparison(column, ComparisonOrder.Less, other), All([Null(column), Not(Null(other))])]),
                "<=" => Any([new ColumnComparison(column, ComparisonOrder.LessOrEqual, other), Null(column)]),
                ">" => Any([new ColumnComparison(column, ComparisonOrder.Greater, other), All([Not(Null(column)), Null(other)])]),
                _ => Any([new ColumnComparison(column, ComparisonOrder.GreaterOrEqual, other), Null(other)]),
            };
        }

        /// <summary>Rego orders values of different types too: null, booleans, numbers, text, the rest.</summary>
        private static RowCondition Compare(RowColumn column, string op, RegoValue value)
        {
            var own = column.Type switch { ColumnType.Boolean => 1, ColumnType.Number => 2, _ => 3 };
            var given = value.Kind switch { ValueKind.Null => 0, ValueKind.Boolean => 1, ValueKind.Number => 2, ValueKind.String => 3, _ => 4 };
            if (op == "==")
            {
                return given == 0 ? Null(column) : given == own ? new Comparison(column, ComparisonOrder.Equal, value) : new ConstantCondition(false);
            }
            var (less, orEqual) = (op[0] == '<', op.Length == 2);
            if (given != own)
            {
                RowCondition whenNull = new ConstantCondition(given == 0 ? orEqual : less);
                RowCondition otherwise = new ConstantCondition(own < given ? less : !less);
                return Any([All([Null(column), whenNull]), All([Not(Null(column)), otherwise])]);
            }
            var order = (less, orEqual) switch
            {
                (true, false) => ComparisonOrder.Less,
                (true, true) => ComparisonOrder.LessOrEqual,
                (false, false) => ComparisonOrder.Greater,
                _ => ComparisonOrder.GreaterOrEqual,
            };
            RowCondition ordered = own == 1 ? OrderedBoolean(column, order, value.IsTrue) : new Comparison(column, order, value);
            return less ? Any([ordered, Null(column)]) : ordered;
        }

        /// <summary>Of two booleans each order comes down to an equality.</summary>
        private static RowCondition OrderedBoolean(RowColumn column, ComparisonOrder order, bool value) => (order, value) switch
        {
            (ComparisonOrder.Less, false) or (ComparisonOrder.Greater, true) => new ConstantCondition(false),
            (ComparisonOrder.LessOrEqual, true) or (ComparisonOrder.GreaterOrEqual, false) => Not(Null(column)),
            (ComparisonOrder.Less or ComparisonOrder.LessOrEqual, _) => new Comparison(column, ComparisonOrder.Equal, RegoValue.False),
            _ => new Comparison(column, ComparisonOrder.Equal, RegoValue.True),
        };

        /// <summary>Several equalities with one column are one question.</summary>
        private static RowCondition Joined(RowCondition condition, RowColumn column)
        {
            if (condition is not AnyOf any)
            {
                return condition;
            }
            RegoValue[] values = [.. any.Parts.OfType<Comparison>().Select(c => c.Value)];
            return values.Length < 2 ? any : Any([new OneOf(column, [.. values]), .. any.Parts.Where(p => p is not Comparison)]);
        }

        private static IEnumerable<RegoValue> Members(RegoValue collection)
        {
            if (collection.TryGetSet(out var set))
            {
                return set.ToSortedArray();
            }
            if (collection.TryGetArray(out var array))
            {
                return array.AsSpan().ToArray().Distinct();
            }
            return collection.TryGetObject(out var obj) ? obj.Values.ToArray().Distinct() : [];
        }

        private RowColumn? ColumnOf(PlanTerm term)
        {
            if (term is not ReferenceTerm { Head: InputTerm } reference || reference.Operands.Length != _root.Length + 1)
            {
                return null;
            }
            for (var i = 0; i < _root.Length; i++)
            {
                if (reference.Operands[i] is not ConstantTerm { Value: var step } || step != _root[i])
                {
                    return null;
                }
            }
            return reference.Operands[^1] is ConstantTerm { Value: var key } && key.TryGetString(out var name)
                ? _schema.Columns.FirstOrDefault(c => c.Key == name) ?? throw Refuse($"`{name}`, which is no column of the rows", _text.Term(term))
                : null;
        }

        private static string Named(PlanTerm term) => term switch
        {
            BuiltinCallTerm call => $"`{call.Function.Infix ?? call.Function.Name}`",
            SupportCallTerm or ReferenceTerm { Head: DataTerm } => "a support rule",
            ReferenceTerm reference when Array.Exists(reference.Operands, o => o is VariableTerm) => "iteration over a column",
            ComprehensionTerm => "a comprehension",
            _ => "a term that is no column",
        };

        private static PartialException Refuse(string what, string where) => new($"{what} cannot be made a filter: `{where}`");
    }
}
