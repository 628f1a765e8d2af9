using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>Says what a scan found in one file, table or stream, and what it could not read.</summary>
public sealed class ScanResult
{
    /// <summary>Gets the name: a path, or a URI without credentials.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the form: table, text, archive.</summary>
    public required string Form { get; init; }

    /// <summary>Gets or sets the bytes that were read.</summary>
    public long Bytes { get; set; }

    /// <summary>Gets or sets the rows that were scanned; 0 for text.</summary>
    public long Rows { get; set; }

    /// <summary>Gets the columns of a table.</summary>
    public List<ColumnResult> Columns { get; } = [];

    /// <summary>Gets findings in text, at most the limit; counts are whole in <see cref="Counts"/>.</summary>
    public List<TextFinding> Findings { get; } = [];

    /// <summary>Gets how often each type was found.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets what was found where no column is: in text, and in rows of a table that do not fit it.</summary>
    public IReadOnlyList<(string Type, long Count)> OutsideColumns =>
        [.. Counts.Select(c => (c.Key, Count: c.Value - Columns.Sum(column => column.Counts.GetValueOrDefault(c.Key)))).Where(c => c.Count > 0)];

    /// <summary>Gets what was not read.</summary>
    public List<Gap> Gaps { get; } = [];

    /// <summary>Gets a value indicating whether everything was scanned.</summary>
    public bool IsComplete => Gaps.Count == 0;

    /// <summary>Adds a gap.</summary>
    /// <param name="reason">What stood in the way.</param>
    /// <param name="message">One line without values.</param>
    public void Miss(GapReason reason, string message) => Gaps.Add(new("dataset-scan", Name, reason, message) { Source = Name, Field = "dataset.pii.findings" });
}

/// <summary>Says what one column holds.</summary>
/// <param name="Name">The column's name.</param>
public sealed record ColumnResult(string Name)
{
    /// <summary>Gets or sets the verdict's name: VIOLATION, WARN, PSEUDONYMISED, MASKED, ENCRYPTED, UNKNOWN or CLEAN.</summary>
    public string Verdict { get; set; } = "CLEAN";

    /// <summary>Gets or sets why.</summary>
    public string Reason { get; set; } = "";

    /// <summary>Gets or sets the inferred type, or null.</summary>
    public string? Type { get; set; }

    /// <summary>Gets how many values of each type were found in all rows.</summary>
    public SortedDictionary<string, long> Counts { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the best score of each type.</summary>
    public Dictionary<string, double> Scores { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the first rows with a finding, one-based.</summary>
    public List<long> FirstRows { get; } = [];

    /// <summary>Gets or sets a value indicating whether the values could not be read: encrypted or damaged.</summary>
    public bool IsUnreadable { get; set; }

    /// <summary>Gets or sets values that are not null.</summary>
    public long Values { get; set; }
}

/// <summary>Says where in a text something was found.</summary>
/// <param name="Type">The type.</param>
/// <param name="Line">One-based line.</param>
/// <param name="Column">One-based byte in the line.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Score">How sure.</param>
/// <param name="Evidence">What it rests on.</param>
public sealed record TextFinding(string Type, long Line, long Column, int Length, double Score, string Evidence);
