namespace Bylaw.Detection;

/// <summary>Tells that something was found and where; it never holds the value.</summary>
/// <param name="Type">The type's name, from the catalogue or a custom recogniser.</param>
/// <param name="Start">The first byte in the scanned UTF-8, zero-based.</param>
/// <param name="Length">The count of bytes.</param>
/// <param name="Score">How sure it is: 0 to 1; 0.5 is even.</param>
/// <param name="Evidence">What it rests on: <c>shape</c>, <c>check</c>, <c>context</c>, <c>asked</c>, <c>decoded</c>, joined by +.</param>
public sealed record Finding(string Type, int Start, int Length, double Score, string Evidence)
{
    /// <summary>Gets other types that the same bytes could be, best first.</summary>
    public IReadOnlyList<string> OtherTypes { get; init; } = [];

    /// <summary>Gets the byte after the last.</summary>
    public int End => Start + Length;
}
