using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Json;
using Bylaw.Testing;
using CsCheck;

namespace Bylaw.Evidence.Tests;

public sealed class CanonicalJsonTests
{
    [Theory]
    [InlineData("arrays")]
    [InlineData("french")]
    [InlineData("structures")]
    [InlineData("unicode")]
    [InlineData("values")]
    [InlineData("weird")]
    public void Published_vectors_come_out_byte_for_byte(string name)
    {
        var folder = SharedData.Require("ledger-and-schemas/jcs/testdata");
        var expected = File.ReadAllBytes(Path.Combine(folder, "output", name + ".json"));

        var actual = CanonicalJson.Canonicalize(File.ReadAllBytes(Path.Combine(folder, "input", name + ".json")));

        Assert.Equal(Encoding.UTF8.GetString(expected), Encoding.UTF8.GetString(actual));
    }

    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("5e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("9007199254740992", "9007199254740992")]
    [InlineData("295147905179352830000", "295147905179352830000")]
    [InlineData("999999999999999900000", "999999999999999900000")]
    [InlineData("1e21", "1e+21")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("333333333.33333329", "333333333.3333333")]
    [InlineData("4.50", "4.5")]
    [InlineData("-1.5e2", "-150")]
    public void Numbers_are_written_as_ECMAScript_does(string json, string expected)
    {
        // An exact-integer literal that a double would round is refused; these forms use a point or exponent, or are exact.
        var text = json.Length > 17 && !json.Contains('.') && !json.Contains('e') ? json + ".0" : json;

        Assert.Equal(expected, Encoding.UTF8.GetString(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(text))));
    }

    [Fact]
    public void An_integer_that_a_double_would_round_is_refused()
    {
        Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Canonicalize("9007199254740993"u8));
    }

    [Fact]
    public void A_member_that_occurs_twice_is_refused()
    {
        Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Canonicalize("""{"a":1,"a":2}"""u8));
    }

    [Fact]
    public void A_lone_surrogate_is_refused()
    {
        Assert.Throws<CanonicalJsonException>(() => CanonicalJson.Canonicalize("\"\\ud800\""u8));
    }

    [Fact]
    public void Canonical_text_is_its_own_canonical_text()
    {
        var value = Gen.Recursive<JsonNode?>((depth, self) => depth > 3
            ? Gen.Double[-1e30, 1e30].Select(d => (JsonNode?)d)
            : Gen.OneOf(
                Gen.String.AlphaNumeric.Select(s => (JsonNode?)s),
                Gen.Int.Select(i => (JsonNode?)i),
                self.Array[0, 4].Select(a => (JsonNode?)new JsonArray(a)),
                Gen.Dictionary(Gen.String[Gen.Char['\u0001', '\u0fff'], 0, 5], self)[0, 4].Select(d => (JsonNode?)new JsonObject(d))));

        value.Sample(
            v =>
            {
                var once = CanonicalJson.Serialize(v);
                Assert.Equal(once, CanonicalJson.Canonicalize(once));
            },
            iter: 500);
    }
}
