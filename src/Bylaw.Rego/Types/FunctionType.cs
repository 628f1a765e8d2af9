using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Types;

/// <summary>The type of a function: its operands, with names where they have some, and its result. Immutable.</summary>
/// <param name="operands">Names (perhaps empty) and types of the operands.</param>
/// <param name="variadic">The type of any number of further operands; null when there are none.</param>
/// <param name="result">The type of the result; null for a function that yields none.</param>
public sealed class FunctionType(ImmutableArray<(string Name, RegoType Type)> operands, RegoType? variadic, RegoType? result)
{
    /// <summary>Gets names (perhaps empty) and types of the operands.</summary>
    public ImmutableArray<(string Name, RegoType Type)> Operands { get; } = operands;

    /// <summary>Gets the type of any number of further operands; null when there are none.</summary>
    public RegoType? Variadic { get; } = variadic;

    /// <summary>Gets the type of the result; null for a function that yields none.</summary>
    public RegoType? Result { get; } = result;

    /// <summary>Reads a signature.</summary>
    /// <param name="signature">For example <c>(search: string, base: string) -> boolean</c>, <c>(any...)</c>.</param>
    /// <returns>The type.</returns>
    /// <exception cref="FormatException">The text is not a signature.</exception>
    public static FunctionType Parse(string signature) => new TypeReader(signature).ReadFunction();

    /// <summary>Writes the type as capabilities do.</summary>
    /// <returns>An object with <c>type</c>, <c>args</c>, <c>result</c>, <c>variadic</c>.</returns>
    public RegoValue ToValue()
    {
        var entries = new ObjectBuilder(4);
        entries.Set("type", "function");
        if (!Operands.IsEmpty)
        {
            entries.Set("args", RegoArray.Create([.. Operands.Select(o => o.Type.ToValue())]));
        }
        if (Variadic is not null)
        {
            entries.Set("variadic", Variadic.ToValue());
        }
        if (Result is not null)
        {
            entries.Set("result", Result.ToValue());
        }
        return entries.Build();
    }

    /// <summary>Writes the type as OPA does: <c>(string, string) => boolean</c>.</summary>
    /// <returns>One line.</returns>
    public override string ToString()
    {
        var operands = Operands.Select(o => o.Name.Length == 0 ? o.Type.ToString() : $"{o.Name}: {o.Type}");
        var all = Variadic is null ? operands : operands.Append($"{Variadic}...");
        return $"({string.Join(", ", all)}) => {Result?.ToString() ?? "???"}";
    }
}
