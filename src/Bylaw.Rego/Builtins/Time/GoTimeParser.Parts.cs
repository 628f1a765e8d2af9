namespace Bylaw.Rego.Builtins.Time;

internal sealed partial class GoTimeParser
{
    /// <summary>Reads one part; false when the text does not fit, with <c>_outOfRange</c> set when it fits but cannot be.</summary>
    private bool TryRead(in LayoutChunk chunk, int next)
    {
        switch (chunk.Part)
        {
            case LayoutPart.Year:
                if (!TryDigits(2, 2, out var shortYear))
                {
                    return false;
                }
                _year = shortYear >= 69 ? 1900 + shortYear : 2000 + shortYear;
                return true;
            case LayoutPart.LongYear:
                var isYear = TryDigits(4, 4, out var longYear);
                _year = longYear;
                return isYear;
            case LayoutPart.Month:
                return TryName(GoTimeFormatter.Months, 3, out _month);
            case LayoutPart.LongMonth:
                return TryName(GoTimeFormatter.Months, 0, out _month);
            case LayoutPart.Weekday:
                return TryName(GoTimeFormatter.Weekdays, 3, out _);
            case LayoutPart.LongWeekday:
                return TryName(GoTimeFormatter.Weekdays, 0, out _);
            case LayoutPart.NumberMonth or LayoutPart.ZeroMonth:
                return TryDigits(chunk.Part == LayoutPart.ZeroMonth ? 2 : 1, 2, out _month) && Within(_month, 1, 12, "month");
            case LayoutPart.Day or LayoutPart.UnderDay or LayoutPart.ZeroDay:
                SkipSpaces(chunk.Part == LayoutPart.UnderDay ? 1 : 0);
                return TryDigits(chunk.Part == LayoutPart.ZeroDay ? 2 : 1, 2, out _day);
            case LayoutPart.UnderYearDay or LayoutPart.ZeroYearDay:
                SkipSpaces(chunk.Part == LayoutPart.UnderYearDay ? 2 : 0);
                return TryDigits(chunk.Part == LayoutPart.ZeroYearDay ? 3 : 1, 3, out _yearDay);
            case LayoutPart.Hour:
                return TryDigits(1, 2, out _hour) && Within(_hour, 0, 23, "hour");
            case LayoutPart.Hour12 or LayoutPart.ZeroHour12:
                return TryDigits(chunk.Part == LayoutPart.ZeroHour12 ? 2 : 1, 2, out _hour) && Within(_hour, 0, 12, "hour");
            case LayoutPart.Minute or LayoutPart.ZeroMinute:
                return TryDigits(chunk.Part == LayoutPart.ZeroMinute ? 2 : 1, 2, out _minute) && Within(_minute, 0, 59, "minute");
            case LayoutPart.Second or LayoutPart.ZeroSecond:
                return TrySecond(chunk, next);
            case LayoutPart.UpperPm:
                return TryHalfDay("AM", "PM");
            case LayoutPart.LowerPm:
                return TryHalfDay("am", "pm");
            case LayoutPart.Offset:
                return TryOffset(chunk);
            case LayoutPart.ZoneName:
                return TryZoneName();
            case LayoutPart.FractionZeros:
                return Rest.Length > chunk.Digits && TryFraction(chunk.Digits + 1);
            case LayoutPart.FractionNines:
                return !FractionFollows(0) || TryFraction(FractionLength());
            default:
                return false;
        }
    }

    private bool TrySecond(in LayoutChunk chunk, int next)
    {
        if (!TryDigits(chunk.Part == LayoutPart.ZeroSecond ? 2 : 1, 2, out _second) || !Within(_second, 0, 59, "second"))
        {
            return false;
        }
        // A fraction after the seconds is read even where the layout has none.
        var following = GoLayout.Next(_layout, next).Part;
        return !FractionFollows(0)
            || following is LayoutPart.FractionZeros or LayoutPart.FractionNines
            || TryFraction(FractionLength());
    }

    private bool FractionFollows(int at) => Rest.Length >= at + 2 && Rest[at] is '.' or ',' && char.IsAsciiDigit(Rest[at + 1]);

    private int FractionLength()
    {
        var length = 1;
        while (length < Rest.Length && char.IsAsciiDigit(Rest[length]))
        {
            length++;
        }
        return length;
    }

    private bool TryFraction(int length)
    {
        var part = Rest[..length];
        if (part[0] is not ('.' or ','))
        {
            return false;
        }
        var nano = 0;
        for (var i = 1; i < 10; i++)
        {
            var digit = i < length ? part[i] - '0' : 0;
            if (digit is < 0 or > 9)
            {
                return false;
            }
            nano = nano * 10 + digit;
        }
        _nano = nano;
        _at += length;
        return true;
    }

