namespace Bylaw.Collectors.Code.Analysis;

/// <summary>A finding of another tool.</summary>
/// <param name="Rule">The tool's rule, or the id of a vulnerability.</param>
/// <param name="Severity"><c>critical</c>, <c>high</c>, <c>medium</c>, <c>low</c>, <c>none</c>; null when not said.</param>
/// <param name="Path">The file; null when it concerns none.</param>
internal sealed record ToolFinding(string Rule, string? Severity, string? Path)
{
    public int? Line { get; init; }

    public double? Cvss { get; init; }

    public string? Package { get; init; }

    /// <summary>Gets the version that mends it; null when none is known.</summary>
    public string? Fixed { get; init; }

    public DateTimeOffset? Published { get; init; }

    /// <summary>Gets why people or the tool set it aside; null when it stands.</summary>
    public string? SetAside { get; init; }

    /// <summary>Tells whether it is a published vulnerability and not a fault of the own code.</summary>
    public bool IsVulnerability { get; init; }

    /// <summary>Names the severity of a CVSS base score.</summary>
    /// <remarks>Source: CVSS 3.1 specification, section 5.</remarks>
    public static string OfScore(double score) => score switch { >= 9 => "critical", >= 7 => "high", >= 4 => "medium", > 0 => "low", _ => "none" };
}
