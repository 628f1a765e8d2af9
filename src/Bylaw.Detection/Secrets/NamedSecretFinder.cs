using System.Buffers;

namespace Bylaw.Detection.Secrets;

/// <summary>Finds a random-looking value that is given to a name such as <c>api_key</c> or <c>password</c>.</summary>
internal static class NamedSecretFinder
{
    private const double LeastEntropy = 3.5;

    private static readonly string[] _names = ["access", "auth", "api", "credential", "creds", "key", "passwd", "password", "secret", "token", "pwd"];

    private static readonly SearchValues<string> _nameSet = SearchValues.Create(_names, StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds what is found to a list.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        var at = 0;
        while (at < text.Length && text.AsSpan(at).IndexOfAny(_nameSet) is var next && next >= 0)
        {
            at += next;
            var name = Array.Find(_names, n => string.Compare(text, at, n, 0, n.Length, StringComparison.OrdinalIgnoreCase) == 0)!;
            if (Assignment.TryReadValue(text, at + name.Length, out var start, out var end) && Looks(text, at, start, end))
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
        return HasDensePart(value) && !StopWords.Contain(value) && !StopWords.IsPublicName(text.AsSpan(Math.Max(0, nameStart - 20), start - Math.Max(0, nameStart - 20)));
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

    private static readonly SearchValues<char> _valueCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.=-+/");
}
