namespace Bylaw.Detection.Catalogue;

/// <summary>Describes one type of identifier that can be found.</summary>
/// <param name="Name">Its lasting name: <c>NL_BSN</c>.</param>
/// <param name="Scope">The country it belongs to, or <c>global</c>.</param>
/// <param name="Category">What it concerns: government, financial, contact, health, secret, org …</param>
/// <param name="Strength">How much one value alone proves: strong, medium or weak.</param>
/// <param name="ContextWords">Words that stand near it, in lower case.</param>
public sealed record DetectionType(string Name, string Scope, string Category, string Strength, IReadOnlyList<string> ContextWords)
{
    /// <summary>Gets a value indicating whether values of the type concern a person (organisation numbers and secrets do not).</summary>
    public bool IsPersonal => Category is not ("org" or "secret");
}
