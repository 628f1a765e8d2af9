using Bylaw.Rego.Planning;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Building;

/// <summary>Reads conditions on one term as ranges of Rego's order of values: null, booleans, numbers, strings, arrays, objects, sets.</summary>
internal static class SubjectRanges
{
    private static readonly RegoValue _text = RegoValue.EmptyString;
    private static readonly RegoValue _array = RegoArray.Empty;
    private static readonly RegoValue _object = RegoObject.Empty;
    private static readonly RegoValue _set = RegoSet.Empty;

    /// <summary>Says for which values of which term a condition holds.</summary>
    /// <returns>The term and the ranges, in order; null for a condition of another kind.</returns>
    public static (PlanTerm Term, ValueRange[] Ranges)? Of(PlanTerm condition) => condition switch
    {
        BuiltinCallTerm { Function.Name: var name, Arguments: [var term, ConstantTerm { Value: var value }] } when Compared(name, value) is { } ranges => (term, ranges),
        BuiltinCallTerm { Function.Name: var name, Arguments: [ConstantTerm { Value: var value }, var term] } when Compared(Mirrored(name), value) is { } ranges => (term, ranges),
        BuiltinCallTerm { Function.Name: var name, Arguments: [var term] } when OfType(name) is { } range => (term, [range]),
        // A plain term holds for everything but `false`.
        VariableTerm or ReferenceTerm => (condition, Outside([new ValueRange(RegoValue.False, true, RegoValue.False, true)])),
        _ => null,
    };

    /// <summary>Returns what lies outside of ranges that stand in order and do not meet.</summary>
    public static ValueRange[] Outside(ValueRange[] ranges)
    {
        var outside = new List<ValueRange>();
        var (low, hasLow) = (default(RegoValue), false);
        foreach (var range in ranges)
        {
            if (range.Low.IsDefined)
            {
                outside.Add(new ValueRange(low, hasLow, range.Low, !range.HasLow));
            }
            if (!range.High.IsDefined)
            {
                return [.. outside];
            }
            (low, hasLow) = (range.High, !range.HasHigh);
        }
        outside.Add(new ValueRange(low, hasLow, default, false));
        return [.. outside];
    }

    private static ValueRange[]? Compared(string name, RegoValue value) => name switch
    {
        "equal" or "eq" => [new ValueRange(value, true, value, true)],
        "neq" => Outside([new ValueRange(value, true, value, true)]),
        "lt" => [new ValueRange(default, false, value, false)],
        "lte" => [new ValueRange(default, false, value, true)],
        "gt" => [new ValueRange(value, false, default, false)],
        "gte" => [new ValueRange(value, true, default, false)],
        _ => null,
    };

    private static string Mirrored(string name) => name switch { "lt" => "gt", "lte" => "gte", "gt" => "lt", "gte" => "lte", _ => name };

    private static ValueRange? OfType(string name) => name switch
    {
        "is_null" => new ValueRange(RegoValue.Null, true, RegoValue.Null, true),
        "is_boolean" => new ValueRange(RegoValue.False, true, RegoValue.True, true),
        "is_number" => new ValueRange(RegoValue.True, false, _text, false),
        "is_string" => new ValueRange(_text, true, _array, false),
        "is_array" => new ValueRange(_array, true, _object, false),
        "is_object" => new ValueRange(_object, true, _set, false),
        "is_set" => new ValueRange(_set, true, default, false),
        _ => null,
    };
}
