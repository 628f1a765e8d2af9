# METADATA
# title: What infrastructure rules share
# description: |
#   Reads one path of a resource as known, unknown until apply, or absent with the provider's default, and turns what was seen into findings.
#   A check is an object {path, status, expected, actual}; its status is "pass", "fail" or "unknown". Nothing unknown ever passes.
package bylaw.lib.infra

# Resources of the given types, with their index so that a finding can point at the evidence.
of_types(types) := {i: input.infra.resources[i] |
	some type in types
	some i in _indexes_by_type[type]
}

_indexes_by_type[r.type] contains i if some i, r in input.infra.resources

# The values written at a path, or the documented default where nothing is written.
default values(_, _) := []

values(r, path) := r.at[path].values

values(r, path) := [r.defaults[path]] if {
	not r.at[path]
	not is_unknown(r, path)
}

# Blocks written at a path.
default blocks(_, _) := []

blocks(r, path) := r.at[path].blocks

# A value is unknown when it or anything that holds it is not known before apply.
is_unknown(r, path) if r.unknown[path]

is_unknown(r, path) if {
	some known_prefix, _ in r.unknown
	startswith(path, concat("", [known_prefix, "."]))
}

is_unknown(r, _) if r.unknown["*"]

# Something below the path is unknown: a block may be there with parts that are not known.
_is_unknown_below(r, path) if {
	some inner, _ in r.unknown
	startswith(inner, concat("", [path, "."]))
}

# An unknown that refers to a declared resource will hold something after apply.
_is_reference(r, path) if {
	r.unknown[path].present == true
}

# Compares text without regard to case, and booleans and numbers with the text that some sources write for them.
_plain(v) := lower(sprintf("%v", [v]))

_same(v, wanted) if {
	some w in wanted
	_plain(v) == _plain(w)
}

# Every value at the path is one of those wanted.
is_one_of(r, path, wanted) := _check(r, path, status, sprintf("one of %s", [concat(", ", [sprintf("%v", [w]) | some w in wanted])])) if {
	found := values(r, path)
	status := _all_status(r, path, found, [v | some v in found; _same(v, wanted)], "fail")
}

# No value at the path is one of those refused; an absent value with no default passes when `absent` says so.
is_none_of(r, path, refused, absent) := _check(r, path, status, sprintf("none of %s", [concat(", ", [sprintf("%v", [w]) | some w in refused])])) if {
	found := values(r, path)
	status := _all_status(r, path, found, [v | some v in found; not _same(v, refused)], absent)
}

# Any known value that does not fit decides; then any unknown; then whether there is a value at all.
_all_status(r, path, found, fitting, absent) := "fail" if {
	count(found) > count(fitting)
} else := "unknown" if {
	is_unknown(r, path)
} else := "pass" if {
	count(found) > 0
} else := absent

# Something that is not empty is written at the path.
is_present(r, path) := _check(r, path, _present_status(r, path), "a value")

_present_status(r, path) := "pass" if {
	_has_value(r, path)
} else := "pass" if {
	_is_reference(r, path)
} else := "unknown" if {
	_maybe_there(r, path)
} else := "fail"

_maybe_there(r, path) if is_unknown(r, path)

_maybe_there(r, path) if _is_unknown_below(r, path)

_has_value(r, path) if {
	some v in r.at[path].values
	v != ""
	v != "AWS_OWNED_KMS_KEY"
}

_has_value(r, path) if {
	some b in r.at[path].blocks
	count(b) > 0
}

is_at_most(r, path, limit, absent) := _check(r, path, status, sprintf("at most %v", [limit])) if {
	found := values(r, path)
	status := _all_status(r, path, found, [v | some v in found; to_number(v) <= limit], absent)
}

is_at_least(r, path, limit, absent) := _check(r, path, status, sprintf("at least %v", [limit])) if {
	found := values(r, path)
	status := _all_status(r, path, found, [v | some v in found; to_number(v) >= limit], absent)
}

