using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;
using Bylaw.Ledger.Records;
using Bylaw.Manifest;
using Bylaw.Packs;
using Bylaw.Waivers;

namespace Bylaw.History;

/// <summary>All that a decision rested on, so that it can be made again: manifest, waivers, evidence, gaps, options and policy.</summary>
public sealed record DecisionCase
{
    private const string Schema = "bylaw.case/1";

    /// <summary>Gets the manifest.</summary>
    public required GovernanceManifest Manifest { get; init; }

    /// <summary>Gets the waivers that were granted.</summary>
    public required ImmutableArray<Waiver> Waivers { get; init; }

    /// <summary>Gets the failures that were there at the start; null when there is no baseline.</summary>
    public Baseline? Baseline { get; init; }

    /// <summary>Gets the evidence.</summary>
    public required ImmutableArray<EvidenceDocument> Evidence { get; init; }

    /// <summary>Gets what could not be seen.</summary>
    public required ImmutableArray<Gap> Gaps { get; init; }

    /// <summary>Gets stage, selection, time and environment.</summary>
    public required AssessmentOptions Options { get; init; }

    /// <summary>Gets the digest of the policy bundle, 64 hexadecimal digits.</summary>
    public required string PolicyDigest { get; init; }

    /// <summary>Puts the case into a blob store, each part under its own digest.</summary>
    /// <param name="blobs">The store.</param>
    /// <returns><c>sha256:</c> and the digest that names the case: the commitment to all inputs of the decision.</returns>
    public string Keep(BlobStore blobs)
    {
        var json = new JsonObject
        {
            ["schema"] = Schema,
            ["policy"] = PolicyDigest,
            ["manifest"] = blobs.Put(Encoding.UTF8.GetBytes(Manifest.Text)),
            ["organisation"] = Manifest.Shared is { } shared
                ? new JsonObject { ["path"] = shared.Path, ["text"] = blobs.Put(Encoding.UTF8.GetBytes(shared.Text)) }
                : null,
            ["manifest_faults"] = new JsonArray([.. Manifest.Faults.Select(f => (JsonNode)f)]),
            ["subjects"] = new JsonArray([.. Manifest.Subjects.Select(s => (JsonNode)WriteSubject(s))]),
            ["waivers"] = new JsonArray([.. Waivers.Select(w => JsonSerializer.SerializeToNode(w))]),
            ["baseline"] = Baseline is null ? null : JsonNode.Parse(Baseline.Write()),
            ["evidence"] = new JsonArray([.. Evidence.Select(e => (JsonNode)blobs.Put(CanonicalJson.Serialize(e.ToJson())))]),
            ["gaps"] = new JsonArray([.. Gaps.Select(g => (JsonNode)g.ToJson())]),
            ["options"] = WriteOptions(Options),
        };
        return blobs.Put(CanonicalJson.Serialize(json));
    }

    /// <summary>Reads a case back.</summary>
    /// <param name="blobs">The store.</param>
    /// <param name="digest">What <see cref="Keep"/> returned.</param>
    /// <param name="problem">What is missing.</param>
    /// <returns>The case; null when a part is gone, for example because it held values of a person who was erased.</returns>
    public static DecisionCase? TryRead(BlobStore blobs, string digest, out string problem)
    {
        problem = "";
        if (!blobs.TryGet(digest, out var bytes) || JsonNode.Parse(bytes) is not JsonObject json || json["schema"]?.ToString() != Schema)
        {
            problem = $"the inputs of the decision ({digest}) are not in the store";
            return null;
        }
        var evidence = ImmutableArray.CreateBuilder<EvidenceDocument>();
        foreach (var document in json["evidence"]!.AsArray())
        {
            if (!blobs.TryGet(document!.ToString(), out var content))
            {
                problem = $"the evidence {document} is not in the store";
                return null;
            }
            evidence.Add(EvidenceDocument.Parse(content));
        }
        if (ReadManifest(blobs, json) is not { } read)
        {
            problem = "the manifest of the decision, or the organisation's file, is not in the store, or this version cannot read it";
            return null;
        }
        return new DecisionCase
        {
            Manifest = read,
            Waivers = [.. json["waivers"]!.AsArray().Select(w => w.Deserialize<Waiver>()!)],
            Evidence = evidence.ToImmutable(),
            Baseline = json["baseline"] is JsonObject baseline ? Baseline.Parse(baseline.ToJsonString()) : null,
            Gaps = [.. json["gaps"]!.AsArray().Select(g => ReadGap(g!.AsObject()))],
            Options = ReadOptions(json["options"]!.AsObject()),
            PolicyDigest = json["policy"]!.ToString(),
        };
    }

