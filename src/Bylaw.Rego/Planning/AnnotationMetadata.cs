using System.Collections.Immutable;
using Bylaw.Rego.Annotations;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>Answers the metadata built-ins from the metadata blocks of the modules.</summary>
/// <param name="annotations">The metadata of all modules.</param>
/// <param name="module">The module whose rules ask.</param>
/// <param name="schemas">The schemas that metadata may name.</param>
/// <param name="diagnostics">Receives schemas that are not there or not valid.</param>
internal sealed class AnnotationMetadata(AnnotationSet annotations, ModuleSyntax module, RegoSchemas schemas, List<Diagnostic> diagnostics) : MetadataSource
{
    private readonly Dictionary<AnnotationSchema, RegoType?> _types = [];

    public override RegoValue OfRule(RuleSyntax? rule)
    {
        var first = rule is null ? null : annotations.OfRule(rule).FirstOrDefault();
        return first?.ToValue() ?? RegoObject.Empty;
    }

    public override RegoValue ChainOf(RuleSyntax? rule) => rule is null
        ? RegoArray.Empty
        : RegoArray.Create([.. annotations.ChainOf(module, rule).Select(ToValue)]);

    public override IReadOnlyList<SchemaOverride> SchemasOf(RuleSyntax rule)
    {
        if (!annotations.HasSchemas)
        {
            return [];
        }
        var found = new List<SchemaOverride>();
        // The chain begins at the rule; the nearest must come last.
        foreach (var link in annotations.ChainOf(module, rule).Reverse())
        {
            foreach (var schema in link.Annotation?.Schemas ?? [])
            {
                if (!_types.TryGetValue(schema, out var type))
                {
                    _types[schema] = type = Read(schema, link.Annotation!);
                }
                if (type is not null)
                {
                    found.Add(new SchemaOverride([.. schema.Path], type));
                }
            }
        }
        return found;
    }

    private RegoType? Read(AnnotationSchema schema, Annotation annotation)
    {
        try
        {
            if (schema.Definition.IsDefined)
            {
                return schemas.Read(schema.Definition);
            }
        }
        catch (FormatException error)
        {
            diagnostics.Add(new Diagnostic(TypeDiagnostics.InvalidSchema, annotation.Source, annotation.Syntax.Span, error.Message));
            return null;
        }
        // Without any schema at hand nobody wants to check by them; metadata then only documents.
        if (schemas.Find(schema.Schema) is not { } type)
        {
            if (!schemas.IsEmpty)
            {
                diagnostics.Add(new Diagnostic(TypeDiagnostics.UnknownSchema, annotation.Source, annotation.Syntax.Span, string.Join('.', schema.Schema))
                {
                    Help = schemas.Names.Any() ? $"there are {string.Join(", ", schemas.Names.Select(n => $"`{n}`"))}" : "only the schema of the input was given",
                });
            }
            return null;
        }
        return type;
    }

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
