using System.IO.Compression;

namespace Bylaw.Collectors.Models.Archives;

/// <summary>Knows compressed data by its first bytes, and undoes what it can.</summary>
internal static class Compression
{
    /// <summary>Names the compression that some first bytes show.</summary>
    /// <returns>A short name, or null when the bytes show none.</returns>
    public static string? Recognise(ReadOnlySpan<byte> head) => head switch
    {
        [0x1f, 0x8b, 8, ..] => "gzip",
        [0x78, 0x01 or 0x5e or 0x9c or 0xda, ..] => "zlib",
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41, 0x59, 0x26, ..] => "bzip2",
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0, ..] => "xz",
        [0x5d, 0, 0, _, _, ..] => "lzma",
        [(byte)'7', (byte)'z', 0xbc, 0xaf, 0x27, 0x1c, ..] => "7z",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1a, 0x07, ..] => "rar",
        [0x04, 0x22, 0x4d, 0x18, ..] => "lz4",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "zstd",
        [0xff, 0x06, 0, 0, (byte)'s', (byte)'N', (byte)'a', (byte)'P', ..] => "snappy",
        [0x1f, 0x9d, ..] => "compress",
        [0x60, 0xea, ..] => "arj",
        [(byte)'L', (byte)'Z', (byte)'I', (byte)'P', 1, ..] => "lzip",
        [(byte)'L', (byte)'R', (byte)'Z', (byte)'I', ..] => "lrzip",
        [(byte)'M', (byte)'S', (byte)'C', (byte)'F', 0, 0, 0, 0, ..] => "cab",
        [(byte)'M', (byte)'S', (byte)'W', (byte)'I', (byte)'M', 0, 0, 0, ..] => "wim",
        [(byte)'!', (byte)'<', (byte)'a', (byte)'r', (byte)'c', (byte)'h', (byte)'>', (byte)'\n', ..] => "ar",
        [(byte)'x', (byte)'a', (byte)'r', (byte)'!', ..] => "xar",
        [(byte)'h', (byte)'s', (byte)'q', (byte)'s', ..] => "squashfs",
        [(byte)'0', (byte)'7', (byte)'0', (byte)'7', (byte)'0', (byte)'1' or (byte)'2' or (byte)'7', ..] => "cpio",
        [_, _, _, _, _, _, _, (byte)'*', (byte)'*', (byte)'A', (byte)'C', (byte)'E', (byte)'*', (byte)'*', ..] => "ace",
        _ => null,
    };

    /// <summary>Tells whether we can undo a compression.</summary>
    public static bool CanUndo(string compression) => compression is "gzip" or "zlib" or "bzip2" or "xz" or "lzma";

    /// <summary>Undoes a compression; reading damaged data throws <see cref="InvalidDataException"/>.</summary>
    public static Stream Undo(string compression, Stream stream) => compression switch
    {
        "gzip" => new GZipStream(stream, CompressionMode.Decompress),
        "zlib" => new ZLibStream(stream, CompressionMode.Decompress),
        "bzip2" => DecoderStream.BZip2(stream),
        "xz" => DecoderStream.Xz(stream),
        "lzma" => DecoderStream.LzmaAlone(stream),
        _ => throw new ArgumentOutOfRangeException(nameof(compression), compression, "cannot be undone"),
    };
}
