using Bylaw.Rego.Builtins.Network;
using Bylaw.Rego.Builtins.Time;

namespace Bylaw.Rego.Builtins.JsonSchemas;

/// <summary>Checks the formats of strings that schemas name; one that is not known holds.</summary>
internal static class SchemaFormat
{
    private static readonly string[] _dateTimes = ["15:04:05", "15:04:05Z07:00", "2006-01-02", "2006-01-02T15:04:05Z07:00"];

    /// <summary>Tells whether a text has a format.</summary>
    internal static bool Holds(string format, string text) => format switch
    {
        "date" => IsTime(text, "2006-01-02"),
        "time" => IsTime(text, "15:04:05Z07:00") || IsTime(text, "15:04:05"),
        "date-time" => _dateTimes.Any(layout => IsTime(text, layout)),
        "hostname" => text.Length < 256 && text.Split('.').All(IsLabel),
        "email" or "idn-email" => IsEmail(text),
        "ipv4" => IpAddressValue.TryParse(text, out _, out _) && text.Contains('.', StringComparison.Ordinal),
        "ipv6" => IpAddressValue.TryParse(text, out _, out var isV4) && !isV4,
        "uri" or "iri" => Url(text) is { Scheme.Length: > 0 },
        "uri-reference" or "iri-reference" => Url(text) is not null,
        "uri-template" => Url(text) is { } url && HasBalancedBraces(url.Path),
        "uuid" => text.Length == 36 && Guid.TryParseExact(text, "D", out _),
        "regex" => SchemaPattern.TryCompile(text, out _),
        "json-pointer" => IsPointer(text),
        "relative-json-pointer" => IsRelativePointer(text),
        _ => true,
    };

    private static bool IsTime(string text, string layout)
    {
        try
        {
            GoTimeParser.Check(layout, text);
            return true;
        }
        catch (RefusedOperandException)
        {
            return false;
        }
    }

    private static GoUrl? Url(string text)
    {
        if (text.Contains('\\', StringComparison.Ordinal))
        {
            return null;
        }
        try
        {
            return GoUrl.Parse(text);
        }
        catch (RefusedOperandException)
        {
            return null;
        }
    }

    private static bool IsLabel(string label) =>
        label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-' && label.All(c => char.IsAsciiLetterOrDigit(c) || c == '-');

    private static bool IsEmail(string text)
    {
        // "Name <address>" is allowed, as in mail headers.
        if (text.EndsWith('>') && text.IndexOf('<', StringComparison.Ordinal) is >= 0 and var open)
        {
            text = text[(open + 1)..^1];
        }
        text = text.Trim();
        var at = text.LastIndexOf('@');
        if (at <= 0 || at == text.Length - 1)
        {
            return false;
        }
        var (local, domain) = (text[..at], text[(at + 1)..]);
        var isQuoted = local.Length > 2 && local[0] == '"' && local[^1] == '"';
        return (isQuoted || IsDotAtom(local))
            && (IsDotAtom(domain) || (domain[0] == '[' && domain[^1] == ']' && IpAddressValue.TryParse(domain.AsSpan(1, domain.Length - 2), out _, out _)));
    }

    private static bool IsDotAtom(string text) =>
        text.Split('.').All(part => part.Length > 0 && part.All(c => c > 0x7f || char.IsAsciiLetterOrDigit(c) || "!#$%&'*+-/=?^_`{|}~".Contains(c, StringComparison.Ordinal)));

    private static bool HasBalancedBraces(string path)
    {
        var isOpen = false;
        foreach (var c in path)
        {
            if (c == '{')
            {
                isOpen = true;
            }
            else if (c == '}')
            {
                isOpen = false;
            }
        }
        return !isOpen;
    }

    private static bool IsPointer(string text)
    {
        if (text.Length == 0)
        {
            return true;
        }
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '~' && (i + 1 >= text.Length || text[i + 1] is not ('0' or '1')))
            {
                return false;
            }
        }
        return text[0] == '/';
    }

    private static bool IsRelativePointer(string text)
    {
        var digits = text.TakeWhile(char.IsAsciiDigit).Count();
        return digits > 0 && (digits == 1 || text[0] != '0') && (text[digits..] == "#" || IsPointer(text[digits..]));
    }
}
