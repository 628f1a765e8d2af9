using System.Text.RegularExpressions;

namespace Bylaw.Detection.Secrets;

/// <summary>Finds credentials that stand in a fixed syntax: URLs with a password, connection strings, authorisation headers, curl options.</summary>
internal static class CredentialFinder
{
    private static readonly Lazy<Regex> _urlCredential = Linear(@"[A-Za-z][A-Za-z0-9+.-]{1,20}://[^:/?#\[\]@!$&'()*+,;=\s]*:([^:/?#\[\]@!$&'()*+,;=\s]{3,})@[^\s/]");

    private static readonly Lazy<Regex> _authorizationHeader = Linear(@"(?i)\bauthorization[""']?\s{0,3}[:=]\s{0,3}[""']?(?:basic|bearer|token)\s{1,3}([A-Za-z0-9+/=._~-]{16,})");

    private static readonly Lazy<Regex> _curlUser = Linear(@"\s(?:-u|--user)[= \t]{0,5}(?:[""']?([^\s""':]*:[^\s""']{3,}|[^\s""':]{3,}:)[""']?|([^\s""':]+:'[^\s""']{3,}'|[^\s""':]+:""[^\s""']{3,}""|""[^\s""':]+"":""[^\s""']{3,}""))(?:\s|$)");

    private static readonly Lazy<Regex> _curlHeader = Linear(@"\s(?:-H|--header)[= \t]{0,5}[""'](?i:authorization:\s{0,5}(?:basic\s|bearer\s|(?:api-)?token\s)?|(?:x-(?:[a-z]{1,20}-)?)?(?:api-?)?(?:key|token):\s{0,5})([A-Za-z0-9+/=._~@-]{8,})[""']");

    private static readonly Lazy<Regex> _connectionString = Linear(@"(?i)\b(?:password|pwd)=([^;""'\s{}<>%]{4,})(?:;|""|'|$)");

    private static readonly Lazy<Regex> _kubernetesKind = Linear(@"(?im)\bkind:[ \t]*[""']?secret\b");

    private static readonly Lazy<Regex> _kubernetesData = Linear(@"(?m)^[ \t]+[\w.-]{1,80}:[ \t]*(?:(?:\||>[-+]?)\s+)?[""']?([A-Za-z0-9+/]{10,}={0,3})[""']?\s*$");

    /// <summary>Adds what is found to a list.</summary>
    public static void Find(string text, List<SecretSpan> found)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            AddGroups("SECRET_URL_CREDENTIAL", _urlCredential.Value, text, found);
        }
        if (text.Contains("uthorization", StringComparison.OrdinalIgnoreCase))
        {
            AddGroups("SECRET_AUTHORIZATION_HEADER", _authorizationHeader.Value, text, found);
        }
        if (text.Contains("curl", StringComparison.Ordinal))
        {
            AddGroups("SECRET_CURL_AUTH_USER", _curlUser.Value, text, found);
            AddGroups("SECRET_CURL_AUTH_HEADER", _curlHeader.Value, text, found);
        }
        if (text.Contains("Password=", StringComparison.OrdinalIgnoreCase) || text.Contains("Pwd=", StringComparison.OrdinalIgnoreCase))
        {
            AddGroups("SECRET_CONNECTION_STRING", _connectionString.Value, text, found);
        }
        if (text.Contains("data:", StringComparison.OrdinalIgnoreCase) && _kubernetesKind.Value.IsMatch(text))
        {
            FindKubernetes(text, found);
        }
    }

    /// <summary>Values count in the document that says it is a secret; a file may hold several between lines of three dashes.</summary>
    private static void FindKubernetes(string text, List<SecretSpan> found)
    {
        var start = 0;
        while (start < text.Length)
        {
            var next = text.IndexOf("\n---", start, StringComparison.Ordinal);
            var end = next < 0 ? text.Length : next + 1;
            var document = text[start..end];
            if (_kubernetesKind.Value.IsMatch(document) && document.Contains("data:", StringComparison.OrdinalIgnoreCase))
            {
                AddGroups("SECRET_KUBERNETES_SECRET_YAML", _kubernetesData.Value, document, found, start);
            }
            start = next < 0 ? text.Length : next + 4;
        }
    }

    private static void AddGroups(string type, Regex pattern, string text, List<SecretSpan> found, int offset = 0)
    {
        foreach (Match match in pattern.Matches(text))
        {
            var value = match.Groups[1].Success ? match.Groups[1] : match.Groups[^1];
            if (value.Success && !Placeholders.IsPlaceholder(value.ValueSpan) && !value.ValueSpan.Contains("${", StringComparison.Ordinal) && !value.ValueSpan.Contains(":$", StringComparison.Ordinal) && !value.ValueSpan.StartsWith("$") && !IsTemplate(value.ValueSpan) && !IsDummy(value.ValueSpan))
            {
                found.Add(new(type, offset + value.Index, value.Length, 0.85));
            }
        }
    }

    /// <summary>A place to fill in: signs of a template around a word. What stands in braces and mixes letters and digits is no word that anybody replaces.</summary>
    private static bool IsTemplate(ReadOnlySpan<char> value)
    {
        if (!value.ContainsAny("<*[{"))
        {
            return false;
        }
        var held = value[(value.LastIndexOf(':') + 1)..].Trim("\"'");
        return !(held.Length >= 12 && held[0] == '{' && held[^1] == '}' && !held[1..^1].ContainsAny("<*[{_-. ") && held.ContainsAnyInRange('0', '9') && held.ContainsAnyInRange('a', 'z') && held.ContainsAnyInRange('A', 'Z'));
    }

    private static bool IsDummy(ReadOnlySpan<char> value)
    {
        var password = value[(value.LastIndexOf(':') + 1)..].Trim("\"'");
        return password is "yyy" or "xxx" or "pass" or "password" or "passwd" or "pwd" or "token" or "test" or "changeme" or "changeit" or "secret_here";
    }

    /// <summary>Builds a pattern on the engine whose time is linear in the text.</summary>
    private static Lazy<Regex> Linear(string pattern) => new(() => new Regex(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant));
}
