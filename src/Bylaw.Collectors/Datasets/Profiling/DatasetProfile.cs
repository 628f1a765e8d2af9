using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Puts the profile of a table together from its parts; a part that cannot be read is a gap and the others stay.</summary>
internal sealed class DatasetProfile
{
    private readonly Relation _relation;
    private readonly DatasetSettings _settings;
    private readonly CollectorContext _context;
    private readonly ILookup<string, ColumnResult> _scanned;
    private readonly List<Gap> _gaps;

    private DatasetProfile(Relation relation, DatasetSettings settings, CollectorContext context, IEnumerable<ScanResult> results, List<Gap> gaps) =>
        (_relation, _settings, _context, _scanned, _gaps) = (relation, settings, context, results.SelectMany(r => r.Columns).ToLookup(c => c.Name), gaps);

    /// <summary>Adds the profile to evidence.</summary>
    /// <exception cref="TableException">The table cannot be read at all.</exception>
    /// <exception cref="FormatException">A setting names something that is not there.</exception>
    public static void Add(JsonObject spec, Relation relation, DatasetSettings settings, CollectorContext context, IEnumerable<ScanResult> results, List<Gap> gaps) =>
        new DatasetProfile(relation, settings, context, results, gaps).Run(spec);

    private void Run(JsonObject spec)
    {
        var rows = _relation.Count($"SELECT count(*) FROM {_relation.From}");
        spec["rows"] = rows;
        var label = Column(_settings.Label, "label");
        var attributes = _settings.Protected.Concat(_settings.Population.Select(p => p.Key)).Select(p => Column(p, "protected")!).Distinct().ToList();
        var keys = _settings.Keys.Select(k => Column(k, "keys")!).ToList();
        var time = Column(_settings.Time, "time");
        var quasiIdentifiers = _settings.QuasiIdentifiers.Select(q => Column(q, "quasi_identifiers")!).ToList();
        var sensitive = _settings.Sensitive.Select(s => Column(s, "sensitive")!).ToList();
        foreach (var name in _settings.Required)
        {
            Column(name, "required");
        }

        var profiles = ColumnFacts.Read(_relation, rows, _settings.NullTokens);
        spec["columns"] = new JsonArray([.. profiles.Select(p => (JsonNode)p.ToJson(_scanned[p.Column.Name].FirstOrDefault(), attributes.Contains(p.Column), _settings.Required.Any(r => _relation.Find(r) == p.Column)))]);
        var quality = new JsonObject();
        Part("dataset.quality.duplicate_ratio", () => RowFacts.AddDuplicates(quality, _relation, rows));
        if (label is not null)
        {
            Part("dataset.quality", () => RowFacts.AddLabels(quality, _relation, label, [.. _relation.Columns.Where(c => c != label && !keys.Contains(c))]));
        }
        if (_settings.Associations && (label is not null || attributes.Count > 0))
        {
            var targets = profiles.Where(p => p.Column == label).Select(p => (p, "label")).Concat(profiles.Where(p => attributes.Contains(p.Column) && p.Column != label).Select(p => (p, "protected"))).ToList();
            Part("dataset.quality", () => quality["associations"] = AssociationFacts.Read(_relation, profiles, targets, keys));
        }
        if (_settings.Neighbours)
        {
            Part("dataset.quality", () => LocalRows.Add(quality, _relation, label, keys));
            Part("dataset.quality", () => AddNearTexts(quality));
        }
        if (_settings.Expectations.Count > 0)
        {
            Part("dataset.quality", () => quality["expectations"] = ExpectationFacts.Read(_relation, _settings.Expectations, rows));
        }
        if (quality.Count > 0)
        {
            spec["quality"] = quality;
        }
        if (attributes.Count > 0)
        {
            Part("dataset.representativeness", () => spec["representativeness"] = GroupFacts.Read(_relation, attributes, _settings.Population));
        }
        if (quasiIdentifiers.Count > 0)
        {
            var privacy = new JsonObject();
            Part("dataset.deidentification.k", () => PrivacyFacts.Add(privacy, _relation, quasiIdentifiers, sensitive, rows));
            spec["deidentification"] = privacy;
        }
        if (time is { Kind: ColumnKind.Time })
        {
            Part("dataset.collected_to", () => AddPeriod(spec, time));
        }
        else if (time is not null)
        {
            _gaps.Add(_context.Gap(GapReason.Malformed, $"column {time.Name} holds no dates that can be read", "dataset.collected_to"));
        }
    }

    private void AddNearTexts(JsonObject quality)
    {
        if (NearDuplicateTexts.Read(_relation) is { } texts)
        {
            quality["near_duplicate_texts"] = texts;
        }
    }

    private void AddPeriod(JsonObject spec, RelationColumn time)
    {
        var answer = _relation.Row($"SELECT CAST(CAST(min({time.Sql}) AS DATE) AS VARCHAR), CAST(CAST(max({time.Sql}) AS DATE) AS VARCHAR) FROM {_relation.From}");
        if (answer is [string from, string to])
        {
            (spec["collected_from"], spec["collected_to"]) = (from, to);
            spec["freshness"] = new JsonObject { ["column"] = time.Name, ["age_days"] = (long)(DateOnly.FromDateTime(_context.Clock.GetUtcNow().UtcDateTime).DayNumber - DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture).DayNumber) };
        }
    }

    private RelationColumn? Column(string? name, string setting) =>
        name is null ? null : _relation.Find(name) ?? throw new FormatException($"`profile.{setting}`: there is no column `{name}`; columns are {string.Join(", ", _relation.Columns.Take(40).Select(c => c.Name))}");

    private void Part(string field, Action read)
    {
        try
        {
            read();
        }
        catch (TableException error)
        {
            _gaps.Add(_context.Gap(error.Reason, $"not profiled: {error.Message}", field));
        }
    }
}
