using System.Buffers.Binary;
using System.Text;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Looks at the end of a Parquet file for what is encrypted.</summary>
internal static class ParquetFooter
{
    private const int MaxFooterBytes = 64 << 20;

    /// <summary>Tells whether the footer is encrypted: the file ends with PARE instead of PAR1.</summary>
    public static bool IsEncrypted(string path)
    {
        using var file = File.OpenRead(path);
        return Magic(file) is { } magic && magic.SequenceEqual("PARE"u8);
    }

    /// <summary>Lists the columns whose chunks are encrypted although the footer can be read, with the key that does it.</summary>
    /// <returns>Column paths with <c>footer key</c> or <c>column key</c>; empty when none are or the footer is damaged.</returns>
    public static IReadOnlyDictionary<string, string> EncryptedColumns(string path)
    {
        var columns = new SortedDictionary<string, string>(StringComparer.Ordinal);
        using var file = File.OpenRead(path);
        if (Magic(file) is not { } magic || !magic.SequenceEqual("PAR1"u8))
        {
            return columns;
        }
        Span<byte> size = stackalloc byte[4];
        file.Seek(-8, SeekOrigin.End);
        file.ReadExactly(size);
        var length = BinaryPrimitives.ReadInt32LittleEndian(size);
        if (length <= 0 || length > MaxFooterBytes || length > file.Length - 12)
        {
            return columns;
        }
        var footer = new byte[length];
        file.Seek(-8 - length, SeekOrigin.End);
        file.ReadExactly(footer);
        try
        {
            Read(new ThriftCompact(footer).ReadStruct(), columns);
        }
        catch (InvalidDataException)
        {
            // The reader proper says what is wrong with it.
        }
        return columns;
    }

    /// <summary>FileMetaData.row_groups (4) → columns (1) → crypto_metadata (8): by footer key (1) or column key (2, with its path); meta_data (3) has the path too.</summary>
    private static void Read(Dictionary<int, object> file, SortedDictionary<string, string> columns)
    {
        foreach (var group in List(file, 4))
        {
            foreach (var chunk in List(group, 1))
            {
                if (chunk.GetValueOrDefault(8) is not Dictionary<int, object> crypto)
                {
                    continue;
                }
                var byColumn = crypto.GetValueOrDefault(2) as Dictionary<int, object>;
                var path = byColumn?.GetValueOrDefault(1) as List<object> ?? (chunk.GetValueOrDefault(3) as Dictionary<int, object>)?.GetValueOrDefault(3) as List<object>;
                if (path is not null)
                {
                    columns[string.Join('.', path.OfType<byte[]>().Select(Encoding.UTF8.GetString))] = byColumn is null ? "footer key" : "column key";
                }
            }
        }
    }

    private static IEnumerable<Dictionary<int, object>> List(Dictionary<int, object> from, int field) => (from.GetValueOrDefault(field) as List<object> ?? []).OfType<Dictionary<int, object>>();

    private static byte[]? Magic(FileStream file)
    {
        if (file.Length < 12)
        {
            return null;
        }
        file.Seek(-4, SeekOrigin.End);
        var magic = new byte[4];
        file.ReadExactly(magic);
        return magic;
    }
}
