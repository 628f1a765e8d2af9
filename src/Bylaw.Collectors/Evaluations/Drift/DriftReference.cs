using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Opens a reference: a profile that was kept as evidence, or a table whose profile is taken now.</summary>
public static class DriftReference
{
    /// <summary>Opens a reference.</summary>
    /// <param name="path">A profile (<c>.json</c> evidence) or a table.</param>
    /// <param name="layout">Which column is what; of a kept profile only how windows are cut and where later labels are.</param>
    /// <param name="progress">Told what is being done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The profile and the digest that names it.</returns>
    /// <exception cref="EvaluationInputException">The file is neither.</exception>
    public static (ReferenceProfile Profile, string Digest) Open(string path, DriftLayout layout, Action<string> progress, CancellationToken cancellationToken = default)
    {
        if (!IsProfile(path))
        {
            using var table = TableSource.Open(path);
            var taken = ReferenceProfile.Of(table, layout, progress, cancellationToken);
            return (taken, DigestOf(taken));
        }
        var kept = ProfileJson.Read(ReadOne(path));
        var profile = kept with
        {
            Layout = kept.Layout with
            {
                Time = layout.Time ?? kept.Layout.Time,
                Every = layout.Every,
                WindowRows = layout.WindowRows,
                LabelsFile = layout.LabelsFile,
                Key = layout.Key ?? kept.Layout.Key,
            },
        };
        return (profile, DigestOf(kept));
    }

    /// <summary>Names a profile by its content, whoever took it and when.</summary>
    /// <param name="profile">The profile.</param>
    /// <returns>64 lower-case hexadecimal digits.</returns>
    public static string DigestOf(ReferenceProfile profile) => Sha256Digest.OfJson(ProfileJson.Write(profile));

    /// <summary>Reads the windows that alarms of earlier runs have seen.</summary>
    /// <param name="path">Evidence of an earlier run.</param>
    /// <param name="referenceDigest">The digest of the reference in use.</param>
    /// <returns>The windows.</returns>
    /// <exception cref="EvaluationInputException">The file is damaged or was made against another reference.</exception>
    public static ImmutableArray<SeenWindow> ReadHistory(string path, string referenceDigest) => DriftEvidence.Windows(ReadOne(path), referenceDigest);

    private static bool IsProfile(string path)
    {
        if (!path.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || !File.Exists(path))
        {
            return false;
        }
        using var reader = new StreamReader(path);
        var head = new char[400];
        return new string(head, 0, reader.ReadBlock(head, 0, head.Length)).Contains(EvidenceDocument.SchemaName, StringComparison.Ordinal);
    }

    private static EvidenceDocument ReadOne(string path)
    {
        try
        {
            return JsonNode.Parse(File.ReadAllBytes(path)) switch
            {
                JsonObject one => EvidenceDocument.FromJson(one),
                JsonArray { Count: 1 } list when list[0] is JsonObject one => EvidenceDocument.FromJson(one),
                _ => throw new EvaluationInputException($"'{Path.GetFileName(path)}' is not one piece of evidence"),
            };
        }
        catch (Exception error) when (error is JsonException or InvalidEvidenceException or ArgumentException)
        {
            throw new EvaluationInputException($"'{Path.GetFileName(path)}' is not evidence that can be read: {error.Message.ReplaceLineEndings(" ")}");
        }
    }
}
