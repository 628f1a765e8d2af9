using System.Collections.Immutable;
using Bylaw.Rego.Annotations;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>Answers the metadata built-ins from the metadata blocks of the modules.</summary>
/// <param name="annotations">The metadata of all modules.</param>
/// <param name="module">The module whose rules ask.</param>
internal sealed class AnnotationMetadata(AnnotationSet annotations, ModuleSyntax module) : MetadataSource
{
    public override RegoValue OfRule(RuleSyntax? rule)
    {
        var first = rule is null ? null : annotations.OfRule(rule).FirstOrDefault();
        return first?.ToValue() ?? RegoObject.Empty;
    }

    public override RegoValue ChainOf(RuleSyntax? rule) => rule is null
        ? RegoArray.Empty
        : RegoArray.Create([.. annotations.ChainOf(module, rule).Select(ToValue)]);

    private static RegoValue ToValue(AnnotationLink link)
    {
        var result = new ObjectBuilder();
        result.Set("path", ToArray(link.Path));
        if (link.Annotation is { } annotation)
        {
            result.Set("annotations", annotation.ToValue());
        }
        return result.Build();
    }

    private static RegoValue ToArray(ImmutableArray<string> steps) => RegoArray.Create([.. steps.Select(s => (RegoValue)s)]);
}
