namespace Bylaw.Rego.Text;

/// <summary>A run of UTF-16 code units in one source text: [Start, Start + Length), zero-based.</summary>
/// <param name="Start">Index of the first code unit.</param>
/// <param name="Length">Number of code units.</param>
public readonly record struct TextSpan(int Start, int Length)
{
    /// <summary>Gets the index just past the last code unit.</summary>
    public int End => Start + Length;

    /// <summary>Makes the span that begins where one index stands and ends before another.</summary>
    /// <param name="start">Index of the first code unit.</param>
    /// <param name="end">Index just past the last code unit; not before <paramref name="start"/>.</param>
    /// <returns>The span [start, end).</returns>
    public static TextSpan FromBounds(int start, int end) => new(start, end - start);
}
