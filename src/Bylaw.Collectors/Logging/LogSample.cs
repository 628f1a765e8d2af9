using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.Detection;

namespace Bylaw.Collectors.Logging;

/// <summary>What a sample of log records shows: which fields every record has, when the last was written, and how much personal data stands in them.</summary>
internal sealed class LogSample
{
    private const int MaxRows = 100_000;

    private static readonly string[] _timeFields = ["at", "time", "timestamp", "@timestamp", "ts", "date"];
    private readonly Detector _detector = new();
    private HashSet<string>? _everywhere;

    /// <summary>Gets how many records were looked at.</summary>
    public int Rows { get; private set; }

    /// <summary>Gets how many pieces of personal data and secrets stand in them.</summary>
    public int Findings { get; private set; }

    /// <summary>Gets the moment of the last record, or null.</summary>
    public DateTimeOffset? LastAt { get; private set; }

    /// <summary>Gets whether more records are there than were looked at.</summary>
    public bool IsCut { get; private set; }

    /// <summary>Gets the fields that every record has, sorted; nested ones with dots.</summary>
    public IEnumerable<string> Fields => (_everywhere ?? []).Order(StringComparer.Ordinal);

    /// <summary>Takes the records of a file: NDJSON, JSON, CSV or YAML.</summary>
    public void Add(StructuredDocument document, CancellationToken cancellationToken)
    {
        foreach (var row in document.Roots.SelectMany(r => r.Kind == ConfigKind.List ? r.Items : [r]).Where(r => r.Kind == ConfigKind.Map))
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Rows == MaxRows)
            {
                IsCut = true;
                return;
            }
            Rows++;
            var fields = new HashSet<string>(StringComparer.Ordinal);
            Visit(row, "", fields);
            if (_everywhere is null)
            {
                _everywhere = fields;
            }
            else
            {
                _everywhere.IntersectWith(fields);
            }
            Findings += _detector.Scan(Encoding.UTF8.GetBytes(ConfigJson.Write(row)), cancellationToken).Count;
            foreach (var name in _timeFields)
            {
                if (row[name]?.AsString() is { } text && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) && (LastAt is null || at > LastAt))
                {
                    LastAt = at;
                }
            }
        }
    }

    /// <summary>Writes the sample as evidence has it.</summary>
    public JsonObject ToJson()
    {
        var json = new JsonObject { ["rows"] = Rows, ["pii_findings"] = Findings };
        if (LastAt is { } at)
        {
            json["at"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
        return json;
    }

    private static void Visit(ConfigValue map, string prefix, HashSet<string> fields)
    {
        foreach (var (name, value) in map.Entries.Where(e => !e.Value.IsNull))
        {
            fields.Add(prefix + name);
            if (value.Kind == ConfigKind.Map)
            {
                Visit(value, $"{prefix}{name}.", fields);
            }
        }
    }
}
