using System.Collections.Concurrent;
using System.Globalization;

namespace Bylaw.Rego.Builtins.Time;

/// <summary>A place's clocks: what offset from UTC they keep, and what it is called.</summary>
internal sealed class Zone
{
    private static readonly ConcurrentDictionary<string, Zone> _known = new(StringComparer.Ordinal);
    private readonly TimeZoneInfo? _rules;

    private Zone(string name, TimeZoneInfo? rules)
    {
        Name = name;
        _rules = rules;
    }

    internal static Zone Utc { get; } = new("UTC", null);

    internal string Name { get; }

    /// <summary>Finds a place by its name in the tz database; the empty name is UTC.</summary>
    internal static bool TryFind(string name, out Zone zone)
    {
        switch (name)
        {
            case "" or "UTC":
                zone = Utc;
                return true;
            case "Local":
                zone = new Zone("Local", TimeZoneInfo.Local);
                return true;
        }
        if (_known.TryGetValue(name, out zone!))
        {
            return true;
        }
        // The name becomes a path below the database: never let it climb out.
        if (name.Contains("..", StringComparison.Ordinal) || name[0] is '/' or '\\' || name.Contains('\\')
            || !TimeZoneInfo.TryFindSystemTimeZoneById(name, out var rules)
            || !rules.HasIanaId)
        {
            zone = Utc;
            return false;
        }
        zone = _known.GetOrAdd(name, new Zone(name, rules));
        return true;
    }

    /// <summary>Returns the offset in force at a moment, and its abbreviation (<c>EST</c>, <c>+04</c>).</summary>
    internal (int OffsetSeconds, string Abbreviation) At(long unixSeconds)
    {
        if (_rules is null)
        {
            return (0, "UTC");
        }
        var moment = DateTimeOffset.FromUnixTimeSeconds(Math.Clamp(unixSeconds, -62_135_596_800, 253_402_300_799));
        var offset = (int)_rules.GetUtcOffset(moment).TotalSeconds;
        var name = _rules.IsDaylightSavingTime(moment) ? _rules.DaylightName : _rules.StandardName;
        return (offset, IsAbbreviation(name) ? name : Numeric(offset));
    }

    // With invariant globalization the names are the database's abbreviations; a host with ICU has long names instead.
    private static bool IsAbbreviation(string name) =>
        name.Length is >= 3 and <= 6 && name.All(c => char.IsAsciiLetterUpper(c) || char.IsAsciiDigit(c) || c is '+' or '-');

    private static string Numeric(int offset)
    {
        var minutes = Math.Abs(offset) / 60;
        var text = (offset < 0 ? "-" : "+") + (minutes / 60).ToString("00", CultureInfo.InvariantCulture);
        return minutes % 60 == 0 ? text : text + (minutes % 60).ToString("00", CultureInfo.InvariantCulture);
    }
}