    private bool TryHalfDay(string morning, string afternoon)
    {
        var rest = Rest;
        _isAm |= rest.StartsWith(morning, StringComparison.Ordinal);
        _isPm |= rest.StartsWith(afternoon, StringComparison.Ordinal);
        if (!rest.StartsWith(morning, StringComparison.Ordinal) && !rest.StartsWith(afternoon, StringComparison.Ordinal))
        {
            return false;
        }
        _at += 2;
        return true;
    }

    private bool TryOffset(in LayoutChunk chunk)
    {
        if (chunk.UsesZ && Rest.Length > 0 && Rest[0] == 'Z')
        {
            _at++;
            _offset = 0;
            return true;
        }
        var width = 1 + chunk.Digits * 2 + (chunk.HasColons ? chunk.Digits - 1 : 0);
        if (Rest.Length < width)
        {
            return false;
        }
        var part = Rest[..width];
        Span<int> pairs = stackalloc int[3];
        pairs.Clear();
        var at = 1;
        for (var i = 0; i < chunk.Digits; i++)
        {
            if (i > 0 && chunk.HasColons && part[at++] != ':')
            {
                return false;
            }
            if (!char.IsAsciiDigit(part[at]) || !char.IsAsciiDigit(part[at + 1]))
            {
                return false;
            }
            pairs[i] = (part[at] - '0') * 10 + part[at + 1] - '0';
            at += 2;
        }
        if (part[0] is not ('+' or '-'))
        {
            return false;
        }
        _at += width;
        var seconds = (pairs[0] * 60 + pairs[1]) * 60 + pairs[2];
        _offset = part[0] == '-' ? -seconds : seconds;
        // Go lets 24 hours and 60 minutes pass: some people write them.
        return Within(pairs[0], 0, 24, "time zone offset hour")
            && Within(pairs[1], 0, 60, "time zone offset minute")
            && Within(pairs[2], 0, 60, "time zone offset second");
    }

    private bool TryZoneName()
    {
        var rest = Rest;
        if (rest.StartsWith("UTC", StringComparison.Ordinal))
        {
            _offset = 0;
            _at += 3;
            return true;
        }
        var length = ZoneNameLength(rest);
        _at += length;
        return length > 0;
    }

    private static int ZoneNameLength(ReadOnlySpan<char> rest)
    {
        if (rest.Length < 3)
        {
            return 0;
        }
        if (rest.StartsWith("ChST", StringComparison.Ordinal) || rest.StartsWith("MeST", StringComparison.Ordinal))
        {
            return 4;
        }
        if (rest.StartsWith("GMT", StringComparison.Ordinal))
        {
            return 3 + SignedHoursLength(rest[3..]);
        }
        if (rest[0] is '+' or '-')
        {
            return SignedHoursLength(rest);
        }
        var upper = 0;
        while (upper < 6 && upper < rest.Length && char.IsAsciiLetterUpper(rest[upper]))
        {
            upper++;
        }
        return upper switch
        {
            5 when rest[4] == 'T' => 5,
            4 when rest[3] == 'T' || rest.StartsWith("WITA", StringComparison.Ordinal) => 4,
            3 => 3,
            _ => 0,
        };
    }

    private static int SignedHoursLength(ReadOnlySpan<char> rest)
    {
        if (rest.IsEmpty || rest[0] is not ('+' or '-'))
        {
            return 0;
        }
        var length = 1;
        var value = 0;
        while (length < rest.Length && char.IsAsciiDigit(rest[length]))
        {
            value = Math.Min(value * 10 + rest[length] - '0', 1000);
            length++;
        }
        return length == 1 || value > 23 ? 0 : length;
    }

    private bool TryDigits(int least, int most, out int value)
    {
        value = 0;
        var count = 0;
        while (count < most && count < Rest.Length && char.IsAsciiDigit(Rest[count]))
        {
            value = value * 10 + Rest[count] - '0';
            count++;
        }
        if (count < least)
        {
            return false;
        }
        _at += count;
        return true;
    }

    private bool TryName(string[] names, int prefix, out int number)
    {
        for (var i = 0; i < names.Length; i++)
        {
            var name = prefix == 0 ? names[i] : names[i][..prefix];
            if (Rest.StartsWith(name, StringComparison.OrdinalIgnoreCase))
            {
                _at += name.Length;
                number = i + 1;
                return true;
            }
        }
        number = -1;
        return false;
    }

    private void SkipSpaces(int most)
    {
        while (most-- > 0 && _at < _text.Length && _text[_at] == ' ')
        {
            _at++;
        }
    }

    private bool Within(int value, int least, int most, string what)
    {
        if (value < least || value > most)
        {
            _outOfRange = what;
        }
        return true;
    }
}
