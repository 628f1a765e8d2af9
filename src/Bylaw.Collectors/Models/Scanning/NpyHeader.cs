using System.Buffers.Binary;
using System.Text;
using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Models.Scanning;

/// <summary>The head of a NumPy file.</summary>
/// <param name="ByteCount">Bytes before the array's data.</param>
/// <param name="HoldsObjects">The data is a pickle, because items are Python objects.</param>
/// <remarks>Source: NumPy's description of the NPY format, versions 1.0 to 3.0.</remarks>
internal sealed partial record NpyHeader(int ByteCount, bool HoldsObjects)
{
    private const int MaxHeaderBytes = 1 << 20;

    /// <summary>Reads the head.</summary>
    /// <param name="stream">Stands at the start of the file.</param>
    /// <param name="header">The head, when true is returned.</param>
    public static bool TryRead(Stream stream, out NpyHeader header)
    {
        header = new NpyHeader(0, HoldsObjects: true);
        var prefix = new byte[12];
        if (stream.ReadAtLeast(prefix.AsSpan(0, 10), 10, throwOnEndOfStream: false) < 10 || prefix[6] is 0 or > 3)
        {
            return false;
        }
        var wide = prefix[6] >= 2;
        if (wide && stream.ReadAtLeast(prefix.AsSpan(10), 2, throwOnEndOfStream: false) < 2)
        {
            return false;
        }
        var length = wide ? BinaryPrimitives.ReadUInt32LittleEndian(prefix.AsSpan(8)) : BinaryPrimitives.ReadUInt16LittleEndian(prefix.AsSpan(8));
        if (length is 0 or > MaxHeaderBytes)
        {
            return false;
        }
        var text = new byte[length];
        if (stream.ReadAtLeast(text, text.Length, throwOnEndOfStream: false) < text.Length)
        {
            return false;
        }
        var description = Encoding.UTF8.GetString(text);
        if (!description.Contains("'descr'", StringComparison.Ordinal) && !description.Contains("\"descr\"", StringComparison.Ordinal))
        {
            return false;
        }
        header = new NpyHeader((wide ? 12 : 10) + (int)length, !PlainTypes().IsMatch(description));
        return true;
    }

    // A single plain type. Whatever else it is (objects, records that may hold objects) has its data read as a pickle too,
    // which plain numbers then fail to be.
    [GeneratedRegex(@"[""']descr[""']\s*:\s*[""'][<>=|]?[biufcSUamM]\d+(\[[^\]]*\])?[""']", RegexOptions.CultureInvariant)]
    private static partial Regex PlainTypes();
}
