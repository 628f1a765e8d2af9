using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Assessment;

/// <summary>Reads what a rule's <c>findings</c> set holds.</summary>
internal static class RuleFindings
{
    /// <summary>Reads findings: objects with <c>message</c>, or plain strings.</summary>
    /// <exception cref="FormatException">A finding has no message.</exception>
    public static ImmutableArray<RuleFinding> Read(RegoValue value, FilePlace? place)
    {
        if (!value.TryGetSet(out var set))
        {
            return [];
        }
        var findings = ImmutableArray.CreateBuilder<RuleFinding>(set.Count);
        foreach (var item in set)
        {
            if (item.TryGetString(out var text))
            {
                findings.Add(new RuleFinding(text, null, null, [], place));
                continue;
            }
            if (!item.Get("message").TryGetString(out var message))
            {
                throw new FormatException("a finding must be a text or an object with `message`");
            }
            findings.Add(new RuleFinding(message, Text(item, "expected"), Text(item, "actual"), Fields(item), PlaceOf(item) ?? place));
        }
        return findings.ToImmutable();
    }

    private static string? Text(RegoValue item, string key)
    {
        var value = item.Get(key);
        return !value.IsDefined ? null : value.TryGetString(out var text) ? text : value.ToJson();
    }

    private static ImmutableArray<string> Fields(RegoValue item)
    {
        var fields = item.Get("fields");
        return fields.TryGetArray(out var array) ? [.. array.AsSpan().ToArray().Where(f => f.IsString).Select(f => f.AsString())] : [];
    }

    private static FilePlace? PlaceOf(RegoValue item) =>
        item.Get("file").TryGetString(out var file) ? new FilePlace(file, item.Get("line").TryGetInt64(out var line) ? (int)line : 1) : null;
}
