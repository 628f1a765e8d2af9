namespace Bylaw.Rego.Builtins.Time;

/// <summary>Names the parts that a Go time layout can hold.</summary>
internal enum LayoutPart
{
    None,
    LongMonth,
    Month,
    NumberMonth,
    ZeroMonth,
    LongWeekday,
    Weekday,
    Day,
    UnderDay,
    ZeroDay,
    UnderYearDay,
    ZeroYearDay,
    Hour,
    Hour12,
    ZeroHour12,
    Minute,
    ZeroMinute,
    Second,
    ZeroSecond,
    LongYear,
    Year,
    UpperPm,
    LowerPm,
    ZoneName,
    Offset,
    FractionZeros,
    FractionNines,
}

/// <summary>One part of a layout: where it stands and what it asks for.</summary>
/// <param name="Part">What it asks for; none at the end of the layout.</param>
/// <param name="Start">Where it starts in the layout.</param>
/// <param name="Length">How many characters of the layout it takes.</param>
/// <param name="Digits">For fractions, the number of digits; for offsets, the number of digit pairs (1 to 3).</param>
internal readonly record struct LayoutChunk(LayoutPart Part, int Start, int Length, int Digits = 0)
{
    /// <summary>Gets whether the offset has colons between its pairs.</summary>
    internal bool HasColons { get; init; }

    /// <summary>Gets whether the offset is written <c>Z</c> for UTC.</summary>
    internal bool UsesZ { get; init; }
}

/// <summary>Reads Go time layouts, which show how the moment <c>Mon Jan 2 15:04:05 MST 2006</c> would be written.</summary>
internal static class GoLayout
{
    private static readonly (string Text, int Pairs, bool Colons)[] _offsets =
        [("070000", 3, false), ("07:00:00", 3, true), ("0700", 2, false), ("07:00", 2, true), ("07", 1, false)];

    /// <summary>Replaces the name of a layout of Go's time package by the layout.</summary>
    internal static string Resolve(string layout) => layout switch
    {
        "ANSIC" => "Mon Jan _2 15:04:05 2006",
        "UnixDate" => "Mon Jan _2 15:04:05 MST 2006",
        "RubyDate" => "Mon Jan 02 15:04:05 -0700 2006",
        "RFC822" => "02 Jan 06 15:04 MST",
        "RFC822Z" => "02 Jan 06 15:04 -0700",
        "RFC850" => "Monday, 02-Jan-06 15:04:05 MST",
        "RFC1123" => "Mon, 02 Jan 2006 15:04:05 MST",
        "RFC1123Z" => "Mon, 02 Jan 2006 15:04:05 -0700",
        "RFC3339" => "2006-01-02T15:04:05Z07:00",
        "RFC3339Nano" => "2006-01-02T15:04:05.999999999Z07:00",
        _ => layout,
    };

    /// <summary>Finds the first part at or after a position.</summary>
    internal static LayoutChunk Next(string layout, int from)
    {
        for (var i = from; i < layout.Length; i++)
        {
            var chunk = At(layout, i);
            if (chunk.Part != LayoutPart.None)
            {
                return chunk;
            }
        }
        return new LayoutChunk(LayoutPart.None, layout.Length, 0);
    }

    private static LayoutChunk At(string layout, int i)
    {
        var rest = layout.AsSpan(i);
        switch (rest[0])
        {
            case 'J' when rest.StartsWith("January", StringComparison.Ordinal):
                return new(LayoutPart.LongMonth, i, 7);
            case 'J' when rest.StartsWith("Jan", StringComparison.Ordinal) && !LowerCaseFollows(rest):
                return new(LayoutPart.Month, i, 3);
            case 'M' when rest.StartsWith("Monday", StringComparison.Ordinal):
                return new(LayoutPart.LongWeekday, i, 6);
            case 'M' when rest.StartsWith("Mon", StringComparison.Ordinal) && !LowerCaseFollows(rest):
                return new(LayoutPart.Weekday, i, 3);
            case 'M' when rest.StartsWith("MST", StringComparison.Ordinal):
                return new(LayoutPart.ZoneName, i, 3);
            case '0' when rest.Length >= 2 && rest[1] is >= '1' and <= '6':
                return new(ZeroPadded(rest[1]), i, 2);
            case '0' when rest.StartsWith("002", StringComparison.Ordinal):
                return new(LayoutPart.ZeroYearDay, i, 3);
            case '1':
                return rest.StartsWith("15", StringComparison.Ordinal) ? new(LayoutPart.Hour, i, 2) : new(LayoutPart.NumberMonth, i, 1);
            case '2':
                return rest.StartsWith("2006", StringComparison.Ordinal) ? new(LayoutPart.LongYear, i, 4) : new(LayoutPart.Day, i, 1);
            case '_' when rest.StartsWith("_2006", StringComparison.Ordinal):
                return new(LayoutPart.LongYear, i + 1, 4);
            case '_' when rest.StartsWith("_2", StringComparison.Ordinal):
                return new(LayoutPart.UnderDay, i, 2);
            case '_' when rest.StartsWith("__2", StringComparison.Ordinal):
                return new(LayoutPart.UnderYearDay, i, 3);
            case '3':
                return new(LayoutPart.Hour12, i, 1);
            case '4':
                return new(LayoutPart.Minute, i, 1);
            case '5':
                return new(LayoutPart.Second, i, 1);
            case 'P' when rest.StartsWith("PM", StringComparison.Ordinal):
                return new(LayoutPart.UpperPm, i, 2);
            case 'p' when rest.StartsWith("pm", StringComparison.Ordinal):
                return new(LayoutPart.LowerPm, i, 2);
            case '-' or 'Z':
                return Offset(rest, i);
            case '.' or ',' when rest.Length >= 2 && rest[1] is '0' or '9':
                return Fraction(rest, i);
            default:
                return default;
        }
    }

    private static LayoutPart ZeroPadded(char digit) => digit switch
    {
        '1' => LayoutPart.ZeroMonth,
        '2' => LayoutPart.ZeroDay,
        '3' => LayoutPart.ZeroHour12,
        '4' => LayoutPart.ZeroMinute,
        '5' => LayoutPart.ZeroSecond,
        _ => LayoutPart.Year,
    };

    private static LayoutChunk Offset(ReadOnlySpan<char> rest, int start)
    {
        foreach (var (text, pairs, colons) in _offsets)
        {
            if (rest[1..].StartsWith(text, StringComparison.Ordinal))
            {
                return new(LayoutPart.Offset, start, text.Length + 1, pairs) { HasColons = colons, UsesZ = rest[0] == 'Z' };
            }
        }
        return default;
    }

    private static LayoutChunk Fraction(ReadOnlySpan<char> rest, int start)
    {
        var end = 1;
        while (end < rest.Length && rest[end] == rest[1])
        {
            end++;
        }
        // A digit after the run makes it a number of another kind, such as a version.
        if (end < rest.Length && char.IsAsciiDigit(rest[end]))
        {
            return default;
        }
        return new(rest[1] == '0' ? LayoutPart.FractionZeros : LayoutPart.FractionNines, start, end, end - 1);
    }

    private static bool LowerCaseFollows(ReadOnlySpan<char> rest) => rest.Length > 3 && char.IsAsciiLetterLower(rest[3]);
}
