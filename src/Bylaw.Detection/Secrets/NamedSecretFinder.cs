using System.Buffers;

namespace Bylaw.Detection.Secrets;

/// <summary>Finds a random-looking value that is given to a name such as <c>api_key</c> or <c>password</c>.</summary>
internal static class NamedSecretFinder
{
    private const double LeastEntropy = 3.5;

    private static readonly string[] _names = ["access", "auth", "api", "credential", "creds", "key", "passwd", "password", "secret", "token", "pwd"];

    /// <summary>Gets the words that a name may hold.</summary>
    public static IReadOnlyList<string> Names => _names;

    private static readonly SearchValues<string> _nameSet = SearchValues.Create(_names, StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds what is found to a list.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        var at = 0;
        while (at < text.Length && text.AsSpan(at).IndexOfAny(_nameSet) is var next && next >= 0)
        {
            at += next;
            var name = Array.Find(_names, n => string.Compare(text, at, n, 0, n.Length, StringComparison.OrdinalIgnoreCase) == 0)!;
            if (IsNaturalCase(text.AsSpan(at, name.Length)) && Assignment.TryReadValue(text, at + name.Length, out var start, out var end) && Looks(text, at, start, end))
            {
                found.Add(new("SECRET_GENERIC", start, end - start, 0.6));
                at = end;
            }
            at++;
        }
    }

    private static bool Looks(string text, int nameStart, int start, int end)
    {
        var value = text.AsSpan(start, end - start).TrimEnd(',').TrimEnd(')');
        if (value.Length is < 10 or > 150 || !value.ContainsAnyInRange('0', '9') || value.ContainsAnyExcept(_valueCharacters) || Entropy.Of(value) < LeastEntropy || Placeholders.IsPlaceholder(value))
        {
            return false;
        }
        return HasDensePart(value) && !IsMember(value) && !(IsIdentifierName(text, start) && Guid.TryParseExact(value, "D", out _)) && !StopWords.Contain(value) && !StopWords.IsPublicName(text.AsSpan(Math.Max(0, nameStart - 20), start - Math.Max(0, nameStart - 20)));
    }

    /// <summary>Tells whether the last word of the name before a value is <c>id</c>, <c>uuid</c> or <c>guid</c>: an identifier there names something, as each line of a log does.</summary>
    private static bool IsIdentifierName(string text, int start)
    {
        var name = text.AsSpan(Math.Max(0, start - 12), start - Math.Max(0, start - 12)).TrimEnd(" \t\"'`=:>");
        var word = name[(name.LastIndexOfAnyExcept(_letters) + 1)..];
        return word.Equals("id", StringComparison.OrdinalIgnoreCase) || word.EndsWith("Id", StringComparison.Ordinal) || word.EndsWith("uuid", StringComparison.OrdinalIgnoreCase) || word.EndsWith("guid", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>A name stands in lower case, in capitals or capitalised; other mixtures come from two words that meet (ultraPicture).</summary>
    internal static bool IsNaturalCase(ReadOnlySpan<char> word) => !word[1..].ContainsAnyInRange('A', 'Z') || !word.ContainsAnyInRange('a', 'z');

    /// <summary>A member of something, as code writes it: <c>XSalsa20.key_length</c>. The last part is a name, and no part mixes letters and digits but at its end.</summary>
    private static bool IsMember(ReadOnlySpan<char> value)
    {
        var dot = value.LastIndexOf('.');
        if (dot < 1 || dot == value.Length - 1 || value.ContainsAny('=', '/', '+'))
        {
            return false;
        }
        foreach (var c in value[(dot + 1)..])
        {
            if (!char.IsAsciiLetter(c) && c != '_')
            {
                return false;
            }
        }
        foreach (var range in value[..dot].Split('.'))
        {
            var part = value[..dot][range].TrimEnd("0123456789");
            if (part.Length == 0 || part.ContainsAnyInRange('0', '9'))
            {
                return false;
            }
        }
        return true;
    }

    /// <summary>Words joined by dots and dashes are a name; a secret has one stretch of mixed letters and digits.</summary>
    private static bool HasDensePart(ReadOnlySpan<char> value)
    {
        foreach (var range in value.SplitAny('.', '-', '_', '=', '/'))
        {
            var part = value[range];
            if (part.Length >= 8 && part.ContainsAnyInRange('0', '9') && (part.Length >= 10 || part.IndexOfAnyInRange('0', '9') != part.LastIndexOfAnyInRange('0', '9') || part.Length == value.Length))
            {
                return true;
            }
        }
        return false;
    }

    private static readonly SearchValues<char> _letters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly SearchValues<char> _valueCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.=-+/");
}
