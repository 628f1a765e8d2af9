using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Joins a letter and a combining mark that follows it into the one character that Unicode has for the pair.</summary>
/// <remarks>
/// The runtime leaves this to a platform library that this program does without. The table beside this file holds the primary composites of the
/// Unicode Character Database (two-part canonical decompositions without exclusions); marks are taken in the order they stand in.
/// </remarks>
internal static class TextComposition
{
    private static readonly Lazy<FrozenDictionary<(char Base, char Mark), char>> _pairs = new(Load);

    public static string Compose(string text)
    {
        // Below this no character combines with the one before it.
        if (text.All(c => c < '\u0300'))
        {
            return text;
        }
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (result.Length > 0 && _pairs.Value.TryGetValue((result[^1], c), out var joined))
            {
                result[^1] = joined;
            }
            else
            {
                result.Append(c);
            }
        }
        return result.ToString();
    }

    private static FrozenDictionary<(char Base, char Mark), char> Load()
    {
        using var stream = typeof(TextComposition).Assembly.GetManifestResourceStream("Bylaw.Collectors.Infrastructure.Hcl.composition.txt")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('+', '=').Select(h => (char)int.Parse(h, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToArray())
            .ToFrozenDictionary(p => (p[0], p[1]), p => p[2]);
    }
}
