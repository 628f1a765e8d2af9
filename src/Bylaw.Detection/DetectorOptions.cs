using System.Collections.Immutable;
using Bylaw.Detection.Recognizers;

namespace Bylaw.Detection;

/// <summary>Says what to look for and how sure to be.</summary>
public sealed record DetectorOptions
{
    /// <summary>Gets the usual options: all strong and medium types and secrets, threshold 0.5.</summary>
    public static DetectorOptions Default { get; } = new();

    /// <summary>Gets the types to look for; empty for all that prove themselves in text. Asking for a type by name counts as context for it.</summary>
    public ImmutableArray<string> Types { get; init; } = [];

    /// <summary>Gets the least score that is reported. Default 0.5; from 0 to 1.</summary>
    public double Threshold
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be from 0 to 1");
    } = 0.5;

    /// <summary>Gets a value indicating whether secrets are looked for when <see cref="Types"/> is empty. Default true.</summary>
    public bool Secrets { get; init; } = true;

    /// <summary>Gets a value indicating whether signs that only look otherwise are read as the plain ones they mean: full-width and other digits, dashes, hidden signs. Default true.</summary>
    public bool Fold { get; init; } = true;

    /// <summary>Gets the name of the file that is scanned, which tells how literal texts are written in it; null when there is none.</summary>
    public string? FileName { get; init; }

    /// <summary>Gets the recognisers that the user adds.</summary>
    public ImmutableArray<CustomRecognizer> Custom { get; init; } = [];

    /// <summary>Gets how deep encoded values are decoded and scanned again. Default 3; from 0 to 8.</summary>
    public int MaxDecodeDepth
    {
        get;
        init => field = value is >= 0 and <= 8 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be from 0 to 8");
    } = 3;
}
