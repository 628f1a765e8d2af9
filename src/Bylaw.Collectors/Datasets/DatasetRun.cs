using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Imports;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets;

/// <summary>One look at one dataset.</summary>
internal sealed class DatasetRun(DatasetSettings settings, CollectorContext context)
{
    private readonly List<Gap> _gaps = [];
    private readonly List<EvidenceSource> _sources = [];
    private readonly JsonObject _spec = [];
    private JsonObject? _split;

    /// <summary>Looks at a file.</summary>
    public async Task<Collection> OfFileAsync(CancellationToken cancellationToken)
    {
        var path = settings.Path!;
        string full;
        try
        {
            full = context.Files.Resolve(path);
            if (!File.Exists(full))
            {
                return Collection.Missing(context.Gap(GapReason.NotFound, $"no such file: {path}", "dataset", path));
            }
            _sources.Add(await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false));
        }
        catch (Exception error) when (error is UnauthorizedAccessException or IOException)
        {
            return Collection.Missing(context.Gap(error is UnauthorizedAccessException ? GapReason.Denied : GapReason.Unreachable, $"{path} cannot be read", "dataset", path));
        }
        var digest = _sources[0].Sha256!;
        _spec["digest"] = digest;
        var results = new DataScanner(new ScanOptions()).ScanFile(full, path, settings.Format, cancellationToken);
        Take(results, path);
        if (!await ProfileAsync(() => Relation.OpenFile(full, settings.Format, Unreadable(results), cancellationToken), results, path, cancellationToken).ConfigureAwait(false))
        {
            await new ScreeningFacts(settings, context, _gaps, _sources).AddFileAsync(_spec, full, cancellationToken).ConfigureAwait(false);
        }
        await CardFacts.AddAsync(_spec, settings, context, _gaps, _sources, cancellationToken).ConfigureAwait(false);
        return Finish(context.Subject.WithSha256(digest), $"all rows and columns of {path}");
    }

    /// <summary>Looks at a table of a server: aggregates are counted there, rows are streamed for the scan alone.</summary>
    public async Task<Collection> OfServerAsync(CancellationToken cancellationToken)
    {
        PostgresUri uri;
        try
        {
            uri = PostgresUri.Parse(settings.Uri!, settings.PasswordVariable is { } name ? context.Variables.GetValueOrDefault(name) : null);
        }
        catch (FormatException error)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, error.Message, "dataset"));
        }
        if (uri.Query is null)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "the URI names no ?table= and no ?query=", "dataset", uri.SafeName));
        }
        _sources.Add(new EvidenceSource(uri.SafeName));
        var results = new DataScanner(new ScanOptions()).ScanDatabase(uri, cancellationToken);
        Take(results, uri.SafeName);
        await ProfileAsync(() => Relation.OpenPostgres(uri, uri.Query), results, uri.SafeName, cancellationToken).ConfigureAwait(false);
        await CardFacts.AddAsync(_spec, settings, context, _gaps, _sources, cancellationToken).ConfigureAwait(false);
        if (!_spec.ContainsKey("rows") && results.All(r => r.Rows == 0))
        {
            return Collection.Missing(_gaps);
        }
        return Finish(context.Subject, $"all rows and columns of {uri.SafeName}");
    }

    private Collection Finish(Subject subject, string scope)
    {
        if (StorageFacts.Add(_spec, context) is { } gap)
        {
            _gaps.Add(gap);
        }
        var looked = _gaps.Where(g => g.Field is null or "dataset" or "dataset.columns" or "dataset.pii.findings").Select(g => g.Message);
        var document = context.Document("dataset", _spec) with { Subject = subject, Sources = [.. _sources], Completeness = new Completeness(scope, [.. looked]), Provenance = Origins() };
        if (_split is null)
        {
            return Collection.Of(document, _gaps);
        }
        var split = context.Document("split", _split) with { Subject = subject, Sources = [.. _sources], Completeness = Completeness.Full($"all rows of {settings.Path} and {settings.Train}") };
        return new Collection([document, split], [.. _gaps]);
    }

    /// <summary>What others' tools said is imported, what follows from a table of licences or a scan is derived.</summary>
    private ImmutableSortedDictionary<string, Provenance> Origins()
    {
        var origins = ImmutableSortedDictionary.CreateBuilder<string, Provenance>(StringComparer.Ordinal);
        foreach (var (pointer, origin) in new[]
        {
            ("/consent", EvidenceOrigin.Imported), ("/declared_digest", EvidenceOrigin.Imported), ("/erasure", EvidenceOrigin.Imported), ("/licence/allows", EvidenceOrigin.Derived),
            ("/personal_data", EvidenceOrigin.Derived), ("/quality/label_agreement", EvidenceOrigin.Imported), ("/quality/label_noise", EvidenceOrigin.Derived),
        })
        {
            JsonNode? node = _spec;
            foreach (var step in pointer[1..].Split('/'))
            {
                node = (node as JsonObject)?[step];
            }
            if (node is not null)
            {
                origins[pointer] = new Provenance(origin);
            }
        }
        return origins.ToImmutable();
    }

    private void Take(IReadOnlyList<ScanResult> results, string name)
    {
        _gaps.AddRange(results.SelectMany(r => r.Gaps).Select(g => context.Gap(g.Reason, g.Message, g.Field, name)));
        PiiFacts.Add(_spec, results, context);
    }

    /// <summary>Profiles a table; false when there is no table to profile.</summary>
    private async Task<bool> ProfileAsync(Func<Relation> open, IReadOnlyList<ScanResult> results, string name, CancellationToken cancellationToken)
    {
        try
        {
            using var relation = open();
            DatasetProfile.Add(_spec, relation, settings, context, results, _gaps);
            await new ScreeningFacts(settings, context, _gaps, _sources).AddAsync(_spec, relation, results, cancellationToken).ConfigureAwait(false);
            Imports(relation);
            Split(cancellationToken);
            return true;
        }
        catch (TableException error)
        {
            _gaps.Add(context.Gap(error.Reason, $"not profiled: {error.Message}", "dataset.columns", name));
        }
        return false;
    }

    private void Imports(Relation relation)
    {
        Import(settings.Consent, "dataset.consent.coverage", "consent", path =>
            ConsentExport.Read(relation, path, settings.Keys.Select(relation.Find).FirstOrDefault() ?? throw new TableException(GapReason.NotDeclared, "`profile.keys` names no column that tells people apart")));
        Import(settings.RightsRequests, "dataset.erasure.oldest_open_days", "erasure", path => RightsRequests.Read(relation, path, context.Clock.GetUtcNow()));
        Import(settings.Annotations, "dataset.quality.label_agreement", null, path => (_spec["quality"] ??= new JsonObject())["label_agreement"] = LabelAgreement.Read(relation, path));

        void Import(string? path, string field, string? target, Func<string, JsonNode?> read)
        {
            if (path is null)
            {
                return;
            }
            try
            {
                var full = context.Files.Resolve(path);
                if (!File.Exists(full))
                {
                    throw new TableException(GapReason.NotFound, $"no such file: {path}");
                }
                var node = read(full);
                if (target is not null)
                {
                    _spec[target] = node;
                }
            }
            catch (Exception error) when (error is TableException or UnauthorizedAccessException)
            {
                _gaps.Add(context.Gap(error is TableException table ? table.Reason : GapReason.Denied, error is TableException ? error.Message : $"{path} may not be read", field, path));
            }
        }
    }

    /// <summary>The training set is the first table here: it is the larger one, and the test set is looked up in it.</summary>
    private void Split(CancellationToken cancellationToken)
    {
        if (settings.Train is not { } path || settings.Path is null)
        {
            return;
        }
        try
        {
            var full = context.Files.Resolve(path);
            if (!File.Exists(full))
            {
                throw new TableException(GapReason.NotFound, $"no such file: {path}");
            }
            using var train = Relation.OpenFile(full, settings.Format, new HashSet<string>(), cancellationToken);
            var (from, columns) = train.Attach("test_rows", context.Files.Resolve(settings.Path), settings.Format);
            _split = SplitFacts.Read(train, from, columns, new SplitColumns(settings.Label, settings.Keys, settings.Time));
            _split["train"] = path;
        }
        catch (Exception error) when (error is TableException or UnauthorizedAccessException)
        {
            _gaps.Add(context.Gap(error is TableException table ? table.Reason : GapReason.Denied, error is TableException ? $"overlap not counted: {error.Message}" : $"{path} may not be read", "split.overlap_ratio", path));
        }
    }

    private static HashSet<string> Unreadable(IReadOnlyList<ScanResult> results) =>
        results.SelectMany(r => r.Columns).Where(c => c.IsUnreadable).Select(c => c.Name).ToHashSet(StringComparer.Ordinal);
}
