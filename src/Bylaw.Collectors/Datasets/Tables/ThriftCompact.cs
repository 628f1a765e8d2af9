using System.Buffers.Binary;

namespace Bylaw.Collectors.Datasets.Tables;

/// <summary>Reads a structure in Thrift's compact form, as Parquet writes its headers, into fields by number.</summary>
/// <remarks>Source: Apache Thrift, compact protocol. Depth, counts and lengths are bounded by what is left to read.</remarks>
internal ref struct ThriftCompact(ReadOnlySpan<byte> bytes)
{
    private const int MaxDepth = 16;

    private readonly ReadOnlySpan<byte> _bytes = bytes;

    /// <summary>Gets how many bytes were read.</summary>
    public int Position { get; private set; }

    /// <summary>Reads one structure: numbers as long, texts as byte arrays, lists as <c>List&lt;object&gt;</c>, structures as dictionaries.</summary>
    /// <exception cref="InvalidDataException">It is none.</exception>
    public Dictionary<int, object> ReadStruct(int depth = 0)
    {
        if (depth > MaxDepth)
        {
            throw Bad();
        }
        var fields = new Dictionary<int, object>();
        var id = 0;
        while (true)
        {
            var head = Next();
            if (head == 0)
            {
                return fields;
            }
            var (delta, type) = (head >> 4, head & 0x0F);
            id = delta == 0 ? (int)ReadZigZag() : id + delta;
            fields[id] = type is 1 or 2 ? type == 1 : ReadValue(type, depth);
        }
    }

    private object ReadValue(int type, int depth) => type switch
    {
        1 or 2 => Next() == 1, // in lists a boolean is a byte
        3 => (long)(sbyte)Next(),
        4 or 5 or 6 => ReadZigZag(),
        7 => BinaryPrimitives.ReadDoubleLittleEndian(Take(8)),
        8 => Take((int)Math.Min(ReadVarint(), (ulong)int.MaxValue)).ToArray(),
        9 or 10 => ReadList(depth + 1),
        11 => ReadMap(depth + 1),
        12 => ReadStruct(depth + 1),
        _ => throw Bad(),
    };

    private List<object> ReadList(int depth)
    {
        var head = Next();
        var count = head >> 4 == 15 ? ReadVarint() : (ulong)(head >> 4);
        if (depth > MaxDepth || count > (ulong)(_bytes.Length - Position))
        {
            throw Bad();
        }
        var list = new List<object>((int)count);
        for (var i = 0UL; i < count; i++)
        {
            list.Add(ReadValue(head & 0x0F, depth));
        }
        return list;
    }

    private List<object> ReadMap(int depth)
    {
        var count = ReadVarint();
        if (depth > MaxDepth || count > (ulong)(_bytes.Length - Position))
        {
            throw Bad();
        }
        var types = count == 0 ? 0 : Next();
        var list = new List<object>();
        for (var i = 0UL; i < count; i++)
        {
            list.Add(ReadValue(types >> 4, depth));
            list.Add(ReadValue(types & 0x0F, depth));
        }
        return list;
    }

    private long ReadZigZag() => ReadVarint() is var n ? (long)(n >> 1) ^ -(long)(n & 1) : 0;

    private ulong ReadVarint()
    {
        var value = 0UL;
        for (var shift = 0; shift < 64; shift += 7)
        {
            var b = Next();
            value |= (ulong)(b & 0x7F) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
        throw Bad();
    }

    private byte Next() => Position < _bytes.Length ? _bytes[Position++] : throw Bad();

    private ReadOnlySpan<byte> Take(int count)
    {
        if (count < 0 || count > _bytes.Length - Position)
        {
            throw Bad();
        }
        var taken = _bytes.Slice(Position, count);
        Position += count;
        return taken;
    }

    private static InvalidDataException Bad() => new("not a structure in compact form");
}
