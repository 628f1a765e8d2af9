using System.Globalization;

namespace Bylaw.Rego.Builtins.GraphQl;

/// <summary>A place in a GraphQL text: line and column from 1, the column in code points.</summary>
/// <param name="Line">The line.</param>
/// <param name="Column">The column.</param>
/// <param name="IsPrelude">Whether the text is the one that every schema includes.</param>
internal sealed record Position(int Line, int Column, bool IsPrelude = false);

/// <summary>A fault in a GraphQL document.</summary>
/// <param name="Text">What is wrong.</param>
/// <param name="At">Where; null when the document came as an object.</param>
internal sealed record GraphQlFault(string Text, Position? At)
{
    /// <summary>Writes the fault as <c>input:line:column: text</c>.</summary>
    public override string ToString()
    {
        var source = At is { IsPrelude: true } ? "prelude.graphql" : "input";
        return At is null ? $"{source}: {Text}" : string.Create(CultureInfo.InvariantCulture, $"{source}:{At.Line}:{At.Column}: {Text}");
    }
}

/// <summary>Carries the first fault out of a parser or a schema check.</summary>
internal sealed class GraphQlException(GraphQlFault fault) : Exception(fault.Text)
{
    internal GraphQlFault Fault { get; } = fault;
}
