using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Questions about the kind of a value, and casts.</summary>
internal static class TypeBuiltins
{
    /// <summary>Tells whether a value is an array.</summary>
    [Builtin("is_array", "(x: any) -> boolean")]
    internal static bool IsArray(in RegoValue x) => x.Kind == ValueKind.Array;

    /// <summary>Tells whether a value is a boolean.</summary>
    [Builtin("is_boolean", "(x: any) -> boolean")]
    internal static bool IsBoolean(in RegoValue x) => x.Kind == ValueKind.Boolean;

    /// <summary>Tells whether a value is null.</summary>
    [Builtin("is_null", "(x: any) -> boolean")]
    internal static bool IsNull(in RegoValue x) => x.Kind == ValueKind.Null;

    /// <summary>Tells whether a value is a number.</summary>
    [Builtin("is_number", "(x: any) -> boolean")]
    internal static bool IsNumber(in RegoValue x) => x.IsNumber;

    /// <summary>Tells whether a value is an object.</summary>
    [Builtin("is_object", "(x: any) -> boolean")]
    internal static bool IsObject(in RegoValue x) => x.Kind == ValueKind.Object;

    /// <summary>Tells whether a value is a set.</summary>
    [Builtin("is_set", "(x: any) -> boolean")]
    internal static bool IsSet(in RegoValue x) => x.Kind == ValueKind.Set;

    /// <summary>Tells whether a value is a string.</summary>
    [Builtin("is_string", "(x: any) -> boolean")]
    internal static bool IsString(in RegoValue x) => x.IsString;

    /// <summary>Names the kind of a value: `null`, `boolean`, `number`, `string`, `array`, `object` or `set`.</summary>
    [Builtin("type_name", "(x: any) -> string")]
    internal static string TypeName(in RegoValue x) => RegoValue.NameOf(x.Kind);

    /// <summary>Turns a number in text, a boolean or null into a number.</summary>
    [Builtin("to_number", "(x: any<null, boolean, number, string>) -> number")]
    internal static RegoValue ToNumber(BuiltinContext context, in RegoValue x)
    {
        switch (x.Kind)
        {
            case ValueKind.Null:
                return 0;
            case ValueKind.Boolean:
                return x.IsTrue ? 1 : 0;
            case ValueKind.Number:
                return x;
            case ValueKind.String:
                return ParseNumber(context, x);
            default:
                return context.FailOperand(1, x, "null", "boolean", "number", "string");
        }
    }

    /// <summary>Returns an array as it is, and a set as a sorted array.</summary>
    [Builtin("cast_array", "(x: any) -> array[any]", Deprecated = true)]
    internal static RegoValue CastArray(BuiltinContext context, in RegoValue x) => x.Kind switch
    {
        ValueKind.Array => x,
        ValueKind.Set => RegoArray.Wrap(x.AsSet().ToSortedArray()),
        _ => context.FailOperand(1, x, "array", "set"),
    };

    /// <summary>Returns a set as it is, and the items of an array as a set.</summary>
    [Builtin("cast_set", "(x: any) -> set[any]", Deprecated = true)]
    internal static RegoValue CastSet(BuiltinContext context, in RegoValue x) => x.Kind switch
    {
        ValueKind.Set => x,
        ValueKind.Array => RegoSet.Create(x.AsArray().AsSpan()),
        _ => context.FailOperand(1, x, "array", "set"),
    };

    /// <summary>Returns a string as it is, and refuses anything else.</summary>
    [Builtin("cast_string", "(x: any) -> string", Deprecated = true)]
    internal static RegoValue CastString(BuiltinContext context, in RegoValue x) => Only(context, x, ValueKind.String);

    /// <summary>Returns a boolean as it is, and refuses anything else.</summary>
    [Builtin("cast_boolean", "(x: any) -> boolean", Deprecated = true)]
    internal static RegoValue CastBoolean(BuiltinContext context, in RegoValue x) => Only(context, x, ValueKind.Boolean);

    /// <summary>Returns null as it is, and refuses anything else.</summary>
    [Builtin("cast_null", "(x: any) -> null", Deprecated = true)]
    internal static RegoValue CastNull(BuiltinContext context, in RegoValue x) => Only(context, x, ValueKind.Null);

    /// <summary>Returns an object as it is, and refuses anything else.</summary>
    [Builtin("cast_object", "(x: any) -> object[any: any]", Deprecated = true)]
    internal static RegoValue CastObject(BuiltinContext context, in RegoValue x) => Only(context, x, ValueKind.Object);

    private static RegoValue Only(BuiltinContext context, in RegoValue x, ValueKind kind) =>
        x.Kind == kind ? x : context.FailOperand(1, x, RegoValue.NameOf(kind));

    private static RegoValue ParseNumber(BuiltinContext context, in RegoValue x)
    {
        var text = x.AsString();
        if (RegoValue.TryParseNumber(text, out var number))
        {
            // Beyond a double there is no number to a text, as strconv has it.
            return double.IsFinite(number.AsDouble()) ? number : Refuse(context, text, "value out of range");
        }
        var unsigned = text.TrimStart('+', '-');
        if (unsigned.Equals("inf", StringComparison.OrdinalIgnoreCase) || unsigned.Equals("infinity", StringComparison.OrdinalIgnoreCase)
            || unsigned.Equals("nan", StringComparison.OrdinalIgnoreCase))
        {
            return context.FailOperand(1, x, "valid number string");
        }
        return LooseNumber.TryParse(text, out number) ? number : Refuse(context, text, "invalid syntax");
    }

    private static RegoValue Refuse(BuiltinContext context, string text, string why) =>
        context.Fail($"strconv.ParseFloat: parsing {GoQuote.Quote(text)}: {why}");
}
