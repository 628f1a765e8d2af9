using System.Text.Json.Nodes;

namespace Bylaw.Manifest;

/// <summary>Something that a manifest declares and evidence is collected about.</summary>
/// <param name="Kind">The kind of evidence that is collected about it.</param>
/// <param name="Id">Its name; unique within its kind.</param>
/// <param name="Declared">The facts that the manifest states of it, by the names of the kind's schema.</param>
/// <param name="Pointer">Where it stands in the manifest, as a JSON pointer; empty for what a convention found.</param>
public sealed record ManifestSubject(string Kind, string Id, JsonObject Declared, string Pointer)
{
    /// <summary>Gets what its collectors are told: all that stands in the manifest, and what conventions found.</summary>
    public JsonObject Options { get; init; } = Declared;

    /// <summary>Gets whether the manifest does not name it and a convention found or expects it.</summary>
    public bool IsImplied => Pointer.Length == 0;
}
