using System.Text;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>Walks the wire format of protocol buffers without a schema, skipping what nobody asks for.</summary>
/// <remarks>Bad bytes end in <see cref="InvalidDataException"/>. Source: the protocol buffers encoding guide.</remarks>
internal sealed class ProtobufReader(Stream stream, long end)
{
    private long _valueEnd;
    private int _wireType;

    /// <summary>Gets the number of the field that <see cref="NextField"/> found.</summary>
    public int Field { get; private set; }

    /// <summary>Goes to the next field, passing over the value of the last.</summary>
    public bool NextField()
    {
        if (_valueEnd > stream.Position)
        {
            stream.Position = _valueEnd;
        }
        if (stream.Position >= end)
        {
            return false;
        }
        var tag = ReadVarint();
        Field = (int)(tag >> 3);
        _wireType = (int)(tag & 7);
        var at = stream.Position;
        _valueEnd = _wireType switch
        {
            0 => SkipVarint(at),
            1 => at + 8,
            2 => LengthEnd(),
            5 => at + 4,
            _ => throw new InvalidDataException($"wire type {_wireType}"),
        };
        if (Field == 0 || _valueEnd > end)
        {
            throw new InvalidDataException("a field that reaches beyond its message");
        }
        return true;
    }

    /// <summary>Gets whether the field holds bytes, a text or a message.</summary>
    public bool IsBytes => _wireType == 2;

    /// <summary>Reads the field as a whole number.</summary>
    public long Int64() => _wireType == 0 ? (long)ReadVarint() : throw new InvalidDataException($"field {Field} is no number");

    /// <summary>Reads the field as a text of at most 1 MiB.</summary>
    public string Text()
    {
        var length = RequireBytes();
        if (length > 1 << 20)
        {
            throw new InvalidDataException($"field {Field} is a text of {length} bytes");
        }
        var bytes = new byte[length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    /// <summary>Reads the field as whole numbers: one, or a packed list.</summary>
    public IReadOnlyList<long> Int64s()
    {
        if (!IsBytes)
        {
            return [Int64()];
        }
        var numbers = new List<long>();
        while (stream.Position < _valueEnd)
        {
            numbers.Add((long)ReadVarint());
        }
        return numbers;
    }

    /// <summary>Reads the field as 32-bit numbers: one, or a packed list.</summary>
    public IReadOnlyList<float> Singles()
    {
        if (!IsBytes && _wireType != 5)
        {
            throw new InvalidDataException($"field {Field} is no 32-bit number");
        }
        var length = _valueEnd - stream.Position;
        if (length % 4 != 0)
        {
            throw new InvalidDataException($"field {Field} is no list of 32-bit numbers");
        }
        var numbers = new float[length / 4];
        Span<byte> bytes = stackalloc byte[4];
        for (var index = 0; index < numbers.Length; index++)
        {
            stream.ReadExactly(bytes);
            numbers[index] = BitConverter.ToSingle(bytes);
        }
        return numbers;
    }

    /// <summary>Opens the field as a message of its own.</summary>
    public ProtobufReader Message()
    {
        RequireBytes();
        return new ProtobufReader(stream, _valueEnd);
    }

    private long RequireBytes() =>
        IsBytes ? _valueEnd - stream.Position : throw new InvalidDataException($"field {Field} is no message or text");

    private long SkipVarint(long at)
    {
        ReadVarint();
        var after = stream.Position;
        stream.Position = at;
        return after;
    }

    private long LengthEnd()
    {
        var length = ReadVarint();
        return length <= long.MaxValue / 2 ? stream.Position + (long)length : throw new InvalidDataException("a length beyond reason");
    }

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var next = stream.ReadByte();
            if (next < 0)
            {
                throw new InvalidDataException("the data ends in a number");
            }
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
            {
                return value;
            }
        }
        throw new InvalidDataException("a number of more than ten bytes");
    }
}
