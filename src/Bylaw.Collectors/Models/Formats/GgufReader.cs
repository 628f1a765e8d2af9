using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Bylaw.Collectors.Models.Formats;

/// <summary>Reads the metadata of a GGUF file and checks that all lengths fit the file.</summary>
/// <remarks>Source: the GGUF description of the ggml project, versions 2 and 3.</remarks>
internal static class GgufReader
{
    private const ulong MaxEntries = 1_000_000;
    private const ulong MaxTextBytes = 64 << 20;

    public static void Read(FormatReading file)
    {
        file.Content.Position = 4;
        var reader = new Reader(file.Content);
        var version = reader.UInt32();
        if (version is not (2 or 3))
        {
            file.NotScanned($"GGUF version {version} is not known");
            return;
        }
        var tensors = reader.UInt64();
        var entries = reader.UInt64();
        if (entries > MaxEntries || tensors > MaxEntries)
        {
            file.Damaged("more entries than any model has");
            return;
        }
        for (var i = 0UL; i < entries; i++)
        {
            var key = reader.Text();
            ReadValue(file, reader, key);
        }
        for (var i = 0UL; i < tensors; i++)
        {
            reader.Text();
            var dimensions = reader.UInt32();
            if (dimensions > 8)
            {
                throw new InvalidDataException("a tensor of more than eight dimensions");
            }
            reader.Skip((dimensions * 8UL) + 4 + 8);
        }
        file.Details["tensors"] = tensors.ToString(CultureInfo.InvariantCulture);
    }

    private static void ReadValue(FormatReading file, Reader reader, string key)
    {
        var type = reader.UInt32();
        if (type == 8)
        {
            var text = reader.Text();
            if (key is "general.architecture" or "general.name" or "general.license" or "general.version" or "general.basename")
            {
                file.Details[key["general.".Length..]] = text;
            }
            else if (key.StartsWith("tokenizer.chat_template", StringComparison.Ordinal))
            {
                TemplateCheck.Report(file, key, text);
            }
        }
        else if (type == 9)
        {
            SkipArray(reader, 0);
        }
        else
        {
            reader.Skip(SizeOf(type));
        }
    }

    private static void SkipArray(Reader reader, int depth)
    {
        var type = reader.UInt32();
        var count = reader.UInt64();
        if (depth > 4)
        {
            throw new InvalidDataException("arrays nested too deep");
        }
        for (var i = 0UL; type is 8 or 9 && i < count; i++)
        {
            if (type == 8)
            {
                reader.SkipText();
            }
            else
            {
                SkipArray(reader, depth + 1);
            }
        }
        if (type is not (8 or 9))
        {
            reader.Skip(count <= ulong.MaxValue / 8 ? count * SizeOf(type) : ulong.MaxValue);
        }
    }

    private static ulong SizeOf(uint type) => type switch
    {
        0 or 1 or 7 => 1,
        2 or 3 => 2,
        4 or 5 or 6 => 4,
        10 or 11 or 12 => 8,
        _ => throw new InvalidDataException($"value type {type}"),
    };

    private sealed class Reader(Stream stream)
    {
        private readonly byte[] _buffer = new byte[8];

        public uint UInt32() => BinaryPrimitives.ReadUInt32LittleEndian(Fill(4));

        public ulong UInt64() => BinaryPrimitives.ReadUInt64LittleEndian(Fill(8));

        public string Text()
        {
            var length = UInt64();
            if (length > MaxTextBytes || (long)length > stream.Length - stream.Position)
            {
                throw new InvalidDataException("a text that is longer than the file");
            }
            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            return Encoding.UTF8.GetString(bytes);
        }

        public void SkipText() => Skip(UInt64());

        public void Skip(ulong count)
        {
            if (count > (ulong)(stream.Length - stream.Position))
            {
                throw new InvalidDataException("a value that is longer than the file");
            }
            stream.Position += (long)count;
        }

        private ReadOnlySpan<byte> Fill(int count)
        {
            stream.ReadExactly(_buffer, 0, count);
            return _buffer.AsSpan(0, count);
        }
    }
}
