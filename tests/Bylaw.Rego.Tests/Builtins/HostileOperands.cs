using System.Text;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Builtins;

/// <summary>Operands that make a call work: long, deep, many, with much to find in them.</summary>
internal static class HostileOperands
{
    private const int Many = 100_000;

    private static readonly string _long = new('a', 1 << 20);

    private static readonly Dictionary<string, RegoValue[]> _byKind = new(StringComparer.Ordinal)
    {
        ["null"] = [RegoValue.Null],
        ["boolean"] = [true],
        ["string"] = [.. Texts().Select(t => (RegoValue)t)],
        ["number"] = [.. Numbers().Select(n => RegoValue.FromNumberText(n))],
        ["array"] = [.. Arrays()],
        ["object"] = [.. Objects()],
        ["set"] = [.. Sets()],
    };

    /// <summary>Lists operands that a type takes, or seems to take.</summary>
    public static RegoValue[] For(RegoType type) => [.. KindsOf(type.ToString()).SelectMany(kind => _byKind[kind])];

    private static IEnumerable<string> KindsOf(string type)
    {
        if (type == "any")
        {
            return _byKind.Keys;
        }
        if (type.StartsWith("any<", StringComparison.Ordinal))
        {
            return SplitTop(type[4..^1]).SelectMany(KindsOf).Distinct();
        }
        return [_byKind.Keys.First(kind => type.StartsWith(kind, StringComparison.Ordinal))];
    }

