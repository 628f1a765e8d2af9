using System.Buffers.Binary;
using SharpCompress.Compressors.BZip2;
using SharpCompress.Compressors.Deflate64;
using SharpCompress.Compressors.LZMA;
using SharpCompress.Compressors.Xz;

namespace Bylaw.Collectors.Models.Archives;

/// <summary>Reads a decoder of another library forward, and tells every fault of it as damaged data.</summary>
/// <remarks>Attackers write what is read here, so a decoder may fail in any way; it must never end the scan.</remarks>
internal sealed class DecoderStream : Stream
{
    private const uint MaxDictionaryBytes = 256 << 20;
    private readonly Func<Stream> _open;
    private Stream? _decoder;

    private DecoderStream(Func<Stream> open) => _open = open;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public static Stream BZip2(Stream stream) =>
        new DecoderStream(() => BZip2Stream.Create(stream, SharpCompress.Compressors.CompressionMode.Decompress, decompressConcatenated: true, false, false));

    public static Stream Xz(Stream stream) => new DecoderStream(() => new XZStream(stream));

    public static Stream Deflate64(Stream stream) => new DecoderStream(() => new Deflate64Stream(stream, SharpCompress.Compressors.CompressionMode.Decompress));

    /// <summary>Undoes the form with a head of five bytes of properties and eight of length.</summary>
    public static Stream LzmaAlone(Stream stream) => new DecoderStream(() =>
    {
        var head = new byte[13];
        stream.ReadExactly(head);
        return Lzma(head[..5], stream, BinaryPrimitives.ReadInt64LittleEndian(head.AsSpan(5)));
    });

    /// <summary>Undoes the form inside zip archives: version, size of the properties, properties.</summary>
    public static Stream LzmaInZip(Stream stream) => new DecoderStream(() =>
    {
        var head = new byte[9];
        stream.ReadExactly(head);
        return BinaryPrimitives.ReadUInt16LittleEndian(head.AsSpan(2)) == 5 ? Lzma(head[4..], stream, -1) : throw new InvalidDataException("LZMA properties of another size");
    });

    public override int Read(byte[] buffer, int offset, int count)
    {
        try
        {
            return (_decoder ??= _open()).Read(buffer, offset, count);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            throw new InvalidDataException($"compressed data cannot be undone: {fault.Message.ReplaceLineEndings(" ")}", fault);
        }
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _decoder?.Dispose();
        }
        base.Dispose(disposing);
    }

    private static LzmaStream Lzma(byte[] properties, Stream stream, long length) =>
        BinaryPrimitives.ReadUInt32LittleEndian(properties.AsSpan(1)) <= MaxDictionaryBytes
            ? LzmaStream.Create(properties, stream, -1, length, false)
            : throw new InvalidDataException("LZMA asks for more memory than is granted");
}
