using System.Text;
using Bylaw.Ledger.Canonical;

namespace Bylaw.Ledger.Tests;

public sealed class CanonicalTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1e21", "1e+21")]
    [InlineData("1e20", "100000000000000000000")]
    [InlineData("0.000001", "0.000001")]
    [InlineData("0.0000001", "1e-7")]
    [InlineData("123.456e-3", "0.123456")]
    [InlineData("4.9e-324", "5e-324")]
    [InlineData("1.7976931348623157e308", "1.7976931348623157e+308")]
    [InlineData("9007199254740993", "9007199254740992")]
    [InlineData("-1.5e-9", "-1.5e-9")]
    public void A_number_is_written_as_ecmascript_writes_it(string input, string wanted) =>
        Assert.Equal(wanted, Text(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(input))));

    [Fact]
    public void Names_are_ordered_by_utf16_code_unit() =>
        Assert.Equal(
            "{\"1\":0,\"\ud83d\ude00\":2,\"\ufb33\":3}",
            Text(CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes("{\"\ufb33\":3,\"\ud83d\ude00\":2,\"1\":0}"))));

    [Theory]
    [InlineData("""{"a":1,"a":2}""")]
    [InlineData("\"\\ud800\"")]
    [InlineData("1e400")]
    [InlineData("{")]
    [InlineData("")]
    public void What_has_no_canonical_form_is_refused(string input) =>
        Assert.Throws<FormatException>(() => CanonicalJson.Canonicalize(Encoding.UTF8.GetBytes(input)));

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
