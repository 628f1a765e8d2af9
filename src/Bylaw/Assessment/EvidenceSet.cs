using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;
using Bylaw.Packs;
using Bylaw.Rego.Values;

namespace Bylaw.Assessment;

/// <summary>All evidence of one run, by kind and subject, with what was declared put under what was collected.</summary>
public sealed class EvidenceSet
{
    private static readonly ImmutableHashSet<string> _collectorOptions = ["id", "path", "paths", "label", "query", "format", "profile", "uri"];

    private readonly SortedDictionary<(string Kind, string Subject), JsonObject> _facts = new(Comparer<(string, string)>.Create((a, b) =>
        string.CompareOrdinal(a.Item1, b.Item1) is var order && order != 0 ? order : string.CompareOrdinal(a.Item2, b.Item2)));

    private readonly Dictionary<(string Kind, string Subject), DateTimeOffset> _validUntil = [];
    private readonly HashSet<(string Kind, string Subject)> _incomplete = [];
    private readonly Dictionary<(string Kind, string Subject), List<EvidenceDocument>> _documents = [];
    private readonly Lazy<Shared> _shared;

    /// <summary>Puts declared facts and collected documents together. A collected fact wins over a declared one.</summary>
    /// <param name="subjects">The manifest's subjects.</param>
    /// <param name="documents">What was collected.</param>
    public EvidenceSet(IEnumerable<ManifestSubject> subjects, IEnumerable<EvidenceDocument> documents)
    {
        foreach (var subject in subjects)
        {
            var facts = new JsonObject();
            foreach (var (name, value) in subject.Declared)
            {
                if (name == "id" || !_collectorOptions.Contains(name))
                {
                    facts[name] = value?.DeepClone();
                }
            }
            _facts[(subject.Kind, subject.Id)] = facts;
        }
        var split = new HashSet<(string Kind, string Subject)>();
        foreach (var document in documents)
        {
            var key = KeyOf(document);
            if (!_facts.TryGetValue(key, out var facts))
            {
                // What the manifest says of an evaluation holds for each result that its collector states.
                _facts[key] = facts = _facts.TryGetValue((document.Kind, document.Subject.Name), out var declared)
                    ? (JsonObject)declared.DeepClone()
                    : new JsonObject { ["id"] = document.Subject.Name };
                if (key.Subject != document.Subject.Name)
                {
                    split.Add((document.Kind, document.Subject.Name));
                }
            }
            if (!_documents.TryGetValue(key, out var known))
            {
                _documents[key] = known = [];
            }
            known.Add(document);
            Merge(facts, document.Spec);
            if (document.ValidUntil is { } until && (!_validUntil.TryGetValue(key, out var earlier) || until < earlier))
            {
                _validUntil[key] = until;
            }
            if (document.Completeness is { IsComplete: false })
            {
                _incomplete.Add(key);
            }
        }
        foreach (var whole in split)
        {
            _facts.Remove(whole);
        }
        _shared = new Lazy<Shared>(Share);
    }

    /// <summary>One run of a test states several evaluations (performance, fairness, …); each is judged apart under its own id.</summary>
    private static (string Kind, string Subject) KeyOf(EvidenceDocument document) =>
        document.Kind == "evaluation" && document.Spec["id"]?.ToString() is { } id && id.StartsWith(document.Subject.Name + "/", StringComparison.Ordinal)
            ? (document.Kind, id)
            : (document.Kind, document.Subject.Name);

    /// <summary>Tells how the facts that decided a result are known.</summary>
    /// <param name="control">The control; a declared or attested one is never more than that.</param>
    /// <param name="subject">The subject's name.</param>
    /// <param name="paths">The decisive fields, with their kind in front.</param>
    /// <returns><c>attested</c> or <c>declared</c> where one decisive field is no better than that; else <c>collected</c>, <c>imported</c> and the like.</returns>
    public string OriginOf(Control control, string subject, IEnumerable<string> paths)
    {
        if (control.Decidability is "declared" or "attested")
        {
            return control.Decidability;
        }
        var weakest = EvidenceOrigin.Collected;
        foreach (var path in paths)
        {
            var dot = path.IndexOf('.', StringComparison.Ordinal);
            var kind = dot < 0 ? path : path[..dot];
            var keys = kind == control.SubjectKind ? [(kind, subject)] : _facts.Keys.Where(k => k.Kind == kind);
            foreach (var key in keys)
            {
                var origin = OriginOf(key, dot < 0 ? [] : path[(dot + 1)..].Split('.'));
                weakest = Rank(origin) > Rank(weakest) ? origin : weakest;
            }
        }
        return weakest.ToString().ToLowerInvariant();
    }

    private static int Rank(EvidenceOrigin origin) => origin switch
    {
        EvidenceOrigin.Attested => 4,
        EvidenceOrigin.Declared => 3,
        EvidenceOrigin.Derived => 2,
        EvidenceOrigin.Imported => 1,
        _ => 0,
    };

    private EvidenceOrigin OriginOf((string Kind, string Subject) key, string[] steps)
    {
        if (_documents.TryGetValue(key, out var documents))
        {
            // The last document that holds the field filled it.
            foreach (var document in Enumerable.Reverse(documents))
            {
                if (Holds(document.Spec, steps))
                {
                    var pointer = "/" + string.Join('/', steps);
                    var nearest = document.Provenance.Keys.Where(p => pointer == p || pointer.StartsWith(p + "/", StringComparison.Ordinal) || p.StartsWith(pointer + "/", StringComparison.Ordinal))
                        .Select(p => document.Provenance[p].Origin).Append(document.Origin);
                    return nearest.First();
                }
            }
        }
        return _facts.TryGetValue(key, out var facts) && Holds(facts, steps) ? EvidenceOrigin.Declared : EvidenceOrigin.Collected;
    }

