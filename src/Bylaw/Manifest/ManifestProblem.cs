namespace Bylaw.Manifest;

/// <summary>Says what is wrong in a manifest, and where.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Column">From 1.</param>
/// <param name="Message">What is wrong and how to mend it; lower-case, one line.</param>
public sealed record ManifestProblem(int Line, int Column, string Message)
{
    /// <summary>Gets the JSON pointer of what is wrong; empty for the whole file.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>Gets the file, when it is another than the manifest; null for the manifest itself.</summary>
    public string? File { get; init; }
}
