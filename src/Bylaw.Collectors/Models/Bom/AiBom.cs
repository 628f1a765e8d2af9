using System.Collections.Immutable;
using System.Text.Json;

namespace Bylaw.Collectors.Models.Bom;

/// <summary>One component of a bill of materials.</summary>
/// <param name="Name">Its name; empty when it has none.</param>
/// <param name="Version">Its version; null when it has none.</param>
/// <param name="Sha256">Its digest; null when it has none.</param>
/// <param name="Missing">The required fields that it lacks.</param>
public sealed record BomComponent(string Name, string? Version, string? Sha256, ImmutableArray<string> Missing);

/// <summary>What an AI bill of materials lists, and what it lacks.</summary>
public sealed class AiBom
{
    private const long MaxBytes = 256 << 20;

    /// <summary>Gets the format: <c>CycloneDX</c> or <c>SPDX</c>.</summary>
    public required string Format { get; init; }

    /// <summary>Gets the version of the format, such as <c>1.6</c>.</summary>
    public required string SpecVersion { get; init; }

    /// <summary>Gets the model components.</summary>
    public ImmutableArray<BomComponent> Models { get; init; } = [];

    /// <summary>Gets the dataset components.</summary>
    public ImmutableArray<BomComponent> Datasets { get; init; } = [];

    /// <summary>Gets why the file cannot be read as a bill of materials; null when it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Gets the required fields that components lack, as <c>component: field</c>; a missing kind of component is one entry.</summary>
    public ImmutableArray<string> Missing =>
    [
        .. Models.IsEmpty ? ["a model component"] : ImmutableArray<string>.Empty,
        .. Datasets.IsEmpty ? ["a dataset component"] : ImmutableArray<string>.Empty,
        .. Models.Concat(Datasets).SelectMany(c => c.Missing.Select(m => $"{c.Name}: {m}")),
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="path">CycloneDX JSON, or SPDX 3 JSON-LD.</param>
    /// <returns>The bill; one that cannot be read says so in <see cref="Problem"/>.</returns>
    public static AiBom ReadFile(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            return file.Length > MaxBytes ? Failed("the file is larger than 256 MiB") : Read(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return Failed($"it cannot be read: {fault.Message}");
        }
    }

    /// <summary>Reads a stream.</summary>
    /// <param name="content">CycloneDX JSON, or SPDX 3 JSON-LD.</param>
    public static AiBom Read(Stream content)
    {
        try
        {
            using var json = JsonDocument.Parse(content, new JsonDocumentOptions { MaxDepth = 128 });
            var root = json.RootElement;
            if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("bomFormat", out var format) && format.ValueEquals("CycloneDX"))
            {
                return CycloneDxReader.Read(root);
            }
            return root.ValueKind == JsonValueKind.Object && root.TryGetProperty("@graph", out var graph) && graph.ValueKind == JsonValueKind.Array
                ? SpdxReader.Read(graph)
                : Failed("it is neither CycloneDX JSON nor SPDX 3");
        }
        catch (JsonException fault)
        {
            return Failed($"it is no JSON: {fault.Message}");
        }
    }

    internal static AiBom Failed(string problem) => new() { Format = "", SpecVersion = "", Problem = problem };
}
