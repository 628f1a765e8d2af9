# METADATA
# title: What infrastructure rules share
# description: |
#   Reads one path of a resource as known, unknown until apply, or absent with the provider's default, and turns what was seen into findings.
#   A check is an object {path, status, expected, actual}; its status is "pass", "fail" or "unknown". Nothing unknown ever passes.
package bylaw.lib.infra

# Resources of the given types, with their index so that a finding can point at the evidence.
of_types(types) := {i: r |
	some i, r in input.infra.resources
	r.type in types
}

# The values written at a path, or the documented default where nothing is written.
default values(_, _) := []

values(r, path) := r.at[path].values

values(r, path) := [r.defaults[path]] if not _is_written(r, path)

# Blocks written at a path.
default blocks(_, _) := []

blocks(r, path) := r.at[path].blocks

_is_written(r, path) if r.at[path]

_is_written(r, path) if is_unknown(r, path)

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
_all_status(_, _, found, fitting, _) := "fail" if count(found) > count(fitting)

_all_status(r, path, found, fitting, _) := "unknown" if {
	count(found) == count(fitting)
	is_unknown(r, path)
}

_all_status(r, path, found, fitting, _) := "pass" if {
	count(found) == count(fitting)
	count(found) > 0
	not is_unknown(r, path)
}

_all_status(r, path, [], _, absent) := absent if not is_unknown(r, path)

# Something that is not empty is written at the path.
is_present(r, path) := _check(r, path, _present_status(r, path), "a value")

_present_status(r, path) := "pass" if _has_value(r, path)

_present_status(r, path) := "pass" if {
	not _has_value(r, path)
	_is_reference(r, path)
}

_present_status(r, path) := "unknown" if {
	not _has_value(r, path)
	not _is_reference(r, path)
	_maybe_there(r, path)
}

_present_status(r, path) := "fail" if {
	not _has_value(r, path)
	not _is_reference(r, path)
	not _maybe_there(r, path)
}

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
either(a, b) := b if b.status == "pass"

either(a, b) := a if {
	b.status != "pass"
	a.status == "pass"
}

either(a, b) := object.union(a, {"status": "unknown"}) if {
	not "pass" in {a.status, b.status}
	"unknown" in {a.status, b.status}
}

either(a, b) := a if {
	a.status == "fail"
	b.status == "fail"
}

# A check whose status a control has worked out by itself. What it needs below the path and is not known makes a failure unknown.
custom(r, path, holds, expected) := _check(r, path, "pass", expected) if holds == true

custom(r, path, holds, expected) := _check(r, path, "unknown", expected) if {
	holds == false
	_maybe_there(r, path)
}

custom(r, path, holds, expected) := _check(r, path, "fail", expected) if {
	holds == false
	not _maybe_there(r, path)
}

_check(r, path, status, expected) := {
	"path": path,
	"status": status,
	"expected": expected,
	"actual": _actual(r, path),
}

_actual(r, path) := sprintf("not known before apply (%s)", [r.unknown[path].reason])

_actual(r, path) := "not known before apply" if {
	not r.unknown[path]
	is_unknown(r, path)
}

_actual(r, path) := sprintf("absent; the provider's default is %v", [r.defaults[path]]) if not is_unknown(r, path)

_actual(r, path) := "absent" if {
	not is_unknown(r, path)
	not _is_default(r, path)
	not r.at[path]
}

_actual(r, path) := concat(", ", [sprintf("%v", [v]) | some v in r.at[path].values]) if {
	r.at[path].values
	not is_unknown(r, path)
}

_actual(r, path) := "a block" if {
	not is_unknown(r, path)
	r.at[path]
	not r.at[path].values
}

_is_default(r, path) if not is_null(object.get(r.defaults, path, null))

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
	"file": object.get(_location(r, check.path), "file", ""),
	"line": object.get(_location(r, check.path), "line", 1),
	"column": object.get(_location(r, check.path), "column", 1),
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
_location(r, path) := object.union(_source(r), _place(r.at[path])) if r.at[path].line

_location(r, path) := object.union(_source(r), _place(r.unknown[path])) if {
	not r.at[path].line
	r.unknown[path].line
}

_location(r, path) := _source(r) if {
	not r.at[path].line
	not r.unknown[path].line
}

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
