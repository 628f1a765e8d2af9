using System.Collections.Immutable;
using Bylaw.Collectors.Models.Signing;

namespace Bylaw.Collectors.Models;

/// <summary>What an inspection is told beside the model's path. All paths are absolute or relative to the working folder.</summary>
public sealed record ModelInspectorOptions
{
    /// <summary>Gets the options of an inspection that is told nothing.</summary>
    public static ModelInspectorOptions Default { get; } = new();

    /// <summary>Gets the card; looked for beside the model when null.</summary>
    public string? CardPath { get; init; }

    /// <summary>Gets the signature file; looked for when null.</summary>
    public string? SignaturePath { get; init; }

    /// <summary>Gets the bill of materials; looked for beside the model when null.</summary>
    public string? BomPath { get; init; }

    /// <summary>Gets whose signatures are trusted.</summary>
    public ModelTrust Trust { get; init; } = ModelTrust.Nobody;

    /// <summary>Gets further names that pickles may import.</summary>
    public ImmutableArray<string> SafeNames { get; init; } = [];

    /// <summary>Gets measured numbers by metric name, to compare the card with.</summary>
    public ImmutableDictionary<string, double> Measured { get; init; } = ImmutableDictionary<string, double>.Empty;

    /// <summary>Gets how far a claim may lie from the measured number. Default 0.005.</summary>
    public double Tolerance { get; init; } = 0.005;
}
