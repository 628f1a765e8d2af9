using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Gives plain scalars their types by the core schema of YAML 1.2.</summary>
internal static partial class YamlScalars
{
    public static ConfigValue Resolve(Scalar scalar, SourcePosition position)
    {
        var tag = scalar.Tag.IsEmpty ? null : scalar.Tag.Value;
        if (tag is "tag:yaml.org,2002:str" or "!" || (tag is null && scalar.Style != ScalarStyle.Plain))
        {
            return ConfigValue.String(scalar.Value, position);
        }
        return Plain(scalar.Value, position);
    }

    private static ConfigValue Plain(string text, SourcePosition position)
    {
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return ConfigValue.Null(position);
            case "true" or "True" or "TRUE":
                return ConfigValue.Boolean(true, position);
            case "false" or "False" or "FALSE":
                return ConfigValue.Boolean(false, position);
        }
        if (!(char.IsAsciiDigit(text[0]) || text[0] is '-' or '+' or '.'))
        {
            return ConfigValue.String(text, position);
        }
        if (Integer().IsMatch(text) && text.Length < 1000)
        {
            return ConfigValue.Number(BigInteger.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), position);
        }
        if (text.StartsWith("0x", StringComparison.Ordinal) && BigInteger.TryParse("0" + text[2..], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var hex))
        {
            return ConfigValue.Number(hex.ToString(CultureInfo.InvariantCulture), position);
        }
        if (Octal().IsMatch(text))
        {
            return ConfigValue.Number(Convert.ToInt64(text[2..], 8), position);
        }
        // Infinities and not-a-number have no JSON form and stay text.
        return Float().IsMatch(text) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number)
            ? ConfigValue.Number(JsonForm(text, number), position)
            : ConfigValue.String(text, position);
    }

    private static string JsonForm(string text, double number) =>
        JsonNumber().IsMatch(text) ? text : number.ToString("R", CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^[-+]?[0-9]+$")]
    private static partial Regex Integer();

    [GeneratedRegex(@"^0o[0-7]{1,20}$")]
    private static partial Regex Octal();

    [GeneratedRegex(@"^[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?$")]
    private static partial Regex Float();

    [GeneratedRegex(@"^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$")]
    private static partial Regex JsonNumber();
}
