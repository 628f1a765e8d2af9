# METADATA
# title: Days, moments and periods
# description: |
#   A day is its first second in UTC unless it is asked for its end. A period of 365 days in a law is a calendar year, so it is counted in years and days.
package bylaw.lib.when

now := instant(input.context.now)

instant(text) := time.parse_rfc3339_ns(sprintf("%sT00:00:00Z", [text])) if count(text) == 10

instant(text) := time.parse_rfc3339_ns(text) if count(text) > 10

# The last second of a day; a moment is its own end.
end_of(text) := time.parse_rfc3339_ns(sprintf("%sT23:59:59Z", [text])) if count(text) == 10

end_of(text) := time.parse_rfc3339_ns(text) if count(text) > 10

is_past(text) if end_of(text) < now

# Years of 365 days are calendar years.
after(text, days) := time.add_date(instant(text), floor(days / 365), 0, days % 365)

older_than(text, days) if after(text, days) < now

# What lies in the future has not happened.
in_future(text) if instant(text) > now

# The end of the last day of a period in days: the day of the event itself does not count.
deadline(text, days) := time.parse_rfc3339_ns(sprintf("%sT23:59:59Z", [_day(time.add_date(instant(text), 0, 0, days))]))

_day(ns) := substring(time.format([ns, "UTC", "RFC3339"]), 0, 10)

day(text) := substring(text, 0, 10)
