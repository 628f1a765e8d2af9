using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Bylaw.Packs.Distribution;

/// <summary>One locked pack.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Source">Where it comes from, as the manifest says it.</param>
/// <param name="Resolved">What the source stood for: a commit, a manifest's digest; empty where the source cannot move.</param>
/// <param name="Sha256">The digest of its contents.</param>
/// <param name="SignedBy">The id of the key that signed it; empty when it is not signed.</param>
public sealed record LockedPack(string Id, string Source, string Resolved, string Sha256, string SignedBy);

/// <summary><c>bylaw.lock</c>: the packs from elsewhere that a repository uses, each with the digest of its contents.</summary>
public sealed record PackLock
{
    /// <summary>The file's name, beside the manifest.</summary>
    public const string FileName = "bylaw.lock";

    /// <summary>Gets the packs by source and id.</summary>
    public ImmutableArray<LockedPack> Packs { get; init; } = [];

    /// <summary>Reads a lock file.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>The lock; an empty one when there is no file.</returns>
    /// <exception cref="FormatException">It is not what it should be.</exception>
    public static PackLock Read(string path)
    {
        if (!File.Exists(path))
        {
            return new PackLock();
        }
        try
        {
            var root = (JsonObject)JsonNode.Parse(File.ReadAllBytes(path))!;
            return new PackLock
            {
                Packs = [.. ((JsonArray)root["packs"]!).OfType<JsonObject>().Select(p => new LockedPack(
                    p["id"]!.ToString(), p["source"]!.ToString(), p["resolved"]?.ToString() ?? "", p["sha256"]!.ToString(), p["signed_by"]?.ToString() ?? ""))],
            };
        }
        catch (Exception error) when (error is JsonException or InvalidCastException or NullReferenceException or InvalidOperationException)
        {
            throw new FormatException($"{path} is no lock file ({error.Message}): write it anew with bylaw pack pull");
        }
    }

    /// <summary>Finds the entry of a pack.</summary>
    /// <param name="source">Its source.</param>
    /// <returns>The entry; null when it is not locked.</returns>
    public LockedPack? Find(string source) => Packs.FirstOrDefault(p => p.Source == source);

    /// <summary>Puts an entry in place of the one with the same source.</summary>
    /// <param name="pack">The entry.</param>
    /// <returns>A lock with it.</returns>
    public PackLock With(LockedPack pack) => new()
    {
        Packs = [.. Packs.Where(p => p.Source != pack.Source).Append(pack).OrderBy(p => p.Id, StringComparer.Ordinal).ThenBy(p => p.Source, StringComparer.Ordinal)],
    };

    /// <summary>Writes the lock.</summary>
    /// <param name="path">The file.</param>
    public void Write(string path)
    {
        var root = new JsonObject
        {
            ["schema"] = "bylaw/lock/v1",
            ["packs"] = new JsonArray([.. Packs.Select(p => (JsonNode)new JsonObject
            {
                ["id"] = p.Id, ["source"] = p.Source, ["resolved"] = p.Resolved, ["sha256"] = p.Sha256, ["signed_by"] = p.SignedBy,
            })]),
        };
        File.WriteAllText(path, root.ToJsonString(new JsonSerializerOptions { WriteIndented = true }) + "\n");
    }
}
