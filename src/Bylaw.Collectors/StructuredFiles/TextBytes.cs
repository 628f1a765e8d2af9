using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Turns a file's bytes into text: UTF-8, or what its byte-order mark says.</summary>
internal static class TextBytes
{
    private static readonly UTF8Encoding _strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Writes a limit as people set it.</summary>
    public static string Size(long bytes) => bytes % (1 << 20) == 0 ? $"{bytes >> 20} MiB" : $"{bytes} bytes";

    public static bool TryDecode(string file, ReadOnlySpan<byte> bytes, [NotNullWhen(true)] out string? text, [NotNullWhen(false)] out ConfigProblem? problem)
    {
        try
        {
            text = bytes switch
            {
                [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes[2..]),
                [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes[2..]),
                [0xEF, 0xBB, 0xBF, ..] => _strict.GetString(bytes[3..]),
                _ => _strict.GetString(bytes),
            };
        }
        catch (DecoderFallbackException fault)
        {
            text = null;
            problem = new ConfigProblem($"the file is not UTF-8 text (byte {fault.Index})", new SourcePosition(file, 0, 0, 0, 0));
            return false;
        }
        problem = text.Contains('\0', StringComparison.Ordinal) ? new ConfigProblem("the file holds binary data", new SourcePosition(file, 0, 0, 0, 0)) : null;
        return problem is null;
    }
}
