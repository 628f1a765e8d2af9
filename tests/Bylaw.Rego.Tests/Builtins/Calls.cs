using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Builtins;

/// <summary>Calls built-ins as the evaluator does.</summary>
internal static class Calls
{
    /// <summary>Calls a built-in with operands given as JSON, or as values.</summary>
    public static RegoValue Call(string name, params RegoValue[] operands) => CallIn(new BuiltinContext(BuiltinHost.Default), name, operands);

    /// <summary>Calls a built-in and returns the message of its failure.</summary>
    public static string Fault(string name, params RegoValue[] operands)
    {
        var context = new BuiltinContext(BuiltinHost.Default);
        var result = CallIn(context, name, operands);
        Assert.False(result.IsDefined, $"{name} gave {result}");
        return Assert.Single(context.Errors).ToString();
    }

    /// <summary>Calls a built-in in a context.</summary>
    public static RegoValue CallIn(BuiltinContext context, string name, params RegoValue[] operands)
    {
        var definition = BuiltinTable.Default.Find(name) ?? throw new ArgumentException($"no built-in `{name}`", nameof(name));
        return definition.Function(context, operands);
    }

    /// <summary>Reads JSON.</summary>
    public static RegoValue Json(string text) => RegoValue.FromJson(text);

    /// <summary>Makes a set of values.</summary>
    public static RegoValue Set(params RegoValue[] members) => RegoSet.Create(members);
}
