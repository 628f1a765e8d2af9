using System.Collections.Immutable;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Annotations;

/// <summary>Names what a metadata block speaks of.</summary>
public enum AnnotationScope
{
    /// <summary>The one rule below it.</summary>
    Rule,

    /// <summary>All rules of the name of the rule below it.</summary>
    Document,

    /// <summary>The package of the file.</summary>
    Package,

    /// <summary>The package of the file and all packages below it.</summary>
    Subpackages,
}

/// <summary>An author: a name, an e-mail address, or both.</summary>
/// <param name="Name">The name; empty when only the address is known.</param>
/// <param name="Email">The e-mail address; empty when it is not known.</param>
public sealed record AnnotationAuthor(string Name, string Email);

/// <summary>Something worth reading.</summary>
/// <param name="Ref">Its URL.</param>
/// <param name="Description">What it is; may be empty.</param>
public sealed record AnnotationResource(string Ref, string Description);

/// <summary>The schema of a document: named, or written out.</summary>
/// <param name="Path">The document, for example <c>["input"]</c> or <c>["data", "acl"]</c>.</param>
/// <param name="Schema">The name of the schema, for example <c>["schema", "acl"]</c>; empty when it is written out.</param>
/// <param name="Definition">The schema itself; undefined when it is named.</param>
public sealed record AnnotationSchema(ImmutableArray<string> Path, ImmutableArray<string> Schema, RegoValue Definition);

/// <summary>One metadata block, read. Immutable.</summary>
public sealed record Annotation
{
    /// <summary>Gets what the block speaks of.</summary>
    public required AnnotationScope Scope { get; init; }

    /// <summary>Gets the path of what the block speaks of below <c>data</c>: package, and for a rule its name.</summary>
    public required ImmutableArray<string> Path { get; init; }

    /// <summary>Gets the block in the tree.</summary>
    public required AnnotationSyntax Syntax { get; init; }

    /// <summary>Gets the module that the block stands in.</summary>
    public required ModuleSyntax Module { get; init; }

    /// <summary>Gets the title; empty when there is none.</summary>
    public string Title { get; init; } = "";

    /// <summary>Gets the description; empty when there is none.</summary>
    public string Description { get; init; } = "";

    /// <summary>Gets whether the rule or package is meant to be asked from outside.</summary>
    public bool IsEntrypoint { get; init; }

    /// <summary>Gets the organizations.</summary>
    public ImmutableArray<string> Organizations { get; init; } = [];

    /// <summary>Gets what is worth reading.</summary>
    public ImmutableArray<AnnotationResource> RelatedResources { get; init; } = [];

    /// <summary>Gets the authors.</summary>
    public ImmutableArray<AnnotationAuthor> Authors { get; init; } = [];

    /// <summary>Gets the schemas.</summary>
    public ImmutableArray<AnnotationSchema> Schemas { get; init; } = [];

    /// <summary>Gets whatever else the author keeps here.</summary>
    public RegoObject Custom { get; init; } = RegoObject.Empty;

    /// <summary>Gets the source of the module.</summary>
    public SourceText Source => Module.Source;

    /// <summary>Makes the object that Rego and OPA's tools see; empty fields are left out.</summary>
    /// <returns>An object with <c>scope</c> and what else is known.</returns>
    public RegoValue ToValue()
    {
        var result = new ObjectBuilder();
        result.Set("scope", Scope.ToString().ToLowerInvariant());
        SetText(result, "title", Title);
        SetText(result, "description", Description);
        if (IsEntrypoint)
        {
            result.Set("entrypoint", true);
        }
        SetList(result, "organizations", Organizations.Select(o => (RegoValue)o));
        SetList(result, "related_resources", RelatedResources.Select(r => ToObject(("ref", r.Ref), ("description", r.Description))));
        SetList(result, "authors", Authors.Select(a => ToObject(("name", a.Name), ("email", a.Email))));
        SetList(result, "schemas", Schemas.Select(ToValue));
        if (Custom.Count > 0)
        {
            result.Set("custom", Custom);
        }
        return result.Build();
    }

    private static RegoValue ToValue(AnnotationSchema schema)
    {
        var result = new ObjectBuilder();
        result.Set("path", ToArray(schema.Path));
        if (!schema.Schema.IsEmpty)
        {
            result.Set("schema", ToArray(schema.Schema));
        }
        if (schema.Definition.IsDefined)
        {
            result.Set("definition", schema.Definition);
        }
        return result.Build();
    }

    private static RegoValue ToObject(params (string Key, string Text)[] entries)
    {
        var result = new ObjectBuilder();
        foreach (var (key, text) in entries)
        {
            SetText(result, key, text);
        }
        return result.Build();
    }

    private static void SetText(ObjectBuilder result, string key, string text)
    {
        if (text.Length > 0)
        {
            result.Set(key, text);
        }
    }

    private static void SetList(ObjectBuilder result, string key, IEnumerable<RegoValue> items)
    {
        RegoValue[] all = [.. items];
        if (all.Length > 0)
        {
            result.Set(key, RegoArray.Create(all));
        }
    }

    private static RegoValue ToArray(ImmutableArray<string> steps) => RegoArray.Create([.. steps.Select(s => (RegoValue)s)]);
}
