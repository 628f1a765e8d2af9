using System.Text;

namespace Bylaw.Collectors.Datasets.Scanning;

/// <summary>Gives the bytes of a stream as UTF-8: UTF-16 of either order is read as such, everything else as it is.</summary>
internal sealed class Utf8Text : IDisposable
{
    private const int Sample = 512;

    private readonly Stream _stream;
    private readonly byte[] _head;
    private readonly Stream? _transcoder;
    private int _headAt;

    public Utf8Text(Stream stream)
    {
        _stream = stream;
        var head = new byte[Sample];
        _head = head[..stream.ReadAtLeast(head, Sample, throwOnEndOfStream: false)];
        if (EncodingOf(_head) is { } encoding)
        {
            _transcoder = Encoding.CreateTranscodingStream(new Joined(this), encoding, new UTF8Encoding(false), leaveOpen: true);
        }
    }

    /// <summary>Fills a buffer as far as the stream reaches.</summary>
    public int Read(Span<byte> buffer)
    {
        if (_transcoder is not null)
        {
            return _transcoder.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        }
        var taken = TakeHead(buffer);
        return taken + _stream.ReadAtLeast(buffer[taken..], buffer.Length - taken, throwOnEndOfStream: false);
    }

    public void Dispose() => _transcoder?.Dispose();

    private int TakeHead(Span<byte> buffer)
    {
        var taken = Math.Min(buffer.Length, _head.Length - _headAt);
        _head.AsSpan(_headAt, taken).CopyTo(buffer);
        _headAt += taken;
        return taken;
    }

    /// <summary>A byte order mark tells; without one, text whose every second byte is zero is UTF-16.</summary>
    private static UnicodeEncoding? EncodingOf(ReadOnlySpan<byte> head)
    {
        if (head.Length < 4)
        {
            return null;
        }
        if (head[0] == 0xFF && head[1] == 0xFE)
        {
            return new UnicodeEncoding(bigEndian: false, byteOrderMark: true);
        }
        if (head[0] == 0xFE && head[1] == 0xFF)
        {
            return new UnicodeEncoding(bigEndian: true, byteOrderMark: true);
        }
        var (even, odd) = (0, 0);
        for (var i = 0; i + 1 < head.Length; i += 2)
        {
            even += head[i] == 0 ? 1 : 0;
            odd += head[i + 1] == 0 ? 1 : 0;
        }
        var pairs = head.Length / 2;
        return odd > pairs * 0.8 && even < pairs * 0.1 ? new UnicodeEncoding(false, false) : even > pairs * 0.8 && odd < pairs * 0.1 ? new UnicodeEncoding(true, false) : null;
    }

    /// <summary>The head that was looked at, then the rest.</summary>
    private sealed class Joined(Utf8Text owner) : Stream
    {
        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

        public override int Read(Span<byte> buffer) => owner.TakeHead(buffer) is var taken && taken > 0 ? taken : owner._stream.Read(buffer);

        public override void Flush()
        {
        }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
