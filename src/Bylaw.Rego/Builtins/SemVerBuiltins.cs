using System.Globalization;
using Bylaw.Rego.Builtins.GoText;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>Semantic versions.</summary>
internal static class SemVerBuiltins
{
    /// <summary>Compares two semantic versions: -1, 0 or 1. A leading `v` and the build metadata do not count.</summary>
    [Builtin("semver.compare", "(a: string, b: string) -> number")]
    internal static RegoValue Compare(BuiltinContext context, string a, string b)
    {
        if (!Version.TryParse(a, out var left))
        {
            return context.Fail($"operand 1: string {GoQuote.Quote(a)} is not a valid SemVer");
        }
        return Version.TryParse(b, out var right) ? left.CompareTo(right) : context.Fail($"operand 2: string {GoQuote.Quote(b)} is not a valid SemVer");
    }

    /// <summary>Tells whether a value is a semantic version.</summary>
    [Builtin("semver.is_valid", "(vsn: any) -> boolean")]
    internal static bool IsValid(in RegoValue vsn) => vsn.TryGetString(out var text) && Version.TryParse(text, out _);

    /// <summary>A version as semver.org has it.</summary>
    private readonly record struct Version(long Major, long Minor, long Patch, string PreRelease)
    {
        public static bool TryParse(string text, out Version version)
        {
            version = default;
            var body = text.StartsWith('v') ? text[1..] : text;
            var (core, metadata) = Cut(body, '+');
            (core, var preRelease) = Cut(core, '-');
            var parts = core.Split('.');
            if (!AreIdentifiers(metadata) || !AreIdentifiers(preRelease) || parts.Length != 3
                || !TryParsePart(parts[0], out var major) || !TryParsePart(parts[1], out var minor) || !TryParsePart(parts[2], out var patch))
            {
                return false;
            }
            version = new Version(major, minor, patch, preRelease);
            return true;
        }

        public long CompareTo(in Version other)
        {
            var order = (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));
            if (order != 0 || PreRelease == other.PreRelease)
            {
                return order;
            }
            if (PreRelease.Length == 0 || other.PreRelease.Length == 0)
            {
                return PreRelease.Length == 0 ? 1 : -1;
            }
            var mine = PreRelease.Split('.');
            var others = other.PreRelease.Split('.');
            for (var i = 0; i < Math.Min(mine.Length, others.Length); i++)
            {
                order = ComparePreRelease(mine[i], others[i]);
                if (order != 0)
                {
                    return order;
                }
            }
            return mine.Length.CompareTo(others.Length);
        }

        private static int ComparePreRelease(string a, string b)
        {
            var aIsNumber = a.All(char.IsAsciiDigit);
            var bIsNumber = b.All(char.IsAsciiDigit);
            if (aIsNumber != bIsNumber)
            {
                return aIsNumber ? -1 : 1;
            }
            if (!aIsNumber)
            {
                return Math.Sign(string.CompareOrdinal(a, b));
            }
            var (x, y) = (a.TrimStart('0'), b.TrimStart('0'));
            return x.Length != y.Length ? x.Length.CompareTo(y.Length) : Math.Sign(string.CompareOrdinal(x, y));
        }

        private static (string Before, string After) Cut(string text, char separator)
        {
            var index = text.IndexOf(separator, StringComparison.Ordinal);
            return index < 0 ? (text, "") : (text[..index], text[(index + 1)..]);
        }

        private static bool TryParsePart(string text, out long value) =>
            long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);

        private static bool AreIdentifiers(string text) =>
            text.Length == 0 || text.Split('.').All(part => part.Length > 0 && part.All(c => char.IsAsciiLetterOrDigit(c) || c == '-'));
    }
}