# Either of two checks is enough; the first speaks for both unless the second passes.
either(a, b) := b if {
	b.status == "pass"
} else := a if {
	a.status == "pass"
} else := object.union(a, {"status": "unknown"}) if {
	"unknown" in {a.status, b.status}
} else := a

# A check whose status a control has worked out by itself. What it needs below the path and is not known makes a failure unknown.
custom(r, path, holds, expected) := _check(r, path, _custom_status(r, path, holds), expected)

_custom_status(_, _, true) := "pass"

_custom_status(r, path, false) := "unknown" if {
	_maybe_there(r, path)
} else := "fail"

_check(r, path, status, expected) := {
	"path": path,
	"status": status,
	"expected": expected,
	"actual": _actual(r, path),
}

_actual(r, path) := sprintf("not known before apply (%s)", [r.unknown[path].reason]) if {
	true
} else := "not known before apply" if {
	is_unknown(r, path)
} else := concat(", ", [sprintf("%v", [v]) | some v in r.at[path].values]) if {
	r.at[path].values
} else := "a block" if {
	r.at[path]
} else := sprintf("absent; the provider's default is %v", [r.defaults[path]]) if {
	true
} else := "absent"

# One finding: what was looked at, what came out, why, where it is written and how to mend it.
finding(control, i, r, check, remedy) := {
	"control": control,
	"subject": r.address,
	"result": check.status,
	"attribute": check.path,
	"expected": check.expected,
	"actual": check.actual,
	"message": _message(r, check, remedy),
	"evidence": [sprintf("/infra/resources/%d", [i])],
	"fields": ["infra.resources"],
	"file": object.get(place, "file", ""),
	"line": object.get(place, "line", 1),
	"column": object.get(place, "column", 1),
} if {
	place := _location(r, check.path)
}

# What must be known before a check can be answered.
open_path(check) := sprintf("infra.after_apply.%s %s", [replace(check.subject, ".", "/"), replace(check.attribute, ".", "/")])

# A parameter of the control, or a document below data.organisation; an empty list is none.
parameter(name) := value if {
	value := input.params[name]
	value != []
} else := data.organisation[name]

_message(r, check, _) := sprintf("%s: %s is %s", [r.address, check.path, check.actual]) if check.status == "pass"

_message(r, check, remedy) := sprintf("%s: %s must be %s, but is %s. %s", [r.address, check.path, check.expected, check.actual, remedy]) if check.status == "fail"

_message(r, check, _) := sprintf("%s: %s must be %s, which is not known before apply", [r.address, check.path, check.expected]) if check.status == "unknown"

# The place of the attribute, of the nearest block that holds it, or of the resource.
_location(r, path) := object.union(_source(r), _place(r.at[path])) if {
	r.at[path].line
} else := object.union(_source(r), _place(r.unknown[path])) if {
	r.unknown[path].line
} else := _source(r)

_place(at) := object.filter(at, ["file", "line", "column"])

default _source(_) := {}

_source(r) := r.source

# Links between resources: the address that an unknown refers to, or a known name.
refers_to(r, path, target) if {
	some at, u in r.unknown
	_below(at, path)
	_target_matches(u.to, target)
}

refers_to(r, path, target) if {
	some v in r.at[path].values
	_names(target)[_] == v
}

_below(at, path) if at == path

_below(at, path) if startswith(at, concat("", [path, "."]))

_target_matches(to, target) if to == target.address

_target_matches(to, target) if startswith(target.address, concat("", [to, "["]))

_names(target) := [v | some p in ["name", "id", "arn"]; some v in target.at[p].values; v != ""]

# The statements of a policy document, written as an object or as JSON text.
statements(r, path) := [s |
	some document in array.concat(blocks(r, path), [json.unmarshal(v) | some v in values(r, path); json.is_valid(v)])
	some s in as_list(object.get(document, "Statement", []))
]

as_list(v) := v if is_array(v)

as_list(v) := [v] if not is_array(v)
