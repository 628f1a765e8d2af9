namespace Bylaw.Collectors.Models.Archives;

/// <summary>Reads a part of a seekable stream, setting the position before each read so that slices may share the stream in turn.</summary>
/// <param name="inner">The whole; not disposed.</param>
/// <param name="offset">Where the part begins.</param>
/// <param name="length">How long the part may be; the whole's end cuts it short.</param>
internal sealed class SliceStream(Stream inner, long offset, long length) : Stream
{
    private readonly long _length = Math.Max(0, Math.Min(length, inner.Length - offset));
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => _length;

    public override long Position
    {
        get => _position;
        set => _position = Math.Clamp(value, 0, _length);
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var take = (int)Math.Min(buffer.Length, _length - _position);
        if (take <= 0)
        {
            return 0;
        }
        inner.Position = offset + _position;
        var read = inner.Read(buffer[..take]);
        _position += read;
        return read;
    }

    public override long Seek(long distance, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => distance,
        SeekOrigin.Current => _position + distance,
        _ => _length + distance,
    };

    public override void Flush()
    {
    }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
