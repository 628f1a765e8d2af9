using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using CsCheck;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>Scans that are asked for items with certain values.</summary>
public sealed class JoinTests
{
    private const string Module = """
        package a

        t0 := [x | some x in input.xs; x.k == "a"]
        t1 := [[k, x] | some k, x in input.xs; x.k == input.p; x.v == input.q]
        t2 := {[x, y] | some x in input.xs; some y in input.ys; x.k == y.k; y.v == x.v}
        t3 := [[k, l] | some k, x in input.ys; some l, y in input.xs; y.k == x.v]
        t4 := [x | some y in input.xs; some x in input.ys; x == y.v]
        t5 if { some g in gs; g.k == input.p; g.v == input.q }
        gs contains g if { some x in input.xs; some g in data.sets[x.k] }
        t6 := [x | some x in input.xs; x.v.k == "a"]
        t7 := n if n := [x | some x in input.ys; x.k == input.p; x.v == 1] with input.p as "b"
        t8 := [x | some x in input.xs; x.k == input.nothing]
        t9 := n if n := count([x | some x in input.xs; x.k == "a"; f(x)]) with f as g
        f(x) if x.v == 1
        g(x) if x.k
        t10 if { some x in input.set; x.k == input.p }
        """;

    private static readonly RegoValue[] _scalars = ["a", "b", 1, RegoValue.FromJson("1.5"), true, RegoValue.Null];

    private static readonly Gen<RegoValue> _scalar = Gen.Int[0, _scalars.Length - 1].Select(i => Fresh(_scalars[i]));

    private static readonly Gen<RegoValue> _item = Gen.Select(_scalar, _scalar, Gen.Int[0, 5], (k, v, shape) => shape switch
    {
        0 => k,
        1 => RegoObject.Create(("k", k)),
        2 => RegoObject.Create(("v", v), ("k", k)),
        3 => RegoObject.Create(("k", k), ("v", RegoObject.Create(("k", v)))),
        _ => (RegoValue)RegoObject.Create(("k", k), ("v", v)),
    });

    private static readonly Gen<RegoValue> _items = Gen.Select(_item.Array[0, 20], Gen.Int[0, 2], (items, kind) => kind switch
    {
        0 => RegoSet.Create(items),
        1 => RegoObject.Create([.. items.Select((x, i) => (RegoValue.From((7 * i) % 20), x))]),
        _ => (RegoValue)RegoArray.Create(items),
    });

    [Fact]
    public void A_scan_that_asks_for_values_finds_what_one_that_looks_at_every_item_finds()
    {
        var compilation = RegoCompiler.Compile([new SourceText("a.rego", Module)]);
        Assert.Empty(compilation.Diagnostics);
        var queries = Enumerable.Range(0, 11).Select(i => compilation.Policies!.Prepare($"data.a.t{i}").Query!).ToArray();

        Gen.Select(_items, _items, _scalar, _scalar, _item.Array[0, 12]).Sample(
            (xs, ys, p, q, set) =>
            {
                RegoValue input = RegoObject.Create(("xs", xs), ("ys", ys), ("p", p), ("q", q), ("set", RegoSet.Create(set)));
                RegoValue data = RegoObject.Create(("sets", RegoObject.Create(("a", ys), ("b", xs))));
                foreach (var query in queries)
                {
                    var wanted = query.EvaluateValue(input, data, new EvaluationOptions { Explain = true });
                    Assert.Equal(wanted, query.EvaluateValue(input, data));
                }
            },
            iter: 400);
    }

    /// <summary>Strings as documents bring them: equal ones are not always one, and not all carry their hash.</summary>
    private static RegoValue Fresh(RegoValue value) => value.TryGetString(out var text) ? new string(text.AsSpan()) : value;
}
