using Bylaw.Collectors.Models.Scanning;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>What a format reader is given, and where it writes what it found.</summary>
/// <param name="content">The file; seekable.</param>
/// <param name="location">How findings name it.</param>
/// <param name="result">Takes findings and unreadable parts.</param>
internal sealed class FormatReading(Stream content, string location, ArtefactScanResult result)
{
    public Stream Content { get; } = content;

    public string Location { get; } = location;

    /// <summary>Gets facts about the file worth showing, by name.</summary>
    public SortedDictionary<string, string> Details { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the files that this one needs beside it, as it spells them.</summary>
    public List<string> NeededFiles { get; } = [];

    public void Find(ModelFindingSeverity severity, string rule, string @operator, string message) =>
        result.Add(new ModelFileFinding(severity, rule, @operator, message, Location, -1));

    public void Damaged(string reason) => result.AddUnscanned(Location, $"damaged: {reason}");

    public void NotScanned(string reason) => result.AddUnscanned(Location, reason);
}
