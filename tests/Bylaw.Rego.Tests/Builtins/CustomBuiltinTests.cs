using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Builtins;

public sealed class CustomBuiltinTests
{
    private static readonly BuiltinTable _table = BuiltinTable.Default.With(BuiltinCatalog.Library);

    [Fact]
    public void A_method_with_the_attribute_is_found_by_name()
    {
        var definition = _table.Find("acme.tag");

        Assert.NotNull(definition);
        Assert.Equal(2, definition.OperandCount);
        Assert.Equal("(label: string, weight: number) => string", definition.Type.ToString());
        Assert.Equal("acme:x=2.50", definition.Function2!(new BuiltinContext(BuiltinHost.Default), "x", RegoValue.FromNumberText("2.50")));
    }

    [Fact]
    public void A_wrong_operand_is_refused_in_the_words_of_OPA()
    {
        var context = new BuiltinContext(BuiltinHost.Default);

        var result = _table.Find("acme.tag")!.Function(context, [1, 2]);

        Assert.False(result.IsDefined);
        Assert.Equal("eval_type_error: acme.tag: operand 1 must be string but got number", Assert.Single(context.Errors).ToString());
    }

    [Fact]
    public void Null_stands_for_undefined()
    {
        var context = new BuiltinContext(BuiltinHost.Default);

        Assert.False(_table.Find("acme.half")!.Function1!(context, 3).IsDefined);
        Assert.Equal(2, _table.Find("acme.half")!.Function1!(context, 4));
    }

    [Fact]
    public void A_strict_query_stops_at_a_refused_operand()
    {
        var context = new BuiltinContext(BuiltinHost.Default) { IsStrict = true };

        Assert.Throws<BuiltinFailedException>(() => _table.Find("acme.half")!.Function(context, ["x"]));
    }

    [Fact]
    public void A_name_of_the_language_cannot_be_taken()
    {
        Assert.Throws<ArgumentException>(() => _table.With(new BuiltinLibrary(_table.Find("acme.half")!)));
    }

    [Fact]
    public void Only_keeps_the_names_that_are_given()
    {
        var table = _table.Only(["equal", "acme.half", "no.such"]);

        Assert.Equal(["acme.half", "equal"], table.Names);
        Assert.Null(table.Find("acme.tag"));
    }
}

internal static class AcmeBuiltins
{
    /// <summary>Joins a label and a weight.</summary>
    [Builtin("acme.tag", "(label: string, weight: number) -> string")]
    internal static string Tag(string label, in RegoValue weight) => $"acme:{label}={weight}";

    /// <summary>Halves an even number.</summary>
    [Builtin("acme.half", "(n: number) -> number")]
    internal static long? Half(long n) => n % 2 == 0 ? n / 2 : null;
}
