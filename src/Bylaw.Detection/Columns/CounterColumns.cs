namespace Bylaw.Detection.Columns;

/// <summary>Tells columns that count or tell time: their values pass check digits by chance in thousands.</summary>
internal static class CounterColumns
{
    /// <summary>True when nearly all values are whole numbers that fill a narrow range, or are times since 1970.</summary>
    public static bool IsCounter(IReadOnlyCollection<string> distinct)
    {
        long least = long.MaxValue, most = 0;
        var numbers = 0;
        foreach (var value in distinct)
        {
            if (value.Length <= 18 && long.TryParse(value, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number))
            {
                numbers++;
                least = Math.Min(least, number);
                most = Math.Max(most, number);
            }
        }
        if (numbers < distinct.Count * 0.95 || numbers < 3)
        {
            return false;
        }
        var seconds = least >= 900_000_000 && most <= 2_200_000_000;
        var milliseconds = least >= 900_000_000_000 && most <= 2_200_000_000_000;
        var microseconds = least >= 900_000_000_000_000 && most <= 2_200_000_000_000_000;
        return milliseconds || microseconds || (seconds && most - least < 700_000_000 && least > 1_000_000_000) || most - least < numbers * 20L;
    }
}
