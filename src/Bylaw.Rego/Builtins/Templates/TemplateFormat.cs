using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Templates;

/// <summary>Writes values by the verbs of <c>printf</c>.</summary>
internal static class TemplateFormat
{
    /// <summary>Fills a format.</summary>
    internal static string Format(string format, RegoValue[] arguments)
    {
        var result = new System.Text.StringBuilder();
        var next = 0;
        for (var i = 0; i < format.Length; i++)
        {
            if (format[i] != '%' || i + 1 >= format.Length)
            {
                result.Append(format[i]);
                continue;
            }
            var start = ++i;
            while (i < format.Length && "+-# 0123456789.".Contains(format[i], StringComparison.Ordinal))
            {
                i++;
            }
            if (i >= format.Length)
            {
                return result.Append("%!(NOVERB)").ToString();
            }
            if (format[i] == '%')
            {
                result.Append('%');
            }
            else if (next >= arguments.Length)
            {
                result.Append("%!").Append(format[i]).Append("(MISSING)");
            }
            else
            {
                result.Append(Pad(One(format[i], arguments[next++]), format[start..i]));
            }
        }
        return result.ToString();
    }

    private static string One(char verb, in RegoValue value) => verb switch
    {
        'q' => QuotedText.Quote(TemplateFunctions.Write(value)),
        'd' when !value.IsNumber => $"%!d({TemplateFunctions.Write(value)})",
        _ => TemplateFunctions.Write(value),
    };

    private static string Pad(string text, string flags)
    {
        var digits = flags.TrimStart('+', '-', '#', ' ').Split('.')[0];
        if (!int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var width) || width > 10_000)
        {
            return text;
        }
        return flags.Contains('-', StringComparison.Ordinal) ? text.PadRight(width) : text.PadLeft(width, digits[0] == '0' ? '0' : ' ');
    }
}
