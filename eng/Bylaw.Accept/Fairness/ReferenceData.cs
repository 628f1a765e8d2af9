using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Metrics.Fairness;
using DuckDB.NET.Data;

namespace Bylaw.Accept.Fairness;

/// <summary>Finds the data behind a reference section and reads it through the product.</summary>
internal sealed class ReferenceData : IDisposable
{
    private readonly string _scratch = Directory.CreateTempSubdirectory("bylaw-accept-").FullName;
    private readonly Dictionary<string, string?> _prepared = new(StringComparer.Ordinal);
    private readonly DataDiscovery _discovery;

    public ReferenceData(string folder)
    {
        Folder = folder;
        _discovery = new DataDiscovery(folder, Prepare);
    }

    public string Folder { get; }

    public void Dispose() => Directory.Delete(_scratch, recursive: true);

    /// <summary>Returns the path of a data file, or null when it is not there.</summary>
    public string? Find(string relative) => File.Exists(Path.Combine(Folder, relative)) ? Path.Combine(Folder, relative) : null;

    /// <summary>Writes the rows that a reference is defined over to a Parquet file; null when a file that it reads is absent.</summary>
    public string? Prepare(string sql)
    {
        if (!_prepared.TryGetValue(sql, out var path))
        {
            path = Path.Combine(_scratch, $"{_prepared.Count}.parquet");
            try
            {
                using var connection = new DuckDBConnection("DataSource=:memory:");
                connection.Open();
                using var command = connection.CreateCommand();
                command.CommandText = $"COPY ({sql.Replace("{dir}", Folder.Replace("'", "''", StringComparison.Ordinal), StringComparison.Ordinal)}) TO '{path}' (FORMAT parquet)";
                command.ExecuteNonQuery();
            }
            catch (DuckDBException)
            {
                path = null;
            }
            _prepared[sql] = path;
        }
        return path;
    }

    /// <summary>Reads the data of a section and compares cells and score metrics.</summary>
    public void Check(string file, string[] path, JsonObject section, Comparison compare, Tally tally)
    {
        var id = string.Join('/', [file, .. path]);
        var wanted = CellSection.Cells(section["groups"]!.AsObject());
        var attributes = path[^1].Split(" x ");
        var name = string.Join('/', [file, .. path[..^1].Where(p => p != "attributes")]);
        PredictionLayout? layout = null;
        string? source = null;
        if (ReferenceRecipes.All.TryGetValue(name, out var recipe) && (source = Prepare(recipe.Sql)) is not null)
        {
            layout = recipe.Layout with { Attributes = [.. attributes] };
        }
        else if (_discovery.Find(file, path, attributes, wanted) is { } found)
        {
            (source, layout) = found;
        }
        if (source is null || layout is null)
        {
            tally.Note($"note {id}: the data behind it was not found; checked from its cells");
            return;
        }
        try
        {
            using var table = TableSource.Open(source);
            var cells = PredictionReader.Read(table, layout);
            var groups = cells.Table().Known.ToDictionary(g => g.Name, g => g.Cell, StringComparer.Ordinal);
            foreach (var (group, cell) in wanted)
            {
                compare.That($"{id}/{group}/cells", groups.TryGetValue(group, out var read) && read == cell, $"wanted {cell}, read {read}");
            }
            compare.That($"{id}/groups", groups.Count == wanted.Count, $"wanted {wanted.Count} groups, read {groups.Count}");
            if (layout.Score is not null)
            {
                CheckScores(id, section, table, layout, cells, attributes, compare);
            }
        }
        catch (EvaluationInputException error)
        {
            compare.That(id, false, error.Message);
        }
    }

    private static void CheckScores(
        string id, JsonObject section, TableSource table, PredictionLayout layout, PredictionCells cells, string[] attributes, Comparison compare)
    {
        var areas = CurveReader.Read(table, layout, cells, attributes).ToDictionary(c => string.Join('|', c.Group.Select(v => v ?? "(unknown)")), c => c.Curve.Area, StringComparer.Ordinal);
        foreach (var (name, node) in section["groups"]!.AsObject())
        {
            var group = node!.AsObject();
            var bins = cells.ScoreBins(g => string.Join('|', g.Select(v => v ?? "(unknown)")) == name);
            Check("mean_score", bins?.Total.MeanScore);
            Check("brier", bins?.Brier());
            Check("log_loss", bins?.LogLoss());
            Check("ece10", bins?.ExpectedError());
            Check("mce10", bins?.MaximumError());
            Check("auc", areas.TryGetValue(name, out var area) ? area : null);

            void Check(string key, double? found)
            {
                if (group.ContainsKey(key))
                {
                    compare.Number($"{id}/{name}/{key}", group[key], found);
                }
            }
        }
    }
}
