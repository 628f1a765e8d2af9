using Bylaw.Rego.Planning;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Annotations;

/// <summary>Answers the metadata built-ins for the rules of one module.</summary>
internal sealed class AnnotationMetadata(ModuleSyntax module, AnnotationSet annotations) : MetadataSource
{
    /// <inheritdoc/>
    public override RegoValue OfRule(RuleSyntax? rule) =>
        rule is not null && annotations.OfRule(rule).FirstOrDefault() is { } annotation ? annotation.ToValue() : RegoObject.Empty;

    /// <inheritdoc/>
    public override RegoValue ChainOf(RuleSyntax? rule)
    {
        if (rule is null)
        {
            return RegoArray.Empty;
        }
        return RegoArray.Create([.. annotations.ChainOf(module, rule).Select(link =>
        {
            var entry = new ObjectBuilder();
            entry.Set("path", RegoArray.Create([.. link.Path.Select(p => (RegoValue)p)]));
            if (link.Annotation is not null)
            {
                entry.Set("annotations", link.Annotation.ToValue());
            }
            return (RegoValue)entry.Build();
        })]);
    }
}
