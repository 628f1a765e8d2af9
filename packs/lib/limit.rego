# METADATA
# title: Where a limit comes from
# description: Status and source of a parameter in a few words, as messages show it beside the value.
package bylaw.lib.limit

default source(_) := ""

source(name) := sprintf(" (%s)", [input.limits[name]])

# Files hold binary numbers: 0.6 less 0.5 is not quite 0.1. What differs by less than a billionth is equal; nothing else is rounded.
above(value, limit) if value - limit > 0.000000001

below(value, limit) if limit - value > 0.000000001

# A number as messages show it: six digits behind the point, and none too many.
shown(number) := round(number * 1000000) / 1000000
