using System.Runtime.InteropServices;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Datasets.Profiling;

/// <summary>Counts texts that repeat another with few changes, by MinHash over pieces of five letters.</summary>
/// <remarks>
/// Source: Broder, "On the resemblance and containment of documents" (1997). 128 hashes in 32 bands of four bring together nearly all pairs of resemblance 0.8 and more;
/// each pair that meets is then compared hash by hash. Memory: 512 bytes a text.
/// </remarks>
internal static class NearDuplicateTexts
{
    private const int Hashes = 128;
    private const int Bands = 32;
    private const int Rows = Hashes / Bands;
    private const int Piece = 5;
    private const int LeastLength = 40;
    private const int MostTexts = 50_000;
    private const int MostInBucket = 50;
    private const double Threshold = 0.8;

    /// <summary>Looks at each column of longer texts.</summary>
    /// <returns>One entry a column: texts compared and how many resemble an earlier one; null when no column holds such texts.</returns>
    /// <exception cref="Tables.TableException">The table cannot be read.</exception>
    public static JsonArray? Read(Relation relation)
    {
        var found = new JsonArray();
        foreach (var column in relation.Columns.Where(c => c.Kind == ColumnKind.Text))
        {
            if (relation.Row($"SELECT avg(length(CAST({column.Sql} AS VARCHAR))) FROM {relation.From}")[0] is not { } length || Convert.ToDouble(length, System.Globalization.CultureInfo.InvariantCulture) < LeastLength)
            {
                continue;
            }
            var texts = RowSample.Draw(relation, [$"CAST({column.Sql} AS VARCHAR)"], MostTexts).Select(r => r[0]).OfType<string>().Where(t => t.Length >= LeastLength).Distinct(StringComparer.Ordinal).ToList();
            if (texts.Count > 1)
            {
                found.Add(new JsonObject { ["column"] = column.Name, ["method"] = "minhash", ["resemblance"] = Threshold, ["compared"] = texts.Count, ["near_duplicates"] = Count(texts) });
            }
        }
        return found.Count > 0 ? found : null;
    }

    /// <summary>Counts the texts that resemble one before them.</summary>
    internal static int Count(IReadOnlyList<string> texts)
    {
        var signatures = new uint[texts.Count][];
        var buckets = new Dictionary<(int Band, ulong Key), List<int>>();
        var count = 0;
        for (var i = 0; i < texts.Count; i++)
        {
            var signature = signatures[i] = Sign(texts[i]);
            var near = false;
            for (var band = 0; band < Bands; band++)
            {
                var key = Hash<uint>(signature.AsSpan(band * Rows, Rows));
                ref var bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(buckets, (band, key), out _);
                bucket ??= [];
                near = near || bucket.Exists(other => Resemblance(signature, signatures[other]) >= Threshold);
                if (bucket.Count < MostInBucket)
                {
                    bucket.Add(i); // a bucket that is full already brings the same texts together
                }
            }
            count += near ? 1 : 0;
        }
        return count;
    }

    private static double Resemblance(uint[] a, uint[] b)
    {
        var same = 0;
        for (var i = 0; i < Hashes; i++)
        {
            same += a[i] == b[i] ? 1 : 0;
        }
        return (double)same / Hashes;
    }

    /// <summary>The least hash of all pieces under each of 128 functions a·h + b.</summary>
    private static uint[] Sign(string text)
    {
        var plain = new string([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
        var signature = new uint[Hashes];
        Array.Fill(signature, uint.MaxValue);
        for (var at = 0; at == 0 || at + Piece <= plain.Length; at++)
        {
            var piece = plain.AsSpan(at, Math.Min(Piece, plain.Length - at));
            var hash = Hash(piece);
            var (low, high) = ((uint)hash, (uint)(hash >> 32) | 1);
            for (var i = 0; i < Hashes; i++)
            {
                signature[i] = Math.Min(signature[i], Mix(low + ((uint)i * high)));
            }
        }
        return signature;
    }

    private static ulong Hash<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        var hash = 14695981039346656037UL;
        foreach (var b in MemoryMarshal.AsBytes(values))
        {
            hash = (hash ^ b) * 1099511628211UL;
        }
        hash = (hash ^ (hash >> 32)) * 0xD6E8FEB86659FD93UL;
        return hash ^ (hash >> 32);
    }

    private static uint Mix(uint x)
    {
        x = (x ^ (x >> 16)) * 0x7feb352d;
        x = (x ^ (x >> 15)) * 0x846ca68b;
        return x ^ (x >> 16);
    }
}
