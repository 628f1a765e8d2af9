namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Byte strings that hold a pickle or an archive of their own, and the raw arrays of joblib.</summary>
internal sealed partial class PickleMachine
{
    private BytesValue ReadByteString(ulong byteCount)
    {
        if (byteCount > MaxKeptBytes)
        {
            _reader.Skip(byteCount);
            return new BytesValue(null);
        }
        return Keep(_reader.ReadBytes((int)byteCount));
    }

    /// <summary>Keeps bytes, and looks inside when they begin like a pickle or an archive.</summary>
    private BytesValue Keep(byte[] content)
    {
        if (LooksLikePayload(content))
        {
            _context.ScanNested(content, _trace, false);
        }
        return new BytesValue(content);
    }

    /// <summary>Old protocols write bytes as a text, which <c>_codecs.encode</c> turns back: one character a byte.</summary>
    private PickleValue KeepLongText(byte[] utf8)
    {
        var text = System.Text.Encoding.UTF8.GetString(utf8);
        return text.AsSpan(0, Math.Min(8, text.Length)).ContainsAnyExceptInRange('\0', '\u00ff')
            ? OpaqueValue.LongText
            : Keep(System.Text.Encoding.Latin1.GetBytes(text));
    }

    private static bool LooksLikePayload(ReadOnlySpan<byte> content) =>
        content.Length > 4 &&
        ((content[0] == PickleOpcode.Proto && content[1] <= 5) ||
         content.StartsWith("PK\x03\x04"u8) || content.StartsWith((ReadOnlySpan<byte>)[0x1f, 0x8b]));

    /// <summary>Passes over the array that joblib writes straight behind its wrapper object.</summary>
    /// <remarks>Follows joblib's <c>NumpyArrayWrapper.read_array</c>: objects are one more pickle, all else is items behind an optional padding.</remarks>
    private void ReadRawArray(DictionaryValue? state)
    {
        if (!_context.JoblibArrays || state is null)
        {
            return;
        }
        if (!state.Entries.TryGetValue("dtype", out var dtype) || NumpyTypeSize.Of(dtype) is not { } type ||
            state.Entries.GetValueOrDefault("shape") is not SequenceValue shape)
        {
            throw new DamagedPickleException("a joblib array whose type or shape cannot be read");
        }
        SkippedArrays = true;
        if (type.HoldsObjects)
        {
            new PickleMachine(_reader, _context, _trace).Run(CancellationToken.None);
            return;
        }
        if (state.Entries.TryGetValue("numpy_array_alignment_bytes", out var alignment) && alignment is IntegerValue)
        {
            _reader.Skip(_reader.ReadByte());
        }
        UInt128 count = 1;
        foreach (var item in shape.Items)
        {
            count *= item is IntegerValue { Number: >= 0 and <= uint.MaxValue } size
                ? (UInt128)size.Number
                : throw new DamagedPickleException("a joblib array whose shape is no list of sizes");
            if (count > ulong.MaxValue / 65_536)
            {
                throw new DamagedPickleException("a joblib array that is larger than any file");
            }
        }
        _reader.Skip((ulong)count * (ulong)type.ByteCount);
    }
}