    private static bool Holds(JsonNode? node, string[] steps)
    {
        foreach (var step in steps)
        {
            node = (node as JsonObject)?[step];
        }
        return node is not null;
    }

    /// <summary>Lists the subjects of a kind, by name.</summary>
    /// <param name="kind">The kind of evidence.</param>
    /// <returns>The names in order.</returns>
    public IEnumerable<string> SubjectsOf(string kind) => _facts.Keys.Where(k => k.Kind == kind).Select(k => k.Subject);

    /// <summary>Looks one fact up.</summary>
    /// <param name="kind">The kind of evidence.</param>
    /// <param name="subject">The subject's name.</param>
    /// <param name="field">The field's path below its kind, with dots.</param>
    /// <returns>The value and how it is known; null where nobody said anything.</returns>
    public (JsonNode Value, string Origin)? Find(string kind, string subject, string field)
    {
        var steps = field.Split('.');
        JsonNode? node = _facts.GetValueOrDefault((kind, subject));
        foreach (var step in steps)
        {
            node = (node as JsonObject)?[step];
        }
        return node is null ? null : (node.DeepClone(), OriginOf((kind, subject), steps).ToString().ToLowerInvariant());
    }

    /// <summary>Tells whether the evidence about a subject is past its validity.</summary>
    /// <param name="kind">The kind of evidence.</param>
    /// <param name="subject">The subject's name.</param>
    /// <param name="now">The moment of the assessment.</param>
    /// <returns>True when it is.</returns>
    public bool IsStale(string kind, string subject, DateTimeOffset now) => _validUntil.TryGetValue((kind, subject), out var until) && until < now;

    /// <summary>Finds the line that a fact was read from, where its collector says so.</summary>
    /// <param name="kind">The subject's kind.</param>
    /// <param name="subject">Its name.</param>
    /// <param name="field">The field, with the kind before it.</param>
    /// <returns>File and line; null when no document names a line for the field.</returns>
    public FilePlace? PlaceOf(string kind, string subject, string field)
    {
        if (!field.StartsWith(kind + ".", StringComparison.Ordinal) || !_documents.TryGetValue((kind, subject), out var documents))
        {
            return null;
        }
        var pointer = "/" + field[(kind.Length + 1)..].Replace('.', '/');
        foreach (var document in Enumerable.Reverse(documents))
        {
            for (var at = pointer; at.Length > 0; at = at[..at.LastIndexOf('/')])
            {
                if (document.Provenance.TryGetValue(at, out var known) && known.Source is { Lines: { } lines } source
                    && int.TryParse(lines.Split('-')[0], System.Globalization.CultureInfo.InvariantCulture, out var line))
                {
                    return new FilePlace(source.Uri, line);
                }
            }
        }
        return null;
    }

    /// <summary>Makes the input of a rule.</summary>
    /// <param name="kind">The kind of the subject.</param>
    /// <param name="subject">The subject's name.</param>
    /// <param name="context">Stage, environment and time.</param>
    /// <param name="parameters">The control's parameters: values, and status with source of each.</param>
    /// <returns>
    /// <c>{subject, context, params, limits, system, KIND: facts of the subject, all: {KIND: [facts …]}, complete: boolean}</c>.
    /// </returns>
    public RegoValue InputFor(string kind, string subject, RegoValue context, (RegoValue Values, RegoValue Limits) parameters)
    {
        var shared = _shared.Value;
        var input = new List<(RegoValue, RegoValue)>(9)
        {
            ("subject", RegoObject.Create(("kind", kind), ("name", subject))),
            ("context", context),
            ("params", parameters.Values),
            ("limits", parameters.Limits),
            ("complete", !_incomplete.Contains((kind, subject))),
            ("all", shared.All),
        };
        if (shared.System.IsDefined)
        {
            input.Add(("system", shared.System));
        }
        if (shared.Facts.TryGetValue((kind, subject), out var own))
        {
            // Of equal keys the last one counts, so the facts of the subject come last.
            input.Add((kind, own));
        }
        return RegoObject.Create([.. input]);
    }

    /// <summary>Reads the facts as values once: rules of many controls look at the same ones.</summary>
    private Shared Share()
    {
        var facts = _facts.ToDictionary(f => f.Key, f => RegoValues.Of(f.Value));
        var all = _facts.Keys.GroupBy(k => k.Kind, StringComparer.Ordinal)
            .Select(g => ((RegoValue)g.Key, (RegoValue)RegoArray.Create([.. g.Select(k => facts[k])])));
        var system = SubjectsOf("system").FirstOrDefault();
        return new Shared(RegoObject.Create([.. all]), system is null ? default : facts[("system", system)], facts);
    }

    private static void Merge(JsonObject target, JsonObject source)
    {
        foreach (var (name, value) in source)
        {
            if (target[name] is JsonObject inner && value is JsonObject more)
            {
                Merge(inner, more);
            }
            else if (value is not null)
            {
                target[name] = value.DeepClone();
            }
        }
    }

    private sealed record Shared(RegoValue All, RegoValue System, Dictionary<(string Kind, string Subject), RegoValue> Facts);
}
