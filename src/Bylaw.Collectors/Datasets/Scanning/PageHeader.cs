using Bylaw.Collectors.Datasets.Tables;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>The head of a clear Parquet page.</summary>
/// <param name="HeaderBytes">Bytes of the head itself.</param>
/// <param name="PackedBytes">Bytes that follow.</param>
/// <param name="UnpackedBytes">Their size when unpacked.</param>
/// <param name="LevelBytes">Bytes before the values that are never packed (pages of version 2).</param>
/// <param name="IsDictionary">Whether it is a dictionary, which begins a column chunk.</param>
internal sealed record PageHeader(int HeaderBytes, int PackedBytes, int UnpackedBytes, int LevelBytes, bool IsDictionary)
{
    private const int Data = 0, Dictionary = 2, DataV2 = 3;

    /// <summary>Reads a head, or returns null when the bytes are none: an encrypted module, say.</summary>
    public static PageHeader? TryRead(ReadOnlySpan<byte> bytes)
    {
        try
        {
            var reader = new ThriftCompact(bytes);
            var fields = reader.ReadStruct();
            if (fields.GetValueOrDefault(1) is not long type || fields.GetValueOrDefault(2) is not long unpacked || fields.GetValueOrDefault(3) is not long packed ||
                unpacked is < 0 or > int.MaxValue || packed is < 0 or > int.MaxValue)
            {
                return null;
            }
            // The part that belongs to the type must be there: random bytes that read as three numbers do not have it.
            var detail = fields.GetValueOrDefault(type switch { Data => 5, Dictionary => 7, DataV2 => 8, _ => -1 }) as Dictionary<int, object>;
            if (detail is null || detail.GetValueOrDefault(1) is not long)
            {
                return null;
            }
            var levels = type == DataV2 ? (long)detail.GetValueOrDefault(5, 0L) + (long)detail.GetValueOrDefault(6, 0L) : 0;
            return levels < 0 || levels > packed ? null : new((int)reader.Position, (int)packed, (int)unpacked, (int)levels, type == Dictionary);
        }
        catch (Exception error) when (error is InvalidDataException or InvalidCastException)
        {
            return null;
        }
    }
}
