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

    /// <summary>The bytes of JSON and the string made of them stand side by side.</summary>
    private const int BytesPerByte = 1 + sizeof(char);

    /// <summary>More than any evaluation may allot.</summary>
    private const long TooMuch = long.MaxValue / 2;

    /// <summary>Writes a value as Rego text.</summary>
    /// <param name="context">Whose limits hold; null for none.</param>
    /// <param name="value">The value.</param>
    /// <returns>The text.</returns>
    public static string Write(BuiltinContext? context, in RegoValue value) =>
        value.Kind is ValueKind.Array or ValueKind.Object or ValueKind.Set ? Write(context, value, RegoTextWriter.TryAppend) : value.ToString();

    /// <summary>Writes a value as YAML.</summary>
    public static string WriteYaml(BuiltinContext context, in RegoValue value) => Write(context, value, (StringBuilder builder, in RegoValue v, int most) => YamlWriter.TryAppend(builder, v, most, context.Spend));

    /// <summary>Writes a value as JSON.</summary>
    public static string WriteJson(BuiltinContext context, in RegoValue value, string? indent = null, string prefix = "")
    {
        if (RegoJsonWriter.TryToText(value, Small, out var text, indent, escapeHtml: true, prefix))
        {
            return text;
        }
        var most = Math.Min(ValueTooLongException.MostText, context.BytesLeft / BytesPerByte);
        return RegoJsonWriter.TryToText(value, most, out text, indent, escapeHtml: true, prefix) ? text : throw TooLong(context, most);
    }

    private static string Write(BuiltinContext? context, in RegoValue value, TryAppend append)
    {
        var text = new StringBuilder();
        if (append(text, value, Small))
        {
            return text.ToString();
        }
        var most = (int)Math.Min(ValueTooLongException.MostText, context is null ? long.MaxValue : context.BytesLeft / BytesPerCharacter);
        return !WrittenSize.Exceeds(value, most) && append(text.Clear(), value, most) ? text.ToString() : throw TooLong(context, most);
    }

    /// <summary>Asks for more than there is, so that the limit is named; where nothing limits, what one text can hold does.</summary>
    private static ValueTooLongException TooLong(BuiltinContext? context, long most)
    {
        context?.Reserve(TooMuch);
        return new ValueTooLongException(most);
    }

    private delegate bool TryAppend(StringBuilder builder, in RegoValue value, int most);
}
