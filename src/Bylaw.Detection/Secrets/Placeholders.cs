using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Bylaw.Detection.Catalogue;

namespace Bylaw.Detection.Secrets;

/// <summary>Knows values that only look like secrets: documentation examples and fill-ins.</summary>
internal static class Placeholders
{
    private static readonly string[] _marks = ["EXAMPLE", "xxxxxx", "XXXXXX", "abcdefghijklmnop", "your_", "YOUR_", "<", "${", "{{", "changeme", "placeholder", "redacted"];

    private static readonly FrozenSet<string> _published = CatalogueFile.Read("public-keys.tsv").Select(r => r[0]).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Tells whether a provider published this very key in its samples.</summary>
    public static bool IsPublished(ReadOnlySpan<char> value) =>
        _published.Contains(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(value.ToString())).AsSpan(0, 16)));

    /// <summary>Tells whether a value is a fill-in.</summary>
    public static bool IsPlaceholder(ReadOnlySpan<char> value)
    {
        foreach (var mark in _marks)
        {
            if (value.Contains(mark, StringComparison.Ordinal))
            {
                return true;
            }
        }
        // One character alone, or a variable between percent signs as Windows writes it.
        return value.Length > 4 && (value.IndexOfAnyExcept(value[0]) < 0 || (value[0] == '%' && value[^1] == '%'));
    }
}
