using System.Collections.Immutable;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>What a structured file says: its values, and what could not be read.</summary>
/// <param name="File">The file as it was named by the caller.</param>
/// <param name="Format">The reader's name, for example <c>yaml</c>.</param>
/// <param name="Roots">One value for each document of the file; most formats have one.</param>
/// <param name="Problems">What could not be understood.</param>
public sealed record StructuredDocument(string File, string Format, ImmutableArray<ConfigValue> Roots, ImmutableArray<ConfigProblem> Problems)
{
    /// <summary>Gets what a policy sees as its input: the only document, or a list of all of them.</summary>
    public ConfigValue Input => Roots.Length == 1 ? Roots[0] : ConfigValue.List(Roots);

    /// <summary>Gets whether the file could be read.</summary>
    public bool Succeeded => !Problems.Any(p => p.IsFatal);
}
