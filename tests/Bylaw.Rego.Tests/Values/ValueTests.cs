using Bylaw.Rego.Values;
using CsCheck;

namespace Bylaw.Rego.Tests.Values;

public sealed class ValueTests
{
    private static readonly Gen<RegoValue> _scalar = Gen.OneOf(
        Gen.Const(RegoValue.Null),
        Gen.Bool.Select(b => RegoValue.From(b)),
        Gen.Long[-5, 5].Select(n => RegoValue.From(n)),
        Pick("1.0", "1.50", "-0", "1e3", "1000", "0.1", "1e400", "123456789012345678901234567890", "-2.5").Select(t => RegoValue.FromNumberText(t)),
        Pick("", "a", "b", "ab", "\uE000", "\U0001F600", "ü").Select(s => RegoValue.From(s)));

    private static readonly Gen<RegoValue> _value = Gen.Recursive<RegoValue>((depth, inner) => depth >= 3 ? _scalar : Gen.OneOf(
        _scalar,
        inner.Array[0, 3].Select(a => RegoValue.From(RegoArray.Create(a))),
        inner.Array[0, 3].Select(a => RegoValue.From(RegoSet.Create(a))),
        Gen.Select(inner, inner).Array[0, 3].Select(a => RegoValue.From(RegoObject.Create(a)))));

    private static readonly Gen<RegoValue> _json = Gen.Recursive<RegoValue>((depth, inner) => depth >= 3 ? _scalar : Gen.OneOf(
        _scalar,
        inner.Array[0, 3].Select(a => RegoValue.From(RegoArray.Create(a))),
        Gen.Select(Pick("", "a", "b", "\"", "<&>"), inner).Array[0, 3].Select(a => RegoValue.From(RegoObject.Create([.. a.Select(e => ((RegoValue)e.Item1, e.Item2))])))));

    private static Gen<string> Pick(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    [Fact]
    public void Order_is_total_and_agrees_with_equality_and_hash()
    {
        Gen.Select(_value, _value, _value).Sample((a, b, c) =>
        {
            Assert.Equal(Math.Sign(a.CompareTo(b)), -Math.Sign(b.CompareTo(a)));
            Assert.Equal(a.CompareTo(b) == 0, a.Equals(b));
            if (a.Equals(b))
            {
                Assert.Equal(a.GetHashCode(), b.GetHashCode());
            }
            if (a.CompareTo(b) <= 0 && b.CompareTo(c) <= 0)
            {
                Assert.True(a.CompareTo(c) <= 0);
            }
        });
    }

    [Fact]
    public void Json_reads_back_what_was_written()
    {
        _json.Sample(v => Assert.Equal(v, RegoValue.FromJson(v.ToJson())));
    }

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("1000", "1e3")]
    [InlineData("0.10", "1e-1")]
    [InlineData("100000000000000000000", "1e20")]
    [InlineData("-0", "0")]
    public void Numbers_written_differently_are_equal_and_keep_their_text(string left, string right)
    {
        var a = RegoValue.FromNumberText(left);
        var b = RegoValue.FromNumberText(right);

        Assert.Equal(a, b);
        Assert.Equal(a.GetHashCode(), b.GetHashCode());
        Assert.Equal((left, right), (a.ToJson(), b.ToJson()));
    }

    [Fact]
    public void A_number_of_a_million_digits_of_exponent_compares_at_once()
    {
        var huge = RegoValue.FromNumberText("1e1000000");

        Assert.True(huge.CompareTo(RegoValue.FromNumberText("9e999999")) > 0);
        Assert.True(huge.CompareTo(long.MaxValue) > 0);
    }

    [Fact]
    public void Strings_sort_by_code_point_and_not_by_code_unit()
    {
        Assert.True(RegoValue.From("\uE000").CompareTo("\U0001F600") < 0);
    }

    [Fact]
    public void An_object_looks_up_keys_of_any_size_and_kind()
    {
        var builder = new ObjectBuilder();
        for (var i = 0; i < 500; i++)
        {
            builder.Set($"key{i}", i);
            builder.Set(i, $"value{i}");
        }

        var obj = builder.Build();

        Assert.Equal(1000, obj.Count);
        Assert.Equal(RegoValue.From(321), obj.Get("key321"));
        Assert.Equal(RegoValue.From("value321"), obj.Get(RegoValue.FromNumberText("321.0")));
        Assert.False(obj.Get("key500").IsDefined);
    }

    [Fact]
    public void The_default_value_is_undefined()
    {
        Assert.False(default(RegoValue).IsDefined);
        Assert.False(default(RegoValue).Holds);
        Assert.NotEqual(RegoValue.Null, default);
    }

    [Theory]
    [InlineData("[1, 2")]
    [InlineData("{\"a\": }")]
    [InlineData("1 2")]
    [InlineData("")]
    [InlineData("{'a': 1}")]
    public void Text_that_is_not_one_json_document_is_refused(string text) =>
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => RegoValue.FromJson(text));

    [Fact]
    public void Invalid_utf8_and_deep_nesting_are_refused_without_a_crash()
    {
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => RegoValue.FromJson("{\"a\": \"\xff\"}"u8.ToArray().Select(b => b == (byte)'\xc3' ? (byte)0xff : b).ToArray()));
        Assert.ThrowsAny<System.Text.Json.JsonException>(() => RegoValue.FromJson(new string('[', 100_000) + new string(']', 100_000)));
    }

    [Fact]
    public void Of_repeated_keys_the_last_counts() => Assert.Equal("""{"a":2,"b":1}""", RegoValue.FromJson("""{"a":1,"b":1,"a":2}""").ToJson());
}
