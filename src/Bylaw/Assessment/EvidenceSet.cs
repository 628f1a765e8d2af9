using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;
using Bylaw.Rego.Values;

namespace Bylaw.Assessment;

/// <summary>All evidence of one run, by kind and subject, with what was declared put under what was collected.</summary>
public sealed class EvidenceSet
{
    private static readonly ImmutableHashSet<string> _collectorOptions = ["id", "path", "paths", "label", "query", "format"];

    private readonly SortedDictionary<(string Kind, string Subject), JsonObject> _facts = new(Comparer<(string, string)>.Create((a, b) =>
        string.CompareOrdinal(a.Item1, b.Item1) is var order && order != 0 ? order : string.CompareOrdinal(a.Item2, b.Item2)));

    private readonly Dictionary<(string Kind, string Subject), DateTimeOffset> _validUntil = [];
    private readonly HashSet<(string Kind, string Subject)> _incomplete = [];

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
        foreach (var document in documents)
        {
            var key = (document.Kind, document.Subject.Name);
            if (!_facts.TryGetValue(key, out var facts))
            {
                _facts[key] = facts = new JsonObject { ["id"] = document.Subject.Name };
            }
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
    }

    /// <summary>Lists the subjects of a kind, by name.</summary>
    /// <param name="kind">The kind of evidence.</param>
    /// <returns>The names in order.</returns>
    public IEnumerable<string> SubjectsOf(string kind) => _facts.Keys.Where(k => k.Kind == kind).Select(k => k.Subject);

    /// <summary>Tells whether the evidence about a subject is past its validity.</summary>
    /// <param name="kind">The kind of evidence.</param>
    /// <param name="subject">The subject's name.</param>
    /// <param name="now">The moment of the assessment.</param>
    /// <returns>True when it is.</returns>
    public bool IsStale(string kind, string subject, DateTimeOffset now) => _validUntil.TryGetValue((kind, subject), out var until) && until < now;

    /// <summary>Makes the input of a rule.</summary>
    /// <param name="kind">The kind of the subject.</param>
    /// <param name="subject">The subject's name.</param>
    /// <param name="context">Stage, environment and time.</param>
    /// <param name="parameters">The control's parameters.</param>
    /// <returns>
    /// <c>{subject, context, params, system, KIND: facts of the subject, all: {KIND: [facts …]}, complete: boolean}</c>.
    /// </returns>
    public RegoValue InputFor(string kind, string subject, JsonObject context, JsonObject parameters)
    {
        var input = new JsonObject
        {
            ["subject"] = new JsonObject { ["kind"] = kind, ["name"] = subject },
            ["context"] = context.DeepClone(),
            ["params"] = parameters.DeepClone(),
            ["complete"] = !_incomplete.Contains((kind, subject)),
        };
        var all = new JsonObject();
        foreach (var ((k, _), facts) in _facts)
        {
            if (all[k] is not JsonArray list)
            {
                all[k] = list = [];
            }
            list.Add(facts.DeepClone());
        }
        input["all"] = all;
        if (SubjectsOf("system").FirstOrDefault() is { } system)
        {
            input["system"] = _facts[("system", system)].DeepClone();
        }
        input[kind] = _facts[(kind, subject)].DeepClone();
        return RegoValue.FromJson(System.Text.Encoding.UTF8.GetBytes(input.ToJsonString()));
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
}
