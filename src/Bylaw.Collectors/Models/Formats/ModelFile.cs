using Bylaw.Collectors.Models.Scanning;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>One file of a model: what it is, its digest, and what is inside.</summary>
/// <param name="Path">Relative to the model's folder, with forward slashes.</param>
/// <param name="Format">A word such as <c>safetensors</c>, <c>onnx</c>, <c>pickle</c>, <c>json</c> or <c>other</c>.</param>
/// <param name="Bytes">The size.</param>
/// <param name="Sha256">64 lower-case hexadecimal digits, or null when the file could not be read.</param>
/// <param name="Scan">What the scan found.</param>
/// <param name="Details">Facts worth showing, such as operator sets or the number of parameters.</param>
public sealed record ModelFile(
    string Path, string Format, long Bytes, string? Sha256, ArtefactScanResult Scan, IReadOnlyDictionary<string, string> Details);
