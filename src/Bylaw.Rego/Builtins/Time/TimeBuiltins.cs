using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Time;

/// <summary>Built-ins on moments: nanoseconds since 1970, alone or with a zone and a layout.</summary>
internal static class TimeBuiltins
{
    private const string Moment = "any<number, array<number, string>>";

    /// <summary>Returns the time at which the query started, in nanoseconds since 1970.</summary>
    [Builtin("time.now_ns", "() -> number", Effect = BuiltinEffect.OncePerQuery)]
    internal static long NowNs(BuiltinContext context) => context.QueryTimeNs;

    /// <summary>Reads <paramref name="value"/> in a Go layout, or in a layout of Go's named by its constant, as nanoseconds since 1970.</summary>
    [Builtin("time.parse_ns", "(layout: string, value: string) -> number")]
    internal static RegoValue ParseNs(BuiltinContext context, string layout, string value) =>
        Parse(context, GoLayout.Resolve(layout), value);

    /// <summary>Reads <paramref name="value"/> in RFC 3339 form as nanoseconds since 1970.</summary>
    [Builtin("time.parse_rfc3339_ns", "(value: string) -> number")]
    internal static RegoValue ParseRfc3339Ns(BuiltinContext context, string value) =>
        Parse(context, GoLayout.Resolve("RFC3339"), value);

    /// <summary>Returns the nanoseconds of a length of time such as <c>1h30m</c>.</summary>
    [Builtin("time.parse_duration_ns", "(duration: string) -> number")]
    internal static RegoValue ParseDurationNs(BuiltinContext context, string duration)
    {
        try
        {
            return GoDuration.Parse(duration);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    /// <summary>Writes a moment: in RFC 3339 form, or in the layout that stands third in the array.</summary>
    [Builtin("time.format", "(x: any<number, array<number, string>, array<number, string, string>>) -> string")]
    internal static RegoValue Format(BuiltinContext context, RegoValue x)
    {
        if (!TryRead(context, x, out var time, out var layout))
        {
            return default;
        }
        return GoTimeFormatter.Format(time, GoLayout.Resolve(layout.Length == 0 ? "RFC3339Nano" : layout));
    }

    /// <summary>Returns year, month and day of a moment.</summary>
    [Builtin("time.date", "(x: " + Moment + ") -> array<number, number, number>")]
    internal static RegoValue Date(BuiltinContext context, RegoValue x) =>
        TryRead(context, x, out var time, out _) ? RegoArray.Create(time.Year, (long)time.Month, (long)time.Day) : default(RegoValue);

    /// <summary>Returns hour, minute and second of a moment.</summary>
    [Builtin("time.clock", "(x: " + Moment + ") -> array<number, number, number>")]
    internal static RegoValue Clock(BuiltinContext context, RegoValue x) =>
        TryRead(context, x, out var time, out _)
            ? RegoArray.Create((long)time.Hour, (long)time.Minute, (long)time.Second)
            : default(RegoValue);

    /// <summary>Returns the English name of a moment's day of the week.</summary>
    [Builtin("time.weekday", "(x: " + Moment + ") -> string")]
    internal static RegoValue Weekday(BuiltinContext context, RegoValue x) =>
        TryRead(context, x, out var time, out _) ? GoTimeFormatter.Weekdays[time.Weekday] : default(RegoValue);

    /// <summary>Adds years, months and days to a moment's date; a day past its month runs over into the next.</summary>
    [Builtin("time.add_date", "(ns: number, years: number, months: number, days: number) -> number")]
    internal static RegoValue AddDate(BuiltinContext context, RegoValue ns, long years, long months, long days)
    {
        if (!TryRead(context, ns, out var time, out _))
        {
            return default;
        }
        return time.TryAddDate(years, months, days, out var result) ? result : context.Fail("time outside of valid range");
    }

    /// <summary>Returns the years, months, days, hours, minutes and seconds between two moments, in the zone of the first.</summary>
    [Builtin("time.diff", "(ns1: " + Moment + ", ns2: " + Moment + ") -> array<number, number, number, number, number, number>")]
    internal static RegoValue Diff(BuiltinContext context, RegoValue ns1, RegoValue ns2)
    {
        if (!TryRead(context, ns1, out var first, out _) || !TryRead(context, ns2, out var second, out _))
        {
            return default;
        }
        second = second.In(first.Zone);
        var (early, late) = first.Nanoseconds <= second.Nanoseconds ? (first, second) : (second, first);
        return Between(early, late);
    }

    private static RegoArray Between(in GoTime early, in GoTime late)
    {
        var seconds = late.Second - early.Second;
        var minutes = late.Minute - early.Minute + Borrow(ref seconds, 60);
        var hours = late.Hour - early.Hour + Borrow(ref minutes, 60);
        var days = late.Day - early.Day + Borrow(ref hours, 24);
        // A day is borrowed at the length of the month that the earlier moment lies in.
        var months = late.Month - early.Month + Borrow(ref days, GoTime.DaysInMonth(early.Year, early.Month));
        var years = late.Year - early.Year + Borrow(ref months, 12);
        return RegoArray.Create(years, (long)months, (long)days, (long)hours, (long)minutes, (long)seconds);
    }

    private static int Borrow(ref int amount, int size)
    {
        if (amount >= 0)
        {
            return 0;
        }
        amount += size;
        return -1;
    }

    private static RegoValue Parse(BuiltinContext context, string layout, string value)
    {
        try
        {
            return GoTimeParser.Parse(layout, value);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message);
        }
    }

    private static bool TryRead(BuiltinContext context, in RegoValue operand, out GoTime time, out string layout)
    {
        time = default;
        layout = "";
        var zone = Zone.Utc;
        var number = operand;
        if (operand.TryGetArray(out var parts) && parts.Count > 0)
        {
            number = parts[0];
            if (parts.Count > 1 && !TryReadZone(context, parts[1], out zone))
            {
                return false;
            }
            if (parts.Count > 2)
            {
                if (!parts[2].TryGetString(out var text))
                {
                    context.FailOperand(1, parts[2], "string");
                    return false;
                }
                layout = text;
            }
        }
        else if (!operand.IsNumber)
        {
            context.FailOperand(1, operand, "either number (ns) or [number (ns), string (tz)]");
            return false;
        }
        if (!number.IsNumber)
        {
            context.FailOperand(1, number, "number");
            return false;
        }
        if (!number.TryGetInt64(out var nanoseconds))
        {
            context.Fail("timestamp too big");
            return false;
        }
        time = new GoTime(nanoseconds, zone);
        return true;
    }

    private static bool TryReadZone(BuiltinContext context, in RegoValue operand, out Zone zone)
    {
        zone = Zone.Utc;
        if (!operand.TryGetString(out var name))
        {
            context.FailOperand(1, operand, "string");
            return false;
        }
        if (!Zone.TryFind(name, out zone))
        {
            context.Fail($"unknown time zone {name}");
            return false;
        }
        return true;
    }
}
