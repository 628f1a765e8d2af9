using Bylaw.Rego.Syntax;
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
}
