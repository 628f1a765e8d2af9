using System.Globalization;
using System.Security.Cryptography;

namespace Bylaw.Collectors.Models.Signing;

/// <summary>Compares the files that were signed with the files that are there.</summary>
internal static class ModelComparison
{
    private const int MaxReported = 20;

    public static List<string> Compare(ModelStatement statement, string modelPath, string signatureFile, CancellationToken cancellationToken)
    {
        var root = Directory.Exists(modelPath) ? modelPath : Path.GetDirectoryName(Path.GetFullPath(modelPath))!;
        var present = ModelManifest.ListFiles(modelPath, signatureFile).ToHashSet(StringComparer.Ordinal);
        var problems = new List<string>();
        var covered = new Dictionary<string, List<(long Start, long End)>>(StringComparer.Ordinal);
        foreach (var resource in statement.Resources)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (name, start, end) = statement.IsSharded ? SplitShard(resource.Name) : (resource.Name, 0L, long.MaxValue);
            if (!present.Contains(name))
            {
                problems.Add($"signed file '{name}' is absent");
            }
            else if (DigestOf(Path.Combine(root, name), start, end) != resource.Digest)
            {
                problems.Add($"file '{name}' is not as signed");
            }
            Places(covered, name).Add((start, end));
        }
        problems.AddRange(covered.Where(c => statement.IsSharded && present.Contains(c.Key) && !IsWhole(c.Value, Path.Combine(root, c.Key)))
            .Select(c => $"file '{c.Key}' is signed in part only"));
        // A signature may name paths that it leaves out. What is there and left out is not covered, whoever wrote the list.
        problems.AddRange(present.Where(f => !covered.ContainsKey(f)).Order(StringComparer.Ordinal).Select(f => $"file '{f}' is not covered by the signature"));
        return problems.Count <= MaxReported ? problems : [.. problems.Take(MaxReported), $"and {problems.Count - MaxReported} more differences"];
    }

    private static List<(long, long)> Places(Dictionary<string, List<(long, long)>> covered, string name) =>
        covered.TryGetValue(name, out var places) ? places : covered[name] = [];

    private static bool IsWhole(List<(long Start, long End)> places, string path)
    {
        var reached = 0L;
        foreach (var (start, end) in places.Order())
        {
            if (start > reached)
            {
                return false;
            }
            reached = Math.Max(reached, end);
        }
        return reached >= new FileInfo(path).Length;
    }

    private static (string Name, long Start, long End) SplitShard(string name)
    {
        var parts = name.Split(':');
        return parts.Length >= 3 &&
            long.TryParse(parts[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var start) &&
            long.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var end) && end >= start
            ? (string.Join(':', parts[..^2]), start, end)
            : throw new InvalidDataException($"`{name}` is no part of a file");
    }

    private static string DigestOf(string path, long start, long end)
    {
        using var file = File.OpenRead(path);
        using var part = new Archives.SliceStream(file, start, end == long.MaxValue ? file.Length : end - start);
        return Convert.ToHexStringLower(SHA256.HashData(part));
    }
}
