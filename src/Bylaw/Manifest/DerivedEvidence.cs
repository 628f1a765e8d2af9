using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Manifest;

/// <summary>Works out what follows from what a manifest declares: whether persons are affected, which packs apply, which facts the risk class rests on.</summary>
public static class DerivedEvidence
{
    private static readonly CollectorIdentity _collector = new("manifest-derived", "1");

    private static readonly string[] _union =
    [
        "EU", "EEA", "AT", "BE", "BG", "HR", "CY", "CZ", "DK", "EE", "FI", "FR", "DE", "GR", "HU", "IE", "IT", "LV", "LT", "LU", "MT", "NL", "PL", "PT", "RO", "SK", "SI", "ES", "SE",
    ];

    /// <summary>Makes the derived facts of the system.</summary>
    /// <param name="manifest">The manifest with all its subjects.</param>
    /// <param name="at">The moment of the check.</param>
    /// <returns>One document; null when no system is declared.</returns>
    public static EvidenceDocument? Of(GovernanceManifest manifest, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        if (manifest.Subjects.FirstOrDefault(s => s.Kind == "system") is not { } system)
        {
            return null;
        }
        var facts = system.Declared;
        var spec = new JsonObject();
        if (facts["name"] is null)
        {
            spec["name"] = system.Id;
        }
        if (facts["affects_persons"] is null && (facts["decision_domain"] is not null || facts["user_facing"] is not null))
        {
            spec["affects_persons"] = AffectsPersons(facts);
        }
        if (facts["third_party_origin"] is null && manifest.Subjects.Any(s => s.Kind == "model"))
        {
            spec["third_party_origin"] = manifest.Subjects.Where(s => s.Kind == "model").All(m => m.Declared["base"]?["vendor"] is not null && m.Options["path"] is null);
        }
        spec["packs"] = new JsonObject
        {
            ["enabled"] = new JsonArray([.. manifest.Packs.Select(p => (JsonNode)p)]),
            ["required"] = new JsonArray([.. RequiredPacks(facts).Select(p => (JsonNode)p)]),
        };
        spec["risk"] = new JsonObject { ["inputs_digest"] = InputsDigest(manifest) };
        return new EvidenceDocument
        {
            Kind = "system",
            Subject = new Subject(system.Id),
            CollectedAt = at,
            Collector = _collector,
            Origin = EvidenceOrigin.Derived,
            Sources = [new EvidenceSource(GovernanceManifest.FileName)],
            Spec = spec,
        };
    }

    /// <summary>Computes the digest of the facts that the risk class depends on: an approval of the class names it.</summary>
    /// <param name="manifest">The manifest with all its subjects.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string InputsDigest(GovernanceManifest manifest)
    {
        ArgumentNullException.ThrowIfNull(manifest);
        var facts = manifest.Subjects.FirstOrDefault(s => s.Kind == "system")?.Declared ?? [];
        var inputs = new JsonObject();
        foreach (var name in (string[])["purpose", "decision_domain", "decision_effect", "profiling", "deployment_context", "operator_roles", "jurisdictions", "user_facing", "biometric", "generates"])
        {
            inputs[name] = facts[name]?.DeepClone();
        }
        foreach (var name in (string[])["class", "annex_iii", "annex_i", "exemption"])
        {
            inputs["risk." + name] = facts["risk"]?[name]?.DeepClone();
        }
        inputs["models"] = Names(manifest, "model", m => $"{m.Id} {m.Declared["base"]?["id"]}".TrimEnd());
        inputs["datasets"] = Names(manifest, "dataset", d => d.Id);
        return Sha256Digest.OfJson(inputs);
    }

    /// <summary>Lists the law packs that apply by jurisdiction, domain, role and class.</summary>
    /// <param name="facts">What is declared of the system.</param>
    /// <returns>Pack ids in order; the good practice of the baseline always applies.</returns>
    public static ImmutableSortedSet<string> RequiredPacks(JsonObject facts)
    {
        var packs = ImmutableSortedSet.CreateBuilder<string>(StringComparer.Ordinal);
        packs.Add("baseline");
        var places = Words(facts["jurisdictions"]);
        var roles = Words(facts["operator_roles"]);
        var domain = facts["decision_domain"]?.ToString();
        var isHigh = facts["risk"]?["class"]?.ToString() == "high";
        if (places.Any(p => _union.Contains(p.Split('-')[0])))
        {
            packs.Add("eu-ai-act-prohibited");
            packs.Add("eu-ai-act-literacy");
            Add("eu-ai-act-transparency", IsTrue(facts["user_facing"]) || facts["generates"] is JsonArray { Count: > 0 });
            Add("eu-ai-act-high-risk-provider", isHigh && (roles.Count == 0 || roles.Contains("provider")));
            Add("eu-ai-act-high-risk-deployer", isHigh && (roles.Count == 0 || roles.Contains("deployer")));
            Add("gdpr-ai", AffectsPersons(facts));
        }
        var inUnitedStates = places.Any(p => p == "US" || p.StartsWith("US-", StringComparison.Ordinal));
        Add("hiring-nyc", places.Contains("US-NY-NYC") && domain == "employment");
        Add("credit-us", inUnitedStates && domain == "credit");
        Add("colorado-admt", places.Contains("US-CO") && domain is not (null or "none"));
        Add("us-federal", places.Contains("US-federal"));
        Add("hipaa-deid", inUnitedStates && domain == "health");
        return packs.ToImmutable();

        void Add(string pack, bool applies)
        {
            if (applies)
            {
                packs.Add(pack);
            }
        }
    }

    private static bool AffectsPersons(JsonObject facts) =>
        facts["affects_persons"] is { } said ? IsTrue(said) : facts["decision_domain"]?.ToString() is not (null or "none") || IsTrue(facts["user_facing"]);

    private static bool IsTrue(JsonNode? node) => node is JsonValue value && value.TryGetValue<bool>(out var flag) && flag;

    private static List<string> Words(JsonNode? node) => node is JsonArray list ? [.. list.OfType<JsonValue>().Select(v => v.ToString())] : [];

    private static JsonArray Names(GovernanceManifest manifest, string kind, Func<ManifestSubject, string> name) =>
        new([.. manifest.Subjects.Where(s => s.Kind == kind).Select(name).Order(StringComparer.Ordinal).Select(n => (JsonNode)n)]);
}
