using System.Collections.Immutable;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads one JSON value a line into a list.</summary>
public sealed class NdjsonReader : IStructuredReader
{
    private readonly JsonReader _json = new();

    /// <inheritdoc/>
    public string Name => "ndjson";

    /// <inheritdoc/>
    public bool Matches(string fileName) =>
        fileName.EndsWith(".ndjson", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".jsonl", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var items = ImmutableArray.CreateBuilder<ConfigValue>();
        var problems = ImmutableArray.CreateBuilder<ConfigProblem>();
        foreach (var (line, place) in LineFormat.Lines(file, text))
        {
            if (line.AsSpan().Trim().IsEmpty)
            {
                continue;
            }
            var document = _json.Read(file, line, limits);
            items.AddRange(document.Roots.Select(r => r.At(place)));
            problems.AddRange(document.Problems.Select(p => p with { Position = place }));
        }
        return new StructuredDocument(file, Name, [ConfigValue.List(items.ToImmutable())], problems.ToImmutable());
    }
}
