using Bylaw.Rego.Values;
using CsCheck;
using static Bylaw.Rego.Tests.Builtins.Calls;

namespace Bylaw.Rego.Tests.Builtins;

public sealed class DocumentBuiltinTests
{
    private static readonly Gen<RegoValue> _values = Gen.Recursive<RegoValue>((depth, inner) => depth > 3
        ? Gen.Int[0, 9].Select(i => RegoValue.From(i))
        : Gen.OneOf(
            Gen.Int[0, 9].Select(i => RegoValue.From(i)),
            Gen.String[Gen.Char["abc"], 0, 2].Select(s => RegoValue.From(s)),
            Gen.Const(RegoValue.Null),
            Gen.Bool.Select(b => RegoValue.From(b)),
            inner.Array[0, 3].Select(items => RegoValue.From(RegoArray.Create(items))),
            inner.Array[0, 3].Select(items => RegoValue.From(RegoSet.Create(items))),
            Gen.Select(Gen.String[Gen.Char["abc"], 1, 2], inner).Array[0, 3]
                .Select(pairs => RegoValue.From(RegoObject.Create([.. pairs.Select(p => (RegoValue.From(p.Item1), p.Item2))])))));

    [Fact]
    public void The_order_of_values_is_total() => Gen.Select(_values, _values, _values).Sample((a, b, c) =>
        Math.Sign(a.CompareTo(b)) == -Math.Sign(b.CompareTo(a))
        && (a.CompareTo(b) == 0) == a.Equals(b)
        && (!a.Equals(b) || a.GetHashCode() == b.GetHashCode())
        && (a.CompareTo(b) > 0 || b.CompareTo(c) > 0 || a.CompareTo(c) <= 0));

    [Fact]
    public void Adding_and_removing_leaves_the_document_as_it_was() => Gen.Select(_values, _values).Sample((document, value) =>
    {
        var target = RegoValue.From(RegoObject.Create(("doc", document)));
        var patches = RegoArray.Create(
            RegoObject.Create(("op", "add"), ("path", "/new"), ("value", value)),
            RegoObject.Create(("op", "test"), ("path", "/new"), ("value", value)),
            RegoObject.Create(("op", "move"), ("from", "/new"), ("path", "/newer")),
            RegoObject.Create(("op", "remove"), ("path", "/newer")));
        return Call("json.patch", target, patches).Equals(target);
    });

    [Fact]
    public void Replacing_each_value_by_itself_changes_nothing() => _values.Sample(generated =>
    {
        // Without sets: a member that loses an item is another member, and its old path leads nowhere.
        var document = RegoValue.FromJson(generated.ToJson());
        foreach (var pair in Call("walk", document).AsArray().AsSpan())
        {
            var patch = RegoObject.Create(("op", "replace"), ("path", pair.Get(0)), ("value", pair.Get(1)));
            if (!Call("json.patch", document, RegoArray.Create(patch)).Equals(document))
            {
                return false;
            }
        }
        return true;
    });

    [Fact]
    public void Sets_unite_and_intersect_by_the_laws() => Gen.Select(_values.Array[0, 5], _values.Array[0, 5]).Sample((a, b) =>
    {
        var (x, y) = (Set(a), Set(b));
        return Call("minus", Call("or", x, y), y).Equals(Call("minus", x, y)) && Call("and", x, y).Equals(Call("minus", x, Call("minus", x, y)));
    });

    [Fact]
    public void Yaml_that_was_written_reads_back() => _values.Sample(document =>
        Call("yaml.unmarshal", Call("yaml.marshal", document)).Equals(RegoValue.FromJson(document.ToJson())));

    [Theory]
    [InlineData("a: yes\nb: 010\nc: 1.50\nd: \"no\"\n2: x\n", """{"2":"x","a":true,"b":8,"c":1.5,"d":"no"}""")]
    [InlineData("base: &b {x: 1, z: 2}\nuse:\n  <<: *b\n  z: 3\n", """{"base":{"x":1,"z":2},"use":{"x":1,"z":3}}""")]
    [InlineData("", "null")]
    public void Yaml_reads_as_Go_reads_it(string yaml, string json) => Assert.Equal(json, Call("yaml.unmarshal", yaml).ToJson());

    [Fact]
    public void Yaml_is_written_in_block_style() =>
        Assert.Equal("a:\n- 1\n- b: x\n  c: \"true\"\nd: {}\ne: |-\n  l1\n  l2\n", Call("yaml.marshal", Json("""{"a":[1,{"b":"x","c":"true"}],"d":{},"e":"l1\nl2"}""")).AsString());

    [Fact]
    public void Paths_in_a_graph_end_before_they_come_back() => Assert.Equal(
        "{[\"a\", \"b\"], [\"a\", \"c\"]}",
        Call("graph.reachable_paths", Json("""{"a":["b","c"],"b":["a"],"c":[]}"""), Json("""["a"]""")).ToString());

    [Fact]
    public void Printing_goes_through_the_combinations_of_its_operands()
    {
        var lines = new List<string>();
        var context = new Bylaw.Rego.Builtins.BuiltinContext(Bylaw.Rego.Builtins.BuiltinHost.Default) { Print = lines.Add };

        CallIn(context, "internal.print", RegoArray.Create(Set("x"), Set(1, 2), Set()));

        Assert.Equal(["x 1 <undefined>", "x 2 <undefined>"], lines);
    }

    [Fact]
    public void Random_results_stay_the_same_within_a_query()
    {
        var context = new Bylaw.Rego.Builtins.BuiltinContext(Bylaw.Rego.Builtins.BuiltinHost.Default);

        Assert.Equal(CallIn(context, "uuid.rfc4122", "k"), CallIn(context, "uuid.rfc4122", "k"));
        Assert.NotEqual(CallIn(context, "uuid.rfc4122", "k"), CallIn(context, "uuid.rfc4122", "l"));
        Assert.Equal(4, Call("uuid.parse", CallIn(context, "uuid.rfc4122", "k")).Get("version"));
    }
}
