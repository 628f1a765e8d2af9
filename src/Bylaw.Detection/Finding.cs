namespace Bylaw.Detection;

/// <summary>Tells that something was found and where; it never holds the value.</summary>
/// <param name="Type">The type's name, from the catalogue or a custom recogniser.</param>
/// <param name="Start">The first byte in the scanned UTF-8, zero-based.</param>
/// <param name="Length">The count of bytes.</param>
/// <param name="Score">How sure it is: 0 to 1; 0.5 is even.</param>
/// <param name="Evidence">What it rests on: <c>shape</c>, <c>check</c>, <c>context</c>, <c>asked</c>, <c>decoded</c>, joined by +.</param>
/// <remarks>A value and not an object: a dense text holds millions, and half of the time of a scan would go to their memory (<c>eng/bench detection</c>).</remarks>
public readonly record struct Finding(string Type, int Start, int Length, double Score, string Evidence)
{
    private string[]? Others { get; init; }

    /// <summary>Gets other types that the same bytes could be, best first.</summary>
    public IReadOnlyList<string> OtherTypes => Others ?? [];

    /// <summary>Gets the byte after the last.</summary>
    public int End => Start + Length;

    /// <summary>Names another reading, and those that stood under it, unless they are known.</summary>
    internal Finding WithOther(in Finding loser)
    {
        var others = new List<string>(OtherTypes);
        Add(others, loser.Type);
        foreach (var other in loser.OtherTypes)
        {
            Add(others, other);
        }
        return others.Count == OtherTypes.Count ? this : this with { Others = [.. others] };
    }

    private void Add(List<string> others, string type)
    {
        if (type != Type && !others.Contains(type))
        {
            others.Add(type);
        }
    }
}
