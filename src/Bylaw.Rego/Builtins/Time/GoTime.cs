namespace Bylaw.Rego.Builtins.Time;

/// <summary>A moment with the civil time that a place's clocks show. Years are unbounded, as in Go.</summary>
internal readonly struct GoTime
{
    private const long SecondsPerDay = 86_400;
    private readonly long _localSeconds;

    /// <summary>Makes a moment.</summary>
    /// <param name="nanoseconds">Since 1970-01-01T00:00:00Z.</param>
    /// <param name="zone">The place.</param>
    internal GoTime(long nanoseconds, Zone zone)
    {
        Nanoseconds = nanoseconds;
        Zone = zone;
        var seconds = FloorDivide(nanoseconds, 1_000_000_000);
        Nano = (int)(nanoseconds - seconds * 1_000_000_000);
        (OffsetSeconds, Abbreviation) = zone.At(seconds);
        _localSeconds = seconds + OffsetSeconds;
        (Year, Month, Day) = CivilFromDays(FloorDivide(_localSeconds, SecondsPerDay));
    }

    internal long Nanoseconds { get; }

    internal Zone Zone { get; }

    internal long Year { get; }

    internal int Month { get; }

    internal int Day { get; }

    internal int Nano { get; }

    internal int OffsetSeconds { get; }

    internal string Abbreviation { get; }

    internal int Hour => (int)(SecondOfDay / 3600);

    internal int Minute => (int)(SecondOfDay / 60 % 60);

    internal int Second => (int)(SecondOfDay % 60);

    /// <summary>Gets the day of the week, 0 for Sunday.</summary>
    internal int Weekday => (int)Modulo(FloorDivide(_localSeconds, SecondsPerDay) + 4, 7);

    /// <summary>Gets the day of the year, from 1.</summary>
    internal int YearDay => (int)(DaysFromCivil(Year, Month, Day) - DaysFromCivil(Year, 1, 1)) + 1;

    private long SecondOfDay => Modulo(_localSeconds, SecondsPerDay);

    internal GoTime In(Zone zone) => new(Nanoseconds, zone);

    /// <summary>Adds to the civil date, keeping the clock; a day past the end of its month runs over into the next.</summary>
    /// <returns>False when the result is outside the range of 64-bit nanoseconds.</returns>
    internal bool TryAddDate(long years, long months, long days, out long nanoseconds)
    {
        nanoseconds = 0;
        var month = (Int128)Month - 1 + months;
        var year = (Int128)Year + years + FloorDivide(month, 12);
        // Beyond these bounds nothing comes back into 64-bit nanoseconds short of an equally absurd count of days.
        if (Int128.Abs(year) > 100_000_000_000_000 || Math.Abs((double)days) > 4e16)
        {
            return false;
        }
        var date = (Int128)DaysFromCivil((long)year, (int)Modulo(month, 12) + 1, 1) + Day - 1 + days;
        var local = date * SecondsPerDay + SecondOfDay;
        if (Int128.Abs(local) > 10_000_000_000)
        {
            return false;
        }
        return TryFromLocal((long)local, Nano, Zone, out nanoseconds);
    }

    /// <summary>Finds the moment at which a place's clocks show a civil time; in a gap or an overlap, as Go does.</summary>
    internal static bool TryFromLocal(long localSeconds, int nano, Zone zone, out long nanoseconds)
    {
        // Try the offset in force at the local time read as UTC, then the one at the moment so found.
        var guess = zone.At(localSeconds).OffsetSeconds;
        var seconds = localSeconds - guess;
        var offset = zone.At(seconds).OffsetSeconds;
        if (offset != guess)
        {
            var other = localSeconds - offset;
            seconds = zone.At(other).OffsetSeconds == offset ? other : seconds;
        }
        return TryNanoseconds(seconds, nano, out nanoseconds);
    }

    internal static bool TryNanoseconds(long seconds, int nano, out long nanoseconds)
    {
        var wide = (Int128)seconds * 1_000_000_000 + nano;
        nanoseconds = unchecked((long)wide);
        return nanoseconds == wide;
    }

    internal static int DaysInMonth(long year, int month) =>
        month == 2 ? (IsLeap(year) ? 29 : 28) : month is 4 or 6 or 9 or 11 ? 30 : 31;

    internal static bool IsLeap(long year) => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    /// <summary>Counts the days from 1970-01-01 to a date of the proleptic Gregorian calendar.</summary>
    internal static long DaysFromCivil(long year, int month, int day)
    {
        // Years run from March, so that the leap day is the last of its year.
        var y = month <= 2 ? year - 1 : year;
        var era = FloorDivide(y, 400);
        var yearOfEra = y - era * 400;
        var dayOfYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
        return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468;
    }

    private static (long Year, int Month, int Day) CivilFromDays(long days)
    {
        var shifted = days + 719_468;
        var era = FloorDivide(shifted, 146_097);
        var dayOfEra = shifted - era * 146_097;
        var yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365;
        var dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100);
        var monthFromMarch = (5 * dayOfYear + 2) / 153;
        var day = (int)(dayOfYear - (153 * monthFromMarch + 2) / 5) + 1;
        var month = (int)(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9);
        return (yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day);
    }

    private static long FloorDivide(long value, long by) => value / by - (value % by < 0 ? 1 : 0);

    private static Int128 FloorDivide(Int128 value, long by) => value / by - (value % by < 0 ? 1 : 0);

    private static long Modulo(long value, long by) => (value % by + by) % by;

    private static Int128 Modulo(Int128 value, long by) => (value % by + by) % by;
}
