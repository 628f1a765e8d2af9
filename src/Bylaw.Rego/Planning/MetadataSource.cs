using Bylaw.Rego.Syntax;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>Answers <c>rego.metadata.rule()</c> and <c>rego.metadata.chain()</c> at compile time.</summary>
internal abstract class MetadataSource
{
    /// <summary>Returns the metadata of the rule itself.</summary>
    /// <param name="rule">The rule; null for a query.</param>
    /// <returns>An object; empty when there is none.</returns>
    public abstract RegoValue OfRule(RuleSyntax? rule);

    /// <summary>Returns the metadata of the rule and of what is around it.</summary>
    /// <param name="rule">The rule; null for a query.</param>
    /// <returns>An array of objects with <c>path</c> and <c>annotations</c>, the rule first.</returns>
    public abstract RegoValue ChainOf(RuleSyntax? rule);

    /// <summary>Returns what metadata says of the types of input and data in a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <returns>Paths and types; a later one goes before an earlier one.</returns>
    public abstract IReadOnlyList<SchemaOverride> SchemasOf(RuleSyntax rule);
}

/// <summary>Says what a document is known to look like in one rule.</summary>
/// <param name="Path">The document, root first: <c>["input", "user"]</c>.</param>
/// <param name="Type">Its type.</param>
internal sealed record SchemaOverride(string[] Path, RegoType Type);