    /// <summary>Makes the decision again.</summary>
    /// <param name="library">The packs: those of its day, or others to see what they would have decided.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The report.</returns>
    public AssessmentReport Decide(PackLibrary library, CancellationToken cancellationToken = default) =>
        new Assessor(library, Manifest, Waivers, Baseline).Assess(Evidence, Gaps, Options, cancellationToken);

    /// <summary>Writes a result as it is digested and kept.</summary>
    /// <param name="report">The report.</param>
    /// <returns>Canonical JSON.</returns>
    public static byte[] ResultOf(AssessmentReport report) => CanonicalJson.Serialize(report.ToJson());

    internal static JsonObject WriteOptions(AssessmentOptions options) => new()
    {
        [nameof(options.Stage)] = options.Stage,
        [nameof(options.Only)] = new JsonArray([.. options.Only.Order(StringComparer.Ordinal).Select(o => (JsonNode)o)]),
        [nameof(options.Subjects)] = options.Subjects is null ? null : new JsonArray([.. options.Subjects
            .OrderBy(s => s.Kind, StringComparer.Ordinal).ThenBy(s => s.Name, StringComparer.Ordinal)
            .Select(s => (JsonNode)new JsonArray(s.Kind, s.Name))]),
        [nameof(options.EffectiveTime)] = options.EffectiveTime.ToString("O", CultureInfo.InvariantCulture),
        [nameof(options.Environment)] = options.Environment,
        [nameof(options.EngineVersion)] = options.EngineVersion,
    };

    private static AssessmentOptions ReadOptions(JsonObject json) => new()
    {
        Stage = json[nameof(AssessmentOptions.Stage)]?.ToString(),
        Only = [.. json[nameof(AssessmentOptions.Only)]!.AsArray().Select(o => o!.ToString())],
        Subjects = json[nameof(AssessmentOptions.Subjects)] is JsonArray subjects ? [.. subjects.Select(s => (s![0]!.ToString(), s[1]!.ToString()))] : null,
        EffectiveTime = DateTimeOffset.Parse(json[nameof(AssessmentOptions.EffectiveTime)]!.ToString(), CultureInfo.InvariantCulture),
        Environment = json[nameof(AssessmentOptions.Environment)]!.ToString(),
        EngineVersion = json[nameof(AssessmentOptions.EngineVersion)]!.ToString(),
    };

    /// <summary>Reads the manifest as it was judged: with the organisation's file, what was wrong with it, and the subjects that conventions added.</summary>
    private static GovernanceManifest? ReadManifest(BlobStore blobs, JsonObject json)
    {
        OrganisationFile? shared = null;
        if (json["organisation"] is JsonObject organisation
            && (!blobs.TryGet(organisation["text"]!.ToString(), out var text)
                || (shared = OrganisationFile.Read(organisation["path"]!.ToString(), Encoding.UTF8.GetString(text), [])) is null))
        {
            return null;
        }
        if (!blobs.TryGet(json["manifest"]!.ToString(), out var manifest))
        {
            return null;
        }
        var read = GovernanceManifest.Read(GovernanceManifest.FileName, Encoding.UTF8.GetString(manifest), shared, out _);
        if (read is not null && json["manifest_faults"] is JsonArray faults)
        {
            read = read.WithFaults([.. faults.Select(f => f!.ToString())]);
        }
        return read is not null && json["subjects"] is JsonArray subjects ? read.WithSubjects([.. subjects.Select(s => ReadSubject(s!.AsObject()))]) : read;
    }

    private static JsonObject WriteSubject(ManifestSubject subject) => new()
    {
        ["kind"] = subject.Kind,
        ["id"] = subject.Id,
        ["pointer"] = subject.Pointer,
        ["declared"] = subject.Declared.DeepClone(),
        ["options"] = subject.Options.DeepClone(),
    };

    private static ManifestSubject ReadSubject(JsonObject json) =>
        new(json["kind"]!.ToString(), json["id"]!.ToString(), json["declared"]!.DeepClone().AsObject(), json["pointer"]!.ToString())
        {
            Options = json["options"]!.DeepClone().AsObject(),
        };

    private static Gap ReadGap(JsonObject json) => new(
        json["collector"]!.ToString(),
        json["subject"]!.ToString(),
        Enum.GetValues<GapReason>().First(r => Gap.ReasonName(r) == json["reason"]!.ToString()),
        json["message"]!.ToString())
    {
        Field = json["field"]?.ToString(),
        Source = json["source"]?.ToString(),
    };
}
