using System.Collections.Immutable;

namespace Bylaw.Manifest;

/// <summary>How the entries of a section stand in the manifest.</summary>
internal enum SectionForm
{
    /// <summary>A list of mappings, each with an <c>id</c>; each is a subject.</summary>
    Subjects,

    /// <summary>One mapping that is one subject; a list with an <c>id</c> each is understood too.</summary>
    One,

    /// <summary>A list of items that together are one subject.</summary>
    Items,
}

/// <summary>One thing that an entry may say to a collector.</summary>
/// <param name="Name">The key.</param>
/// <param name="Type">text, texts, number, whole, flag, map, maps or any.</param>
/// <param name="Description">One line of help.</param>
internal sealed record ManifestOption(string Name, string Type, string Description);

/// <summary>One section of the manifest.</summary>
/// <param name="Name">The key at the top.</param>
/// <param name="Kind">The kind of evidence that its entries state.</param>
/// <param name="Form">How entries stand.</param>
/// <param name="Description">One line of help.</param>
internal sealed record ManifestSection(string Name, string Kind, SectionForm Form, string Description)
{
    /// <summary>Gets what an entry may say to a collector.</summary>
    public ImmutableSortedDictionary<string, ManifestOption> Options { get; init; } = ImmutableSortedDictionary<string, ManifestOption>.Empty;
}

/// <summary>The one place that says which sections and options a manifest has; facts come from the evidence schemas.</summary>
internal static class ManifestGrammar
{
    private static readonly ManifestSection[] _declared =
    [
        new("agents", "agent", SectionForm.Subjects, "agents: purpose, tools, limits, identity"),
        new("approvals", "approval", SectionForm.One, "where signed approvals are, and whose count"),
        new("datasets", "dataset", SectionForm.Subjects, "data that the system is trained or tested on, or reads"),
        new("evaluations", "evaluation", SectionForm.Subjects, "runs that measured a model"),
        new("gpai", "gpai", SectionForm.One, "facts of a provider of a general-purpose model"),
        new("incidents", "incident", SectionForm.Items, "incidents, or the file with them"),
        new("infrastructure", "infra", SectionForm.One, "where the infrastructure files are"),
        new("logging", "logging", SectionForm.One, "how decisions are logged"),
        new("models", "model", SectionForm.Subjects, "models that the system uses, own and bought"),
        new("monitoring", "monitoring", SectionForm.One, "where monitoring reports are"),
        new("pipelines", "pipeline", SectionForm.One, "the code and the pipeline that builds it"),
        new("retirement", "retirement", SectionForm.Items, "systems that were taken out of service"),
        new("splits", "split", SectionForm.One, "which rows train and which test"),
        new("vendors", "vendors", SectionForm.Items, "suppliers of models and services"),
    ];

    /// <summary>Gets the sections, by name.</summary>
    public static ImmutableSortedDictionary<string, ManifestSection> Sections { get; } = Read();

    /// <summary>Finds the section of a kind of evidence.</summary>
    /// <param name="kind">A kind.</param>
    /// <returns>The section; null for kinds that no section declares.</returns>
    public static ManifestSection? OfKind(string kind) => Sections.Values.FirstOrDefault(s => s.Kind == kind);

    private static ImmutableSortedDictionary<string, ManifestSection> Read()
    {
        using var stream = typeof(ManifestGrammar).Assembly.GetManifestResourceStream("manifest-options.txt")!;
        using var reader = new StreamReader(stream);
        var options = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(l => !l.StartsWith('#'))
            .Select(l => l.Split('\t')).ToLookup(p => p[0], p => new ManifestOption(p[1], p[2], p[3]), StringComparer.Ordinal);
        return _declared.ToImmutableSortedDictionary(
            s => s.Name,
            s => s with { Options = options[s.Name].ToImmutableSortedDictionary(o => o.Name, o => o, StringComparer.Ordinal) },
            StringComparer.Ordinal);
    }
}
