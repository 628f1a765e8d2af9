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
    public static void Add(JsonObject spec, Relation relation, DatasetSettings settings, CollectorContext context, IEnumerable<ScanResult> results, List<Gap> gaps) =>
        new DatasetProfile(relation, settings, context, results, gaps).Run(spec);

    private void Run(JsonObject spec)
    {
        var rows = _relation.Count($"SELECT count(*) FROM {_relation.From}");
        spec["rows"] = rows;
        var (label, hasLabel) = Column(_settings.Label, "label", "dataset.quality");
        var (attributes, hasAttributes) = Columns(_settings.Protected.Concat(_settings.Population.Select(p => p.Key)), "protected", "dataset.representativeness");
        var (keys, hasKeys) = Columns(_settings.Keys, "keys", "dataset.quality");
        var (time, _) = Column(_settings.Time, "time", "dataset.collected_to");
        var (quasiIdentifiers, hasQuasiIdentifiers) = Columns(_settings.QuasiIdentifiers, "quasi_identifiers", "dataset.deidentification");
        var (sensitive, hasSensitive) = Columns(_settings.Sensitive, "sensitive", "dataset.deidentification");
        var (required, hasRequired) = Columns(_settings.Required, "required", "dataset.columns");

        var profiles = ColumnFacts.Read(_relation, rows, _settings.NullTokens);
        if (hasRequired && hasAttributes)
        {
            spec["columns"] = new JsonArray([.. profiles.Select(p => (JsonNode)p.ToJson(_scanned[p.Column.Name].FirstOrDefault(), attributes.Contains(p.Column), required.Contains(p.Column)))]);
        }
        var quality = new JsonObject();
        Part("dataset.quality.duplicate_ratio", () => RowFacts.AddDuplicates(quality, _relation, rows));
        if (label is not null && hasKeys)
        {
            Part("dataset.quality", () => RowFacts.AddLabels(quality, _relation, label, [.. _relation.Columns.Where(c => c != label && !keys.Contains(c))]));
        }
        if (_settings.Associations && hasLabel && hasAttributes && hasKeys && (label is not null || attributes.Count > 0))
        {
            var targets = profiles.Where(p => p.Column == label).Select(p => (p, "label")).Concat(profiles.Where(p => attributes.Contains(p.Column) && p.Column != label).Select(p => (p, "protected"))).ToList();
            Part("dataset.quality", () => quality["associations"] = AssociationFacts.Read(_relation, profiles, targets, keys));
        }
        if (_settings.Neighbours && hasLabel && hasKeys)
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
        if (hasAttributes && attributes.Count > 0)
        {
            Part("dataset.representativeness", () => spec["representativeness"] = GroupFacts.Read(_relation, attributes, _settings.Population));
        }
        if (hasQuasiIdentifiers && hasSensitive && quasiIdentifiers.Count > 0)
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

    private (RelationColumn? Column, bool IsSettled) Column(string? name, string setting, string field)
    {
        var (columns, isSettled) = Columns(name is null ? [] : [name], setting, field);
        return (columns.FirstOrDefault(), isSettled);
    }

    /// <summary>Looks columns up. A name that is none of them is a gap, and what was to be counted by it is left out: without it the figure would be another.</summary>
    private (List<RelationColumn> Columns, bool IsSettled) Columns(IEnumerable<string> names, string setting, string field)
    {
        var columns = names.Select(name => (Name: name, Column: _relation.Find(name))).ToList();
        foreach (var (name, _) in columns.Where(c => c.Column is null).DistinctBy(c => c.Name))
        {
            _gaps.Add(_context.Gap(GapReason.Malformed, $"`profile.{setting}`: there is no column `{name}`; columns are {string.Join(", ", _relation.Columns.Take(40).Select(c => c.Name))}", field));
        }
        return ([.. columns.Where(c => c.Column is not null).Select(c => c.Column!).Distinct()], columns.TrueForAll(c => c.Column is not null));
    }

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
