using System.Collections.Immutable;
using Bylaw.Rego.Annotations;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>What metadata says of the rules and packages of a root; a module's is read when first asked for.</summary>
/// <param name="documents">The modules.</param>
internal sealed class MetadataIndex(ImmutableArray<RegoDocument> documents)
{
    /// <summary>Lists what is said of a rule: by its own block, its document's and its package's, the nearest first.</summary>
    public IEnumerable<Annotation> Of(RuleDefinition definition) =>
        definition.Document.Annotations.ChainOf(definition.Document.Module, definition.Rule).Select(l => l.Annotation).OfType<Annotation>();

    /// <summary>Lists what is said of a package in any of its modules.</summary>
    public IEnumerable<Annotation> OfPackage(string package) =>
        documents.Where(d => d.Package == package).SelectMany(d => d.Annotations.All.Where(a => a.Syntax.Target is PackageSyntax));

    /// <summary>Returns what a module's package block says under <c>custom</c>.</summary>
    public RegoObject CustomOf(RegoDocument document) =>
        document.Annotations.All.FirstOrDefault(a => a.Syntax.Target is PackageSyntax && a.Custom.Count > 0)?.Custom ?? RegoObject.Empty;

    /// <summary>Lists the schemas that metadata gives at a place: those of the rule there, its package's and those around it.</summary>
    public IEnumerable<AnnotationSchema> SchemasAt(RegoDocument document, int offset)
    {
        var rule = document.Module.Rules.FirstOrDefault(r => r.Span.Start <= offset && offset <= r.Span.End)
            ?? document.Module.Rules.LastOrDefault(r => r.Span.Start <= offset);
        var definition = rule is null ? null : document.Definitions.FirstOrDefault(d => ReferenceEquals(d.Rule, rule));
        return (definition is null ? document.Annotations.All.Where(a => a.Syntax.Target is PackageSyntax) : Of(definition)).SelectMany(a => a.Schemas);
    }
}
