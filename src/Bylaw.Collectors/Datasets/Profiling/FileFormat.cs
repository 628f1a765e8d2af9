using Bylaw.Collectors.Datasets.Tables;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Says how a file of rows is laid out.</summary>
/// <param name="Kind"><c>csv</c>, <c>tsv</c>, <c>parquet</c>, <c>json</c>, <c>arrow</c>, <c>avro</c>, <c>sqlite</c>, or null for what the name says.</param>
/// <param name="Delimiter">What parts the values of a text file, one to four characters; null to find out.</param>
/// <param name="HasHeader">Whether the first line holds names; null to find out.</param>
/// <param name="Names">Names of the columns where the file has none.</param>
internal sealed record FileFormat(string? Kind, string? Delimiter, bool? HasHeader, IReadOnlyList<string> Names)
{
    private const string LongestLine = "max_line_size=16777216";
    private const string Types = "auto_type_candidates=['BIGINT', 'DOUBLE', 'DATE', 'TIMESTAMP', 'VARCHAR']";

    /// <summary>Gets the table of a file that holds several; null for the only one.</summary>
    public string? Table { get; init; }

    /// <summary>Gets the layout that a name alone tells.</summary>
    public static FileFormat ByName { get; } = new(null, null, null, []);

    /// <summary>Tells whether a file is text, in which blanks around values mean nothing.</summary>
    public bool IsText(string path) => KindOf(path) is "csv" or "tsv";

    /// <summary>Returns what reads a file in SQL, or null when it is no table.</summary>
    public string? Sql(string path) => KindOf(path) switch
    {
        "csv" => "read_csv" + Csv(path, Delimiter, LongestLine, "sample_size=-1", Types),
        "tsv" => "read_csv" + Csv(path, Delimiter ?? "\t", LongestLine, "sample_size=-1", Types),
        "parquet" => $"read_parquet({DuckDbSession.Quote(path)})",
        "json" => $"read_json({DuckDbSession.Quote(path)}, maximum_object_size=16777216)",
        _ => null,
    };

    /// <summary>Opens a file that SQL does not read here, or returns null when it is no table.</summary>
    /// <exception cref="TableException">It is damaged, or holds several tables and none is named.</exception>
    public ITable? Open(string path) => KindOf(path) switch
    {
        "arrow" => ArrowTable.Open(path),
        "avro" => AvroTable.Open(path),
        "sqlite" => SqliteFile.Open(path, Table),
        _ => null,
    };

    /// <summary>Returns what reads every value of a text file as text and keeps count of the rows it must leave out.</summary>
    public string ScanSql(string path) => "read_csv" + Csv(path, ScanDelimiter(path), LongestLine, "all_varchar=true", "store_rejects=true");

    /// <summary>Returns what finds out how a text file parts its values.</summary>
    public string SniffSql(string path) => "sniff_csv" + Csv(path, ScanDelimiter(path), "all_varchar=true");

    private string KindOf(string path) => Kind ?? Path.GetExtension(path).ToLowerInvariant() switch
    {
        ".csv" => "csv",
        ".tsv" or ".tab" => "tsv",
        ".parquet" or ".pq" => "parquet",
        ".arrow" or ".feather" or ".ipc" => "arrow",
        ".avro" => "avro",
        ".sqlite" or ".sqlite3" or ".db" or ".db3" => "sqlite",
        ".jsonl" or ".ndjson" or ".json" => "json",
        _ => Delimiter is null ? "" : "csv",
    };

    private string? ScanDelimiter(string path) => Delimiter ?? (Kind == "tsv" || path.EndsWith(".tsv", StringComparison.OrdinalIgnoreCase) ? "\t" : null);

    private string Csv(string path, string? delimiter, params string[] options)
    {
        var parts = new List<string> { DuckDbSession.Quote(path), "strict_mode=false", "null_padding=true", "nullstr=['']" };
        parts.AddRange(options);
        if (delimiter is not null)
        {
            parts.Add($"delim={DuckDbSession.Quote(delimiter)}");
        }
        parts.Add($"header={(HasHeader ?? (Names.Count == 0 || HeaderLine.Is(path, delimiter, Names)) ? "true" : "false")}");
        if (Names.Count > 0)
        {
            parts.Add($"names=[{string.Join(", ", Names.Select(DuckDbSession.Quote))}]");
        }
        return $"({string.Join(", ", parts)})";
    }
}
