using System.Text.RegularExpressions;
using Bylaw.Collectors.Datasets.Screening;
using Bylaw.Detection;

namespace Bylaw.Collectors.Code.Prompts;

/// <summary>Counts what does not belong into a prompt: secrets, hidden or planted instructions, and rules about who may do what.</summary>
/// <param name="SecretHits">Secrets.</param>
/// <param name="InjectionHits">Places that try to override instructions, or that a reader cannot see.</param>
/// <param name="AccessRuleHits">Sentences that grant or refuse access, which belong into code.</param>
internal sealed partial record PromptText(int SecretHits, int InjectionHits, int AccessRuleHits)
{
    /// <summary>Looks at a prompt.</summary>
    public static PromptText Read(string text, Detector detector)
    {
        var plain = InjectedInstructions.Plain(text);
        return new PromptText(
            detector.Scan(text).Count,
            _override.Count(plain) + Hidden().Count(text),
            AccessRule().Count(plain));
    }

    private static readonly Regex _override = new(
        string.Join('|',
            @"\b(?:ignore|disregard|forget|override|bypass)\b[^.\n]{0,40}\b(?:previous|prior|above|earlier|all|any|your|system|safety)\b[^.\n]{0,30}\b(?:instruction|prompt|rule|guideline|polic|restriction|filter)\w*",
            @"\b(?:you are now|act as|pretend to be)\b[^.\n]{0,30}\b(?:dan|jailbr\w+|unrestricted|uncensored|developer mode|without (?:any )?(?:rules|restrictions|limits))",
            @"<\|(?:im_start|im_end|system|endoftext)\|>"),
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);

    // Characters that print nothing: zero-width signs, direction overrides and the tag block that repeats ASCII unseen.
    [GeneratedRegex(@"[\u200B\u200C\u2060\u202A-\u202E\u2066-\u2069]+|(?:\uDB40[\uDC20-\uDC7F])+|<!--[^>]{0,400}\b(?:ignore|instruction|secret|assistant)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Hidden();

    [GeneratedRegex(
        @"\b(?:only|unless)\b[^.\n]{0,40}\b(?:admins?|administrators?|managers?|employees|staff|authori[sz]ed users?|premium (?:users|customers)|owner)\b[^.\n]{0,30}\b(?:may|can|are allowed|is allowed|have access)\b|\bif (?:the )?user(?:'s role)? is (?:an? )?(?:admin|administrator|manager|employee|owner)\b|\b(?:the )?(?:admin )?(?:password|passphrase|access code|pin) is\b|\b(?:grant|give|allow) (?:full |admin )?access\b[^.\n]{0,30}\b(?:if|when|only)\b",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex AccessRule();
}
