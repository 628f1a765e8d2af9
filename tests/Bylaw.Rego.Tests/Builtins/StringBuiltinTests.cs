using Bylaw.Rego.Values;
using CsCheck;
using static Bylaw.Rego.Tests.Builtins.Calls;

namespace Bylaw.Rego.Tests.Builtins;

public sealed class StringBuiltinTests
{
    [Theory]
    [InlineData("%d|%5d|%-5d|%05d|%+d|%x|%#x|%b|%o", "[42,42,42,42,42,42,42,42,42]", "42|   42|42   |00042|+42|2a|0x2a|101010|52")]
    [InlineData("%v %s %q", "[1,\"a\",\"b\\n\"]", "1 a \"b\\n\"")]
    [InlineData("%v", "[{\"a\":[1,true,null]}]", "{\"a\": [1, true, null]}")]
    [InlineData("%.2f|%8.3f|%e|%g|%v", "[3.14159,2.5,1234.5,1234567.5,0.5]", "3.14|   2.500|1.234500e+03|1.2345675e+06|0.5")]
    [InlineData("%.0f %.0f", "[2.5,3.5]", "2 4")]
    [InlineData("%s", "[1]", "%!s(int=1)")]
    [InlineData("%d", "[\"x\"]", "%!d(string=x)")]
    [InlineData("%d", "[1.5]", "%!d(float64=1.5)")]
    [InlineData("%d %d", "[1]", "1 %!d(MISSING)")]
    [InlineData("a", "[1,\"b\"]", "a%!(EXTRA int=1, string=b)")]
    [InlineData("%t", "[true]", "%!t(string=true)")]
    [InlineData("%[2]d %[1]d", "[1,2]", "2 1")]
    [InlineData("%5t|%%|%", "[\"x\"]", "%!t(string=x)|%|%!(NOVERB)")]
    [InlineData("%6.2s|%-6s|", "[\"äbc\",\"ä\"]", "    äb|ä     |")]
    [InlineData("%d", "[18446744073709551617]", "18446744073709551617")]
    [InlineData("%*d", "[5,42]", "   42")]
    [InlineData("%x", "[\"hi\"]", "6869")]
    [InlineData("%c%U", "[228,228]", "äU+00E4")]
    public void Sprintf_fills_formats_as_Go_does(string format, string values, string wanted) =>
        Assert.Equal(wanted, Call("sprintf", format, Json(values)).AsString());

    [Fact]
    public void Positions_count_code_points()
    {
        Assert.Equal(2, Call("indexof", "🍧🍨🧁", "🧁"));
        Assert.Equal(Json("[0,1,2]"), Call("indexof_n", "aaaa", "aa"));
        Assert.Equal("🍨", Call("substring", "🍧🍨🧁", 1, 1).AsString());
        Assert.Equal("🧁🍨🍧", Call("strings.reverse", "🍧🍨🧁").AsString());
        Assert.Equal(3, Call("count", "🍧🍨🧁"));
    }

    [Fact]
    public void Bytes_that_are_not_UTF8_survive()
    {
        var decoded = Call("base64.decode", "/wD+gA==");

        Assert.Equal(4, Call("count", decoded));
        Assert.Equal("ff00fe80", Call("hex.encode", decoded).AsString());
    }

    [Fact]
    public void Bytes_come_back_from_text() =>
        Gen.Byte.Array.Sample(bytes => ByteText.ToBytes(ByteText.FromBytes(bytes)).AsSpan().SequenceEqual(bytes));

    [Theory]
    [InlineData("abc", "", "-", "-a-b-c-")]
    [InlineData("aXbX", "X", "", "ab")]
    [InlineData("aaa", "aa", "b", "ba")]
    public void Replace_goes_once_from_left_to_right(string text, string old, string @new, string wanted) =>
        Assert.Equal(wanted, Call("replace", text, old, @new).AsString());

    [Fact]
    public void Splitting_and_joining_give_the_text_back() =>
        Gen.String[Gen.Char["ab,"], 0, 20].Sample(text => Call("concat", ",", Call("split", text, ",")).AsString() == text);

    [Fact]
    public void Json_escapes_what_HTML_would_read() =>
        Assert.Equal("\"\\u003ca\\u0026\\u003e\"", Call("json.marshal", "<a&>").AsString());
}
