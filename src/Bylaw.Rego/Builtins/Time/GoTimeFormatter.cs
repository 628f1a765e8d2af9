using System.Globalization;
using System.Text;

namespace Bylaw.Rego.Builtins.Time;

/// <summary>Writes moments in Go's layouts.</summary>
internal static class GoTimeFormatter
{
    internal static readonly string[] Months =
        ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"];

    internal static readonly string[] Weekdays = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

    /// <summary>Writes a moment.</summary>
    /// <param name="time">The moment.</param>
    /// <param name="layout">A Go layout, not a layout's name.</param>
    internal static string Format(in GoTime time, string layout)
    {
        var text = new StringBuilder(layout.Length + 16);
        var position = 0;
        while (position < layout.Length)
        {
            var chunk = GoLayout.Next(layout, position);
            text.Append(layout, position, chunk.Start - position);
            Append(text, time, layout, chunk);
            position = chunk.Start + chunk.Length;
        }
        return text.ToString();
    }

    private static void Append(StringBuilder text, in GoTime time, string layout, in LayoutChunk chunk)
    {
        var hour12 = time.Hour % 12 == 0 ? 12 : time.Hour % 12;
        switch (chunk.Part)
        {
            case LayoutPart.Year:
                Number(text, Math.Max(time.Year, 0) % 100, 2);
                break;
            case LayoutPart.LongYear:
                Number(text, time.Year, 4);
                break;
            case LayoutPart.Month:
                text.Append(Months[time.Month - 1], 0, 3);
                break;
            case LayoutPart.LongMonth:
                text.Append(Months[time.Month - 1]);
                break;
            case LayoutPart.NumberMonth:
                Number(text, time.Month, 0);
                break;
            case LayoutPart.ZeroMonth:
                Number(text, time.Month, 2);
                break;
            case LayoutPart.Weekday:
                text.Append(Weekdays[time.Weekday], 0, 3);
                break;
            case LayoutPart.LongWeekday:
                text.Append(Weekdays[time.Weekday]);
                break;
            case LayoutPart.Day:
                Number(text, time.Day, 0);
                break;
            case LayoutPart.UnderDay:
                text.Append(time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2));
                break;
            case LayoutPart.ZeroDay:
                Number(text, time.Day, 2);
                break;
            case LayoutPart.UnderYearDay:
                text.Append(time.YearDay.ToString(CultureInfo.InvariantCulture).PadLeft(3));
                break;
            case LayoutPart.ZeroYearDay:
                Number(text, time.YearDay, 3);
                break;
            case LayoutPart.Hour:
                Number(text, time.Hour, 2);
                break;
            case LayoutPart.Hour12:
                Number(text, hour12, 0);
                break;
            case LayoutPart.ZeroHour12:
                Number(text, hour12, 2);
                break;
            case LayoutPart.Minute:
                Number(text, time.Minute, 0);
                break;
            case LayoutPart.ZeroMinute:
                Number(text, time.Minute, 2);
                break;
            case LayoutPart.Second:
                Number(text, time.Second, 0);
                break;
            case LayoutPart.ZeroSecond:
                Number(text, time.Second, 2);
                break;
            case LayoutPart.UpperPm:
                text.Append(time.Hour >= 12 ? "PM" : "AM");
                break;
            case LayoutPart.LowerPm:
                text.Append(time.Hour >= 12 ? "pm" : "am");
                break;
            case LayoutPart.ZoneName:
                text.Append(time.Abbreviation);
                break;
            case LayoutPart.Offset:
                Offset(text, time.OffsetSeconds, chunk);
                break;
            case LayoutPart.FractionZeros or LayoutPart.FractionNines:
                Fraction(text, time.Nano, layout[chunk.Start], chunk);
                break;
        }
    }

    private static void Offset(StringBuilder text, int offset, in LayoutChunk chunk)
    {
        if (offset == 0 && chunk.UsesZ)
        {
            text.Append('Z');
            return;
        }
        // Go takes the sign from whole minutes: thirty seconds west of Greenwich are still "+".
        text.Append(offset / 60 < 0 ? '-' : '+');
        var seconds = Math.Abs(offset);
        Number(text, seconds / 3600, 2);
        if (chunk.Digits >= 2)
        {
            text.Append(chunk.HasColons ? ":" : "");
            Number(text, seconds / 60 % 60, 2);
        }
        if (chunk.Digits == 3)
        {
            text.Append(chunk.HasColons ? ":" : "");
            Number(text, seconds % 60, 2);
        }
    }

    private static void Fraction(StringBuilder text, int nano, char point, in LayoutChunk chunk)
    {
        var digits = nano.ToString("000000000", CultureInfo.InvariantCulture).AsSpan();
        digits = digits[..Math.Min(chunk.Digits, 9)];
        if (chunk.Part == LayoutPart.FractionNines)
        {
            digits = digits.TrimEnd('0');
            if (digits.IsEmpty)
            {
                return;
            }
        }
        text.Append(point).Append(digits);
        text.Append('0', Math.Max(0, chunk.Part == LayoutPart.FractionZeros ? chunk.Digits - 9 : 0));
    }

    private static void Number(StringBuilder text, long value, int width)
    {
        if (value < 0)
        {
            text.Append('-');
            value = -value;
        }
        text.Append(value.ToString(CultureInfo.InvariantCulture).PadLeft(width, '0'));
    }
}