    private static IEnumerable<string> SplitTop(string list)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < list.Length; i++)
        {
            depth += list[i] is '<' or '[' ? 1 : list[i] is '>' or ']' ? -1 : 0;
            if (list[i] == ',' && depth == 0)
            {
                yield return list[start..i].Trim();
                start = i + 1;
            }
        }
        yield return list[start..].Trim();
    }

    private static IEnumerable<string> Texts() =>
    [
        "",
        "a",
        _long,
        Repeat("a,", 300_000),
        Repeat("é\U0001F600", 150_000),
        Repeat("%1000000d", 500),
        Repeat("[", Many),
        Repeat("{\"a\":", Many),
        "[" + Repeat("1,", 300_000) + "1]",
        new('9', Many),
        "1e1000000",
        "1e999999",
        "::/0",
        "10.0.0.0/8",
        "((a*)*)*b",
        "(a{1,30}){1,30}b",
        "(.*a){20}.",
        "{{range .a}}{{range $.a}}{{range $.a}}{{range $.a}}x{{end}}{{end}}{{end}}{{end}}",
        "a: &a [x,x,x,x,x,x,x,x,x]\n" + string.Concat("bcdefghi".Select((c, i) => $"{c}: &{c} [{string.Join(',', Enumerable.Repeat("*" + (char)('a' + i), 9))}]\n")),
        "{" + Repeat("a{b}", Many / 10) + "}",
        "{a " + string.Concat(Enumerable.Range(0, 60).Select(i => $"...f{i} ")) + "}" + string.Concat(Enumerable.Range(0, 60).Select(i => $"fragment f{i} on Q {{a b{i}:a ...f{(i + 1) % 60} ...f{(i + 7) % 60}}} ")),
        "type Query { a: Query b: Query }",
        Repeat("%2e=%26&", 50_000),
        "1.2.3-" + Repeat("9.", 50_000) + "1",
        "-----BEGIN CERTIFICATE-----\n" + Convert.ToBase64String(Encoding.ASCII.GetBytes(_long)) + "\n-----END CERTIFICATE-----\n",
        Repeat("YWFh", 100_000) + "." + Repeat("YWFh", 100_000) + "." + Repeat("YWFh", 1_000),
        Repeat("1h", 100_000),
        Repeat("*", 1_000) + "b",
        Repeat("{a,", 1_000) + "b" + Repeat("}", 1_000),
        "2006-01-02T15:04:05Z07:00" + Repeat("Monday", 30_000),
    ];

    private static IEnumerable<string> Numbers() =>
        ["0", "-1", "3", "1000000000", "9223372036854775807", "1e1000000", "1e-1000000", "1e99999999999", new('9', 30_000), "0.1"];

    private static IEnumerable<RegoValue> Arrays()
    {
        yield return RegoArray.Empty;
        yield return Array(Many, i => i);
        yield return Array(Many, i => $"name{i}");
        yield return Array(1_000, _ => _long);
        yield return Nested(900, inner => RegoArray.Create(inner));
        var row = (RegoValue)Array(1_000, i => i);
        yield return Array(1_000, _ => row);
        var digits = RegoValue.FromNumberText(new string('7', 5_000));
        yield return Array(1_000, _ => digits);
        yield return Array(3_000, i => $"10.{i / 256}.{i % 256}.0/24");
        var wide = (RegoValue)Object(1_000, i => ($"k{i}", i));
        yield return Array(1_000, _ => wide);
        yield return Array(2_000, i => RegoObject.Create(("op", "add"), ("path", $"/k{i}"), ("value", i)));
        yield return Array(2_000, i => RegoObject.Create(("op", "add"), ("path", "/0"), ("value", i)));
        yield return Array(40, i => RegoObject.Create(("op", "copy"), ("path", "/k1/x"), ("from", "")));
        yield return Array(20, _ => RegoSet.Create([.. Enumerable.Range(0, 20).Select(i => (RegoValue)i)]));
        yield return RegoArray.Create(1_000_000_000_000_000_000, "UTC", "2006-01-02T15:04:05Z07:00" + Repeat("Monday", 30_000));
    }

    private static IEnumerable<RegoValue> Objects()
    {
        yield return RegoObject.Empty;
        yield return Object(Many, i => ($"k{i}", i));
        // Every node leads to every other one.
        yield return Object(30, i => (i, Array(30, n => n)));
        yield return Object(Many, i => (i, RegoArray.Create(i + 1)));
        yield return RegoObject.Create(("a", Array(300, i => i)));
        yield return Object(300, i => ($"{(char)('a' + (i % 26))}{i}", _long));
        yield return RegoObject.Create(("a", _long), ("", _long), ("pretty", true), ("indent", _long));
        yield return Nested(900, inner => RegoObject.Create(("a", inner)));
        yield return RegoObject.Create(("$ref", "#"), ("anyOf", Array(10, _ => RegoObject.Create(("$ref", "#")))));
        yield return RegoObject.Create(("additionalProperties", RegoObject.Create(("$ref", "#"))), ("pattern", "((a*)*)*b"), ("uniqueItems", true));
    }

    private static IEnumerable<RegoValue> Sets()
    {
        yield return RegoSet.Empty;
        yield return RegoSet.Create([.. Enumerable.Range(0, Many).Select(i => (RegoValue)i)]);
        yield return RegoSet.Create([.. Enumerable.Range(0, Many).Select(i => (RegoValue)$"name{i}")]);
        yield return RegoSet.Create(
            [.. Enumerable.Range(0, 300).Select(s => (RegoValue)RegoSet.Create([.. Enumerable.Range(s, 300).Select(i => (RegoValue)i)]))]);
        yield return RegoSet.Create([.. Enumerable.Range(0, 300).Select(i => (RegoValue)(_long + i))]);
    }

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    private static RegoArray Array(int count, Func<int, RegoValue> item) => RegoArray.Create([.. Enumerable.Range(0, count).Select(item)]);

    private static RegoObject Object(int count, Func<int, (RegoValue Key, RegoValue Value)> entry) =>
        RegoObject.Create([.. Enumerable.Range(0, count).Select(entry)]);

    private static RegoValue Nested(int depth, Func<RegoValue, RegoValue> wrap)
    {
        RegoValue value = 1;
        for (var i = 0; i < depth; i++)
        {
            value = wrap(value);
        }
        return value;
    }
}
