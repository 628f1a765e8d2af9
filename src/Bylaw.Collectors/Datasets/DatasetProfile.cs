using System.Data.Common;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Datasets.Tables;
using DuckDB.NET.Data;

namespace Bylaw.Collectors.Datasets;

/// <summary>Counts rows, nulls, distinct values, duplicates and equivalence classes with one relational engine.</summary>
internal static class DatasetProfile
{
    private const string NullTokens = "'', '?', 'NA', 'N/A', 'NULL', 'null', 'None', 'NaN', 'nan', '-999'";

    /// <summary>Adds the profile of a CSV, TSV or Parquet file to evidence.</summary>
    /// <exception cref="TableException">The file cannot be read.</exception>
    public static void Add(JsonObject spec, string path, IReadOnlyList<ScanResult> results, IReadOnlyList<string> quasiIdentifiers)
    {
        var relation = Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".csv" or ".tsv" => $"read_csv({DuckDbSession.Quote(path)}, header=true, strict_mode=false, null_padding=true, sample_size=-1)",
            ".parquet" => $"read_parquet({DuckDbSession.Quote(path)})",
            _ => null,
        };
        if (relation is null || ParquetIsClosed(path))
        {
            return;
        }
        try
        {
            using var connection = DuckDbSession.Open();
            AddProfile(spec, connection, relation, results, quasiIdentifiers);
        }
        catch (DbException error)
        {
            throw DuckDbSession.Translate(error);
        }
    }

    private static bool ParquetIsClosed(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase) && ParquetFooter.IsEncrypted(path);

    private static void AddProfile(JsonObject spec, DuckDBConnection connection, string relation, IReadOnlyList<ScanResult> results, IReadOnlyList<string> quasiIdentifiers)
    {
        var described = DuckDbSession.Query(connection, $"DESCRIBE SELECT * FROM {relation}").Select(r => (Name: (string)r[0]!, Type: (string)r[1]!)).ToList();
        var verdicts = results.SelectMany(r => r.Columns).ToLookup(c => c.Name);
        var readable = described.Where(c => !verdicts[c.Name].Any(v => v.Reason.StartsWith("Parquet modular", StringComparison.Ordinal))).ToList();
        var rows = Long(DuckDbSession.Scalar(connection, $"SELECT count(*) FROM {relation}"));
        spec["rows"] = rows;
        var columns = new JsonArray();
        foreach (var (name, type) in readable)
        {
            var quoted = DuckDbSession.Name(name);
            var counts = DuckDbSession.Query(connection, $"SELECT count(*) FILTER ({quoted} IS NULL), count(*) FILTER (trim(CAST({quoted} AS VARCHAR)) IN ({NullTokens})), count(DISTINCT {quoted}) FROM {relation}")[0];
            var column = new JsonObject
            {
                ["name"] = name,
                ["type"] = type,
                ["null_ratio"] = rows == 0 ? 0 : (double)(Long(counts[0]) + Long(counts[1])) / rows,
                ["nulls"] = Long(counts[0]),
                ["null_tokens"] = Long(counts[1]),
                ["distinct"] = Long(counts[2]),
            };
            if (verdicts[name].FirstOrDefault() is { } scanned)
            {
                column["pii"] = new JsonArray([.. scanned.Counts.Keys.Select(t => (JsonNode)t)]);
                column["verdict"] = scanned.Verdict;
            }
            columns.Add(column);
        }
        spec["columns"] = columns;
        if (readable.Count < described.Count || rows == 0)
        {
            return;
        }
        var distinct = Long(DuckDbSession.Scalar(connection, $"SELECT count(*) FROM (SELECT DISTINCT * FROM {relation})"));
        spec["quality"] = new JsonObject { ["duplicate_ratio"] = (double)(rows - distinct) / rows, ["duplicates"] = rows - distinct };
        if (quasiIdentifiers.Count > 0 && quasiIdentifiers.All(q => described.Any(d => d.Name == q)))
        {
            var keys = string.Join(", ", quasiIdentifiers.Select(DuckDbSession.Name));
            spec["deidentification"] = new JsonObject { ["k"] = Long(DuckDbSession.Scalar(connection, $"SELECT min(n) FROM (SELECT count(*) AS n FROM {relation} GROUP BY {keys})")) };
        }
    }

    private static long Long(object? value) => Convert.ToInt64(value, CultureInfo.InvariantCulture);
}
