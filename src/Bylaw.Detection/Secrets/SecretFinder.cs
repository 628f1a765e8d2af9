using System.Buffers;

namespace Bylaw.Detection.Secrets;

/// <summary>A secret in a text, by characters.</summary>
internal readonly record struct SecretSpan(string Type, int Start, int Length, double Score);

/// <summary>Finds secrets: provider tokens by form or by name, private keys, credentials in URLs and headers, and values given to secret names.</summary>
internal static class SecretFinder
{
    private static readonly SearchValues<string> _words = SearchValues.Create([.. SecretRule.ByWord.Keys], StringComparison.OrdinalIgnoreCase);

    private static readonly string[] _wordsByLength = [.. SecretRule.ByWord.Keys.OrderByDescending(w => w.Length)];

    private const int FormReach = 6000;

    /// <summary>Finds every secret in a text.</summary>
    public static List<SecretSpan> Find(string text, LiteralStyle style = LiteralStyle.Unknown)
    {
        var found = new List<SecretSpan>();
        FindByRules(text, found);
        CredentialFinder.Find(text, found);
        NamedSecretFinder.Find(text, found);
        PasswordFinder.Find(text, style, found);
        return Best(found);
    }

    private static void FindByRules(string text, List<SecretSpan> found)
    {
        var at = 0;
        while (at < text.Length && text.AsSpan(at).IndexOfAny(_words) is var next && next >= 0)
        {
            at += next;
            foreach (var word in _wordsByLength)
            {
                if (string.Compare(text, at, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0)
                {
                    foreach (var rule in SecretRule.ByWord[word])
                    {
                        Apply(rule, text, at, word.Length, found);
                    }
                }
            }
            at++;
        }
    }

    private static void Apply(SecretRule rule, string text, int at, int length, List<SecretSpan> found)
    {
        if (rule.IsNear)
        {
            if (IsNaturalCase(text.AsSpan(at, length)) && Assignment.TryReadValue(text, at + length, out var start, out var end) && end - start < 400 && rule.Fits(text[start..end]) && IsPlausible(rule, text.AsSpan(start, end - start)))
            {
                found.Add(new(rule.Type, start, end - start, 0.8));
            }
            return;
        }

        // A form may begin before its required word (a host inside a URL): look a little to the left, then take the match that covers the word.
        var from = Math.Max(0, at - 90);
        var window = text.Substring(from, Math.Min(text.Length - from, FormReach));
        for (var match = rule.Match(window, rule.Id is "sourcegraph-access-token" or "facebook-access-token" ? 0 : Math.Max(0, at - from - LookBack(rule))); match.Success; match = rule.Match(window, match.Index + 1))
        {
            var place = from + match.Index;
            if (place > at + (rule.Id is "sourcegraph-access-token" or "facebook-access-token" or "airtable-personnal-access-token" ? 400 : 0))
            {
                return;
            }
            if (StandsAlone(text, place, match.Length, rule) && IsPlausible(rule, match.ValueSpan))
            {
                found.Add(new(rule.Type, place, match.Length, 0.9));
                return;
            }
        }
    }

    private static int LookBack(SecretRule rule) => rule.Id is "slack-webhook-url" or "microsoft-teams-webhook" or "sidekiq-sensitive-url" or "openai-api-key" or "hashicorp-tf-api-token" or
        "azure-ad-client-secret" or "maxmind-license-key" or "telegram-bot-token" or "discord-bot-token" or "mailchimp-api-key" or "npm-registry-token" ? 90 : 0;

    /// <summary>A token is not the middle of a longer word.</summary>
    private static bool StandsAlone(string text, int start, int length, SecretRule rule)
    {
        var end = start + length;
        if (rule.Id is "putty-private-key" or "slack-webhook-url" or "microsoft-teams-webhook" or "nuget-config-password" or "freemius-secret-key" or "gitlab-session-cookie" or "otp-uri" or "npm-registry-token" or "softlayer-api-key" or "aws-amazon-bedrock-api-key-short-lived" or "pypi-upload-token" or "sidekiq-sensitive-url")
        {
            return true;
        }
        if (rule.Id == "private-key")
        {
            return HasBody(text, end);
        }
        return (start == 0 || !(IsWord(text[start - 1]) || text[start - 1] == '.')) && (end >= text.Length || !IsWord(text[end]));
    }

    private static bool IsWord(char c) => char.IsAsciiLetterOrDigit(c) || c == '_';

    private static bool IsPlausible(SecretRule rule, ReadOnlySpan<char> value) =>
        (rule.LeastEntropy == 0 || Entropy.Of(value) >= rule.LeastEntropy) && !Placeholders.IsPlaceholder(Held(rule, value)) &&
        (value.Length < 20 || value.ContainsAnyInRange('0', '9') || rule.Id.StartsWith("huggingface", StringComparison.Ordinal) || rule.Id is "private-key" or "nuget-config-password" or "putty-private-key" or "cloudant-credentials") &&
        (rule.Id != "jwt" || JsonWebToken.HasHeader(value)) &&
        (rule.Id != "gcp-api-key" || !Placeholders.IsPublished(value));

    /// <summary>The value inside a form that has words around it.</summary>
    private static ReadOnlySpan<char> Held(SecretRule rule, ReadOnlySpan<char> value)
    {
        var at = rule.Id == "nuget-config-password" ? value.IndexOf("value=\"", StringComparison.OrdinalIgnoreCase) : -1;
        var held = at < 0 ? value : value[(at + 7)..];
        var end = at < 0 ? -1 : held.IndexOf('"');
        return end < 0 ? held : held[..end];
    }

    /// <summary>A provider's word stands in lower case, in capitals or capitalised; other mixtures come from two words that meet (setSysctl).</summary>
    private static bool IsNaturalCase(ReadOnlySpan<char> word) => NamedSecretFinder.IsNaturalCase(word);

    /// <summary>A key block that ends at once is an example; one that is cut off after its head is not known to be.</summary>
    private static bool HasBody(string text, int end)
    {
        var next = text.AsSpan(end).IndexOf("-----", StringComparison.Ordinal);
        return next is < 0 or >= 64;
    }

    /// <summary>Keeps the best reading where two overlap.</summary>
    private static List<SecretSpan> Best(List<SecretSpan> found)
    {
        found.Sort(static (a, b) => a.Score != b.Score ? b.Score.CompareTo(a.Score) : b.Length.CompareTo(a.Length));
        var kept = new List<SecretSpan>();
        foreach (var span in found)
        {
            if (!kept.Exists(k => span.Start < k.Start + k.Length && k.Start < span.Start + span.Length))
            {
                kept.Add(span);
            }
        }
        kept.Sort(static (a, b) => a.Start.CompareTo(b.Start));
        return kept;
    }
}
