namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Looks at the last bytes of a Parquet file.</summary>
internal static class ParquetFooter
{
    /// <summary>Tells whether the footer is encrypted: the file ends with PARE instead of PAR1.</summary>
    public static bool IsEncrypted(string path)
    {
        using var file = File.OpenRead(path);
        if (file.Length < 12)
        {
            return false;
        }
        file.Seek(-4, SeekOrigin.End);
        Span<byte> magic = stackalloc byte[4];
        file.ReadExactly(magic);
        return magic.SequenceEqual("PARE"u8);
    }
}
