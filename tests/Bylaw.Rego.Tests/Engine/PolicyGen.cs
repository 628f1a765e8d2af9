using System.Text.RegularExpressions;
using Bylaw.Rego.Values;
using CsCheck;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>Makes up small policies and inputs in which rules, functions, negation, iteration and indexes meet.</summary>
internal static class PolicyGen
{
    private static readonly Gen<string> _word = Pick("\"a\"", "\"b\"", "\"ab\"", "\"\"", "1", "2", "true", "null");

    private static readonly Gen<string> _field = Pick("input.x", "input.y", "input.z.w", "input.list[0]");

    private static readonly Gen<string> _operator = Pick("==", "!=", "<", "<=", ">", ">=");

    private static readonly Gen<string> _plain = Gen.OneOf(
        Gen.Select(_field, _word, (f, w) => $"{f} == {w}"),
        Gen.Select(_field, _operator, _word, (f, o, w) => $"{f} {o} {w}"),
        Gen.Select(_field, _word, _word, (f, a, b) => $"{f} in {{{a}, {b}}}"),
        Gen.Select(_field, f => $"startswith({f}, \"a\")"),
        Gen.Select(_field, f => $"not {f}"),
        Gen.Select(_field, _word, (f, w) => $"not {f} == {w}"),
        Gen.Select(_field, f => f),
        Gen.Select(_word, w => $"some v in input.list; v == {w}"),
        Gen.Select(_word, w => $"input.list[_] == {w}"),
        Gen.Select(_operator, _word, (o, w) => $"every v in input.list {{ v {o} {w} }}"),
        Gen.Select(_operator, Gen.Int[0, 3], (o, n) => $"count([v | some v in input.list; v != \"a\"]) {o} {n}"),
        Gen.Select(_field, f => $"is_string({f})"),
        Gen.Select(_field, Gen.Int[0, 2], (f, n) => $"r{n} == {f}"));

    private static Gen<T> Pick<T>(params T[] values) => Gen.Int[0, values.Length - 1].Select(i => values[i]);

    private static Gen<string> Literal(int rule) => rule == 0
        ? _plain.Where(l => !l.Contains("r0 ", StringComparison.Ordinal) && !l.Contains("r1 ", StringComparison.Ordinal) && !l.Contains("r2 ", StringComparison.Ordinal))
        : Gen.OneOf(
            _plain.Where(l => !l.StartsWith('r')),
            Gen.Int[0, rule - 1].Select(n => $"r{n}"),
            Gen.Int[0, rule - 1].Select(n => $"not r{n}"),
            Gen.Select(Gen.Int[0, rule - 1], _field, (n, f) => $"r{n} == {f}"),
            Gen.Select(Gen.Int[0, rule - 1], _field, (n, f) => $"{f} in s{n}"),
            Gen.Select(Gen.Int[0, rule - 1], _field, (n, f) => $"f{n}({f}, 1)"),
            Gen.Select(Gen.Int[0, rule - 1], _field, _word, (n, f, w) => $"f{n}({f}, {w}) == input.y"));

    private static Gen<string> Body(int rule) => Literal(rule).Array[1, 3].Select(ls => string.Join("; ", ls.Select((l, i) => Regex.Replace(l, @"\bv\b", $"v{i}"))));

    private static Gen<string> Rules(int rule) => Gen.Select(
        Gen.Select(Body(rule), _word, (b, w) => $"r{rule} := {w} if {{ {b} }}").Array[1, 1],
        Gen.Bool,
        Gen.Select(_word, Body(rule), (w, b) => $"s{rule} contains {w} if {{ {b} }}").Array[1, 5],
        Gen.Select(_word, Body(rule), (w, b) => $"f{rule}({w}, y) := y if {{ {b} }}").Array[1, 5],
        Gen.Select(Body(rule), Body(rule), (a, b) => $"e{rule} := 1 if {{ {a} }} else := 2 if {{ {b} }} else := 3"),
        (complete, hasDefault, sets, functions, chain) => string.Join(
            "\n", complete.Concat(hasDefault ? [$"default r{rule} := false"] : []).Concat(sets).Concat(functions).Append(chain)));

    /// <summary>Gets made-up modules of package <c>a</c>.</summary>
    public static Gen<string> Module { get; } =
        Gen.Select(Rules(0), Rules(1), Rules(2), (a, b, c) => $"package a\n\n{a}\n{b}\n{c}\n");

    private static readonly Gen<RegoValue> _value = Pick<RegoValue>("a", "b", "ab", "abc", 1, 2, 3, true, RegoValue.False, RegoValue.Null);

    /// <summary>Gets made-up inputs; each field may be missing.</summary>
    public static Gen<RegoValue> Input { get; } = Gen.Select(
        _value, _value, _value, _value.Array[0, 4], Gen.Int[0, 15],
        (x, y, w, list, present) =>
        {
            var input = new ObjectBuilder();
            if ((present & 1) == 0)
            {
                input.Set("x", x);
            }
            if ((present & 2) == 0)
            {
                input.Set("y", y);
            }
            if ((present & 4) == 0)
            {
                input.Set("z", RegoObject.Create(("w", w)));
            }
            input.Set("list", RegoArray.Create(list));
            return (RegoValue)input.Build();
        });
}
