using System.Globalization;
using System.Text;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

/// <summary>The verbs of <c>format</c>: %v %#v %s %q %d %f %e %g %b %o %x %X %t %%, with width, precision, flags and <c>[n]</c>.</summary>
internal static class TextFormat
{
    private const int MaxWidth = 10_000;

    public static string Format(string spec, IReadOnlyList<ConfigValue> values)
    {
        var result = new StringBuilder();
        var next = 0;
        for (var i = 0; i < spec.Length; i++)
        {
            if (spec[i] != '%')
            {
                result.Append(spec[i]);
                continue;
            }
            i++;
            if (i < spec.Length && spec[i] == '%')
            {
                result.Append('%');
                continue;
            }
            var flags = TakeWhile(spec, ref i, c => c is '+' or '-' or ' ' or '#' or '0');
            if (i < spec.Length && spec[i] == '[')
            {
                i++;
                next = Count(TakeWhile(spec, ref i, char.IsAsciiDigit)) - 1;
                i++;
            }
            var width = TakeWhile(spec, ref i, char.IsAsciiDigit);
            var precision = -1;
            if (i < spec.Length && spec[i] == '.')
            {
                i++;
                precision = TakeWhile(spec, ref i, char.IsAsciiDigit) is { Length: > 0 } digits ? Count(digits) : 0;
            }
            if (i >= spec.Length || next < 0 || next >= values.Count)
            {
                throw new HclEvaluationException("there are fewer arguments than verbs");
            }
            var text = One(spec[i], flags, precision, values[next++]);
            var pad = width.Length > 0 ? Count(width) : 0;
            result.Append(flags.Contains('-') ? text.PadRight(pad) : flags.Contains('0') ? PadZeros(text, pad) : text.PadLeft(pad));
        }
        return result.ToString();
    }

    private static string One(char verb, string flags, int precision, ConfigValue value)
    {
        var text = verb switch
        {
            'v' => flags.Contains('#') || value.Kind is ConfigKind.List or ConfigKind.Map ? ConfigJson.Write(value) : value.IsNull ? "null" : HclConvert.Text(value),
            's' => Cut(HclConvert.Text(value), precision),
            'q' => ConfigJson.Write(ConfigValue.String(HclConvert.Text(value))),
            't' => HclConvert.Boolean(value) ? "true" : "false",
            'd' => HclConvert.Number(value).Truncate().ToString(),
            'f' => HclConvert.Number(value).ToDouble().ToString("F" + (precision < 0 ? 6 : precision), CultureInfo.InvariantCulture),
            'e' or 'E' => HclConvert.Number(value).ToDouble().ToString((verb == 'e' ? "0.######e+00" : "0.######E+00"), CultureInfo.InvariantCulture),
            'g' or 'G' => HclConvert.Number(value).ToString(),
            'x' => Radix(value, "x"),
            'X' => Radix(value, "X"),
            'o' => Convert.ToString(HclConvert.Integer(value), 8),
            'b' => Convert.ToString(HclConvert.Integer(value), 2),
            _ => throw new HclEvaluationException($"`%{verb}` is not a verb"),
        };
        return flags.Contains('+') && verb is 'd' or 'f' && flags.Contains('+') && !text.StartsWith('-') ? "+" + text : text;
    }

    private static string Radix(ConfigValue value, string form) => value.Kind == ConfigKind.String
        ? Convert.ToHexString(Encoding.UTF8.GetBytes(value.Text)) is var hex && form == "x" ? hex.ToLowerInvariant() : hex
        : HclConvert.Integer(value).ToString(form, CultureInfo.InvariantCulture);

    private static string Cut(string text, int precision) => precision >= 0 && precision < text.Length ? text[..precision] : text;

    private static string PadZeros(string text, int width) => text.StartsWith('-') || text.StartsWith('+')
        ? text[0] + text[1..].PadLeft(Math.Max(0, width - 1), '0')
        : text.PadLeft(width, '0');

    private static int Count(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count <= MaxWidth
            ? count
            : throw new HclEvaluationException($"a width or index of a verb must be at most {MaxWidth}");

    private static string TakeWhile(string text, ref int at, Func<char, bool> wanted)
    {
        var start = at;
        while (at < text.Length && wanted(text[at]))
        {
            at++;
        }
        return text[start..at];
    }
}
