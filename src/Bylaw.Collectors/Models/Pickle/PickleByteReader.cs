using System.Buffers.Binary;

namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Reads a stream forward, once, and counts what it read. Every short read ends in <see cref="DamagedPickleException"/>.</summary>
/// <param name="stream">Read from where it stands; not disposed.</param>
/// <param name="maxBytes">The most bytes that are read or skipped.</param>
internal sealed class PickleByteReader(Stream stream, long maxBytes)
{
    private const int MaxLineBytes = 1 << 20;
    private readonly byte[] _buffer = new byte[32 * 1024];
    private int _position;
    private int _length;
    private long _consumedBefore;

    /// <summary>Gets how many bytes were taken so far.</summary>
    public long Offset => _consumedBefore + _position;

    /// <summary>Reads one byte.</summary>
    /// <returns>The byte, or -1 at the end of the stream.</returns>
    public int ReadByteOrEnd()
    {
        if (_position == _length && !Fill())
        {
            return -1;
        }
        return _buffer[_position++];
    }

    /// <summary>Tells whether nothing is left.</summary>
    public bool AtEnd() => _position == _length && !Fill();

    /// <summary>Reads one byte that must be there.</summary>
    public byte ReadByte()
    {
        var value = ReadByteOrEnd();
        return value >= 0 ? (byte)value : throw Truncated();
    }

    /// <summary>Reads an unsigned little-endian number.</summary>
    /// <param name="width">1, 2, 4 or 8 bytes.</param>
    public ulong ReadUnsigned(int width)
    {
        Span<byte> bytes = stackalloc byte[8];
        bytes.Clear();
        ReadExactly(bytes[..width]);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    /// <summary>Fills a span.</summary>
    public void ReadExactly(Span<byte> target)
    {
        while (target.Length > 0)
        {
            if (_position == _length && !Fill())
            {
                throw Truncated();
            }
            var take = Math.Min(target.Length, _length - _position);
            _buffer.AsSpan(_position, take).CopyTo(target);
            _position += take;
            target = target[take..];
        }
    }

    /// <summary>Reads bytes into a new array.</summary>
    /// <param name="count">How many; the caller has bounded it.</param>
    public byte[] ReadBytes(int count)
    {
        // Grown as the bytes arrive: a length field alone must not make us allocate.
        if (count <= _buffer.Length)
        {
            var small = new byte[count];
            ReadExactly(small);
            return small;
        }
        using var grown = new MemoryStream();
        var remaining = count;
        while (remaining > 0)
        {
            if (_position == _length && !Fill())
            {
                throw Truncated();
            }
            var take = Math.Min(remaining, _length - _position);
            grown.Write(_buffer, _position, take);
            _position += take;
            remaining -= take;
        }
        return grown.ToArray();
    }

    /// <summary>Passes over bytes.</summary>
    public void Skip(ulong count)
    {
        while (count > 0)
        {
            if (_position == _length && !Fill())
            {
                throw Truncated();
            }
            var take = (int)Math.Min(count, (ulong)(_length - _position));
            _position += take;
            count -= (ulong)take;
        }
    }

    /// <summary>Reads up to and without the next line feed.</summary>
    public byte[] ReadLine()
    {
        var line = new List<byte>(32);
        while (true)
        {
            var next = ReadByte();
            if (next == '\n')
            {
                return [.. line];
            }
            if (line.Count >= MaxLineBytes)
            {
                throw new DamagedPickleException("a line is longer than 1 MiB");
            }
            line.Add(next);
        }
    }

    private bool Fill()
    {
        _consumedBefore += _length;
        _position = 0;
        _length = 0;
        if (_consumedBefore >= maxBytes)
        {
            throw new ScanLimitException($"more than {maxBytes} bytes");
        }
        _length = stream.Read(_buffer, 0, _buffer.Length);
        return _length > 0;
    }

    private static DamagedPickleException Truncated() => new("the data ends in the middle of an instruction");
}
