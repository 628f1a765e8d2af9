using System.Globalization;
using System.Text;

namespace Bylaw.Rego.Builtins.Regexes;

/// <summary>A set of code points as sorted ranges that neither overlap nor touch. Immutable.</summary>
internal sealed class RuneSet
{
    private const int MaxRune = 0x10FFFF;

    private readonly (int First, int Last)[] _ranges;

    private RuneSet((int First, int Last)[] ranges) => _ranges = ranges;

    public static RuneSet All { get; } = new([(0, MaxRune)]);

    public static RuneSet AllButNewline { get; } = new([(0, 9), (11, MaxRune)]);

    public ReadOnlySpan<(int First, int Last)> Ranges => _ranges;

    public static RuneSet Of(IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach (var range in ranges.OrderBy(r => r.First))
        {
            if (merged.Count > 0 && range.First <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, range.Last));
            }
            else
            {
                merged.Add(range);
            }
        }
        return new RuneSet([.. merged]);
    }

    /// <summary>Returns the code points of a general category such as <c>L</c> or <c>Lu</c>.</summary>
    /// <returns>The set, or null for an unknown name.</returns>
    public static RuneSet? OfCategory(string name)
    {
        var categories = Enum.GetValues<UnicodeCategory>().Where(c => Abbreviate(c).StartsWith(name, StringComparison.Ordinal)).ToHashSet();
        if (name.Length is 0 or > 2 || categories.Count == 0)
        {
            return null;
        }
        var ranges = new List<(int, int)>();
        var start = -1;
        for (var rune = 0; rune <= MaxRune + 1; rune++)
        {
            var isIn = rune <= MaxRune && categories.Contains(CharUnicodeInfo.GetUnicodeCategory(rune));
            if (isIn && start < 0)
            {
                start = rune;
            }
            else if (!isIn && start >= 0)
            {
                ranges.Add((start, rune - 1));
                start = -1;
            }
        }
        return new RuneSet([.. ranges]);
    }

    public RuneSet Negate()
    {
        var ranges = new List<(int, int)>();
        var next = 0;
        foreach (var (first, last) in _ranges)
        {
            if (first > next)
            {
                ranges.Add((next, first - 1));
            }
            next = last + 1;
        }
        if (next <= MaxRune)
        {
            ranges.Add((next, MaxRune));
        }
        return new RuneSet([.. ranges]);
    }

    /// <summary>Adds what differs from a member by case only.</summary>
    public RuneSet FoldCase()
    {
        var ranges = new List<(int, int)>(_ranges);
        foreach (var (first, last) in _ranges)
        {
            if (last - first > 0x3000)
            {
                continue; // Ranges so wide hold both cases of what they hold, save at their edges.
            }
            for (var rune = first; rune <= last; rune++)
            {
                ranges.AddRange(CasesOf(rune).Select(r => (r, r)));
            }
        }
        return Of(ranges);
    }

    public bool Contains(int rune)
    {
        var (low, high) = (0, _ranges.Length - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (rune < _ranges[middle].First)
            {
                high = middle - 1;
            }
            else if (rune > _ranges[middle].Last)
            {
                low = middle + 1;
            }
            else
            {
                return true;
            }
        }
        return false;
    }

    private static IEnumerable<int> CasesOf(int rune)
    {
        if (!Rune.IsValid(rune))
        {
            yield break;
        }
        var value = new Rune(rune);
        yield return Rune.ToLowerInvariant(value).Value;
        yield return Rune.ToUpperInvariant(value).Value;
        // The few letters whose third form is reached through neither case of the other two.
        switch (rune)
        {
            case 'k' or 'K':
                yield return 0x212A;
                break;
            case 's' or 'S':
                yield return 0x17F;
                break;
            case 0xE5 or 0xC5:
                yield return 0x212B;
                break;
            case 0x212A:
                yield return 'K';
                yield return 'k';
                break;
            case 0x17F:
                yield return 'S';
                yield return 's';
                break;
            case 0x212B:
                yield return 0xE5;
                yield return 0xC5;
                break;
        }
    }

    private static string Abbreviate(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => "Lu",
        UnicodeCategory.LowercaseLetter => "Ll",
        UnicodeCategory.TitlecaseLetter => "Lt",
        UnicodeCategory.ModifierLetter => "Lm",
        UnicodeCategory.OtherLetter => "Lo",
        UnicodeCategory.NonSpacingMark => "Mn",
        UnicodeCategory.SpacingCombiningMark => "Mc",
        UnicodeCategory.EnclosingMark => "Me",
        UnicodeCategory.DecimalDigitNumber => "Nd",
        UnicodeCategory.LetterNumber => "Nl",
        UnicodeCategory.OtherNumber => "No",
        UnicodeCategory.SpaceSeparator => "Zs",
        UnicodeCategory.LineSeparator => "Zl",
        UnicodeCategory.ParagraphSeparator => "Zp",
        UnicodeCategory.Control => "Cc",
        UnicodeCategory.Format => "Cf",
        UnicodeCategory.Surrogate => "Cs",
        UnicodeCategory.PrivateUse => "Co",
        UnicodeCategory.ConnectorPunctuation => "Pc",
        UnicodeCategory.DashPunctuation => "Pd",
        UnicodeCategory.OpenPunctuation => "Ps",
        UnicodeCategory.ClosePunctuation => "Pe",
        UnicodeCategory.InitialQuotePunctuation => "Pi",
        UnicodeCategory.FinalQuotePunctuation => "Pf",
        UnicodeCategory.OtherPunctuation => "Po",
        UnicodeCategory.MathSymbol => "Sm",
        UnicodeCategory.CurrencySymbol => "Sc",
        UnicodeCategory.ModifierSymbol => "Sk",
        UnicodeCategory.OtherSymbol => "So",
        _ => "Cn",
    };
}
