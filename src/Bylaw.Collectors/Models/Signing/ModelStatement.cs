using System.Text.Json;

namespace Bylaw.Collectors.Models.Signing;

/// <summary>One signed file, or one byte range of a file.</summary>
internal sealed record SignedResource(string Name, string Digest);

/// <summary>What a model signature states: which files with which digests, and how they were taken.</summary>
/// <remarks>Source: the statement and predicate schemas of OpenSSF Model Signing 1.0.</remarks>
internal sealed class ModelStatement
{
    private const string StatementType = "https://in-toto.io/Statement/v1";
    private const string PredicateType = "https://model_signing/signature/v1.0";

    public required string SubjectDigest { get; init; }

    public required IReadOnlyList<SignedResource> Resources { get; init; }

    public required bool IsSharded { get; init; }

    public required IReadOnlyList<string> IgnoredPaths { get; init; }

    /// <summary>Reads a payload.</summary>
    /// <exception cref="InvalidDataException">The payload is no model statement, or one that is not known here.</exception>
    public static ModelStatement Read(byte[] payload)
    {
        try
        {
            using var json = JsonDocument.Parse(payload, new JsonDocumentOptions { AllowDuplicateProperties = false });
            return Read(json.RootElement);
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException or KeyNotFoundException)
        {
            throw new InvalidDataException("the signed statement is no model statement", fault);
        }
    }

    private static ModelStatement Read(JsonElement statement)
    {
        Require(statement.GetProperty("_type").GetString() == StatementType, "the signed statement is no in-toto statement of version 1");
        Require(statement.GetProperty("predicateType").GetString() == PredicateType,
            $"the signed statement is about something else: `{statement.GetProperty("predicateType").GetString()}`");
        var subjects = statement.GetProperty("subject");
        Require(subjects.GetArrayLength() == 1, "a model statement has exactly one subject");
        var predicate = statement.GetProperty("predicate");
        var form = predicate.GetProperty("serialization");
        var method = form.GetProperty("method").GetString();
        Require(method is "files" or "shards", $"serialization method `{method}` is not known here");
        Require(form.GetProperty("hash_type").GetString() == "sha256", $"hash `{form.GetProperty("hash_type").GetString()}` is not supported, only sha256");
        Require(!form.GetProperty("allow_symlinks").GetBoolean(), "signatures over symbolic links are not accepted");
        var resources = new List<SignedResource>();
        foreach (var item in predicate.GetProperty("resources").EnumerateArray())
        {
            Require(item.GetProperty("algorithm").GetString() == "sha256", "a file is digested with something other than sha256");
            var digest = item.GetProperty("digest").GetString()!;
            Require(digest.Length == 64 && digest.All(char.IsAsciiHexDigitLower), "a file's digest is no SHA-256");
            resources.Add(new SignedResource(item.GetProperty("name").GetString()!, digest));
        }
        Require(resources.Select(r => r.Name).Distinct(StringComparer.Ordinal).Count() == resources.Count, "a file is named twice");
        var found = new ModelStatement
        {
            SubjectDigest = subjects[0].GetProperty("digest").GetProperty("sha256").GetString()!,
            Resources = resources,
            IsSharded = method == "shards",
            IgnoredPaths = form.TryGetProperty("ignore_paths", out var ignored) ? [.. ignored.EnumerateArray().Select(p => p.GetString()!)] : [],
        };
        Require(found.DigestMatches(), "the subject's digest is not that of the files listed");
        return found;
    }

    /// <summary>The order of shards is by path and then by place, that of files by name.</summary>
    private bool DigestMatches()
    {
        var byName = Resources.OrderBy(r => r.Name, StringComparer.Ordinal).Select(r => r.Digest);
        var asListed = Resources.Select(r => r.Digest);
        return ModelManifest.DigestOf(byName) == SubjectDigest || (IsSharded && ModelManifest.DigestOf(asListed) == SubjectDigest);
    }

    private static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException(problem);
        }
    }
}
