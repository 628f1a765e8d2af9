using System.Buffers;
using System.Text;
using Bylaw.Rego.Values;
using Bylaw.Rego.Values.Yaml;

namespace Bylaw.Rego.Builtins;

/// <summary>
/// Writes values as text within the limits of the evaluation. A value whose parts are shared, <c>[x, x]</c> of <c>[y, y]</c> and so on, takes
/// little memory and is endless as text: what is written is counted, not what is held.
/// </summary>
internal static class LimitedText
{
    /// <summary>The characters up to which nothing is asked for.</summary>
    private const int Small = 1 << 15;

    /// <summary>The characters of a builder and of the string made of it stand side by side.</summary>
    private const int BytesPerCharacter = 2 * sizeof(char);

    /// <summary>The most characters of a string, and bytes that make one.</summary>
    private const int Most = 0x3FFF_FFDF;

    /// <summary>Writes a value as Rego text.</summary>
    /// <param name="context">Whose limits hold; null for none.</param>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    public static string Write(BuiltinContext? context, in RegoValue value) =>
        value.Kind is ValueKind.Array or ValueKind.Object or ValueKind.Set ? Write(context, value, RegoTextWriter.Append) : value.ToString();

    /// <summary>Writes a value as YAML.</summary>
    public static string WriteYaml(BuiltinContext context, in RegoValue value) => Write(context, value, (StringBuilder builder, in RegoValue v) => YamlWriter.Append(builder, v, context.Spend));

    /// <summary>Writes a value as JSON.</summary>
    public static string WriteJson(BuiltinContext context, in RegoValue value, string? indent = null, string prefix = "")
    {
        var buffer = new Buffer(context);
        RegoJsonWriter.Write(buffer, value, indent, escapeHtml: true, prefix);
        context.Reserve((long)buffer.Written.Length * sizeof(char));
        return Encoding.UTF8.GetString(buffer.Written);
    }

    private static string Write(BuiltinContext? context, in RegoValue value, Append append)
    {
        if (TryWrite(value, append, Small, out var text))
        {
            return text;
        }
        var most = (int)Math.Min(Most, context is null ? long.MaxValue : context.BytesLeft / BytesPerCharacter);
        if (!TryWrite(value, append, Math.Max(Small, most), out text))
        {
            context?.Reserve(TooMuch);
            throw new InsufficientMemoryException($"the text is longer than {Most} characters");
        }
        return text;
    }

    private static bool TryWrite(in RegoValue value, Append append, int most, out string text)
    {
        var builder = new StringBuilder(16, most);
        try
        {
            append(builder, value);
        }
        catch (ArgumentOutOfRangeException)
        {
            text = "";
            return false;
        }
        text = builder.ToString();
        return true;
    }

    /// <summary>More than any evaluation may allot.</summary>
    private const long TooMuch = long.MaxValue / 2;

    private delegate void Append(StringBuilder builder, in RegoValue value);

    /// <summary>Bytes that ask before they grow.</summary>
    private sealed class Buffer(BuiltinContext context) : IBufferWriter<byte>
    {
        private byte[] _bytes = new byte[256];
        private int _count;

        public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _count);

        public void Advance(int count) => _count += count;

        public Memory<byte> GetMemory(int sizeHint = 0)
        {
            Grow(sizeHint);
            return _bytes.AsMemory(_count);
        }

        public Span<byte> GetSpan(int sizeHint = 0)
        {
            Grow(sizeHint);
            return _bytes.AsSpan(_count);
        }

        private void Grow(int sizeHint)
        {
            var needed = (long)_count + Math.Max(1, sizeHint);
            if (needed <= _bytes.Length)
            {
                return;
            }
            var wanted = Math.Max(needed, _bytes.Length * 2L);
            context.Reserve(needed > Most ? TooMuch : wanted);
            Array.Resize(ref _bytes, (int)wanted);
        }
    }
}
