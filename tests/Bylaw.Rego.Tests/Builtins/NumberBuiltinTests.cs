using Bylaw.Rego.Values;
using CsCheck;
using static Bylaw.Rego.Tests.Builtins.Calls;

namespace Bylaw.Rego.Tests.Builtins;

public sealed class NumberBuiltinTests
{
    [Theory]
    [InlineData("plus", "0.1", "0.2", "0.3")]
    [InlineData("plus", "9223372036854775807", "1", "9223372036854775808")]
    [InlineData("plus", "18446744073709551617", "1", "18446744073709551618")]
    [InlineData("plus", "1.0", "2.0", "3")]
    [InlineData("minus", "-9223372036854775808", "1", "-9223372036854775809")]
    [InlineData("mul", "4294967296", "4294967296", "18446744073709551616")]
    [InlineData("mul", "1e6", "2", "2000000")]
    [InlineData("div", "1", "3", "0.33333333333333333334")]
    [InlineData("div", "7", "2", "3.5")]
    [InlineData("div", "1e109", "1e100", "1000000000")]
    [InlineData("div", "1234567.5", "1", "1.2345675e+06")]
    [InlineData("div", "1", "100000", "1e-05")]
    [InlineData("rem", "-7", "4", "-3")]
    [InlineData("rem", "10", "18446744073709551616", "10")]
    public void Arithmetic_is_exact_on_integers_and_rounds_to_64_bits_elsewhere(string name, string x, string y, string wanted) =>
        Assert.Equal(wanted, Call(name, RegoValue.FromNumberText(x), RegoValue.FromNumberText(y)).NumberAsText());

    [Theory]
    [InlineData("round", "2.5", "3")]
    [InlineData("round", "-2.5", "-3")]
    [InlineData("round", "-0.4", "0")]
    [InlineData("ceil", "1.01", "2")]
    [InlineData("ceil", "-0.5", "0")]
    [InlineData("floor", "-0.5", "-1")]
    [InlineData("floor", "99.99999", "99")]
    [InlineData("abs", "-18446744073709551617", "18446744073709551617")]
    [InlineData("abs", "-1.50", "1.5")]
    public void Rounding_follows_the_sign(string name, string x, string wanted) =>
        Assert.Equal(wanted, Call(name, RegoValue.FromNumberText(x)).NumberAsText());

    [Fact]
    public void Faults_are_told_in_the_words_of_OPA()
    {
        Assert.Equal("eval_builtin_error: div: divide by zero", Fault("div", 1, 0));
        Assert.Equal("eval_builtin_error: rem: modulo by zero", Fault("rem", 1, 0));
        Assert.Equal("eval_builtin_error: rem: modulo on floating-point number", Fault("rem", Json("1.1"), 1));
        Assert.Equal("eval_type_error: minus: operand 2 must be set but got number", Fault("minus", Set(1), 1));
        Assert.Equal("eval_type_error: sum: operand 1 must be array of numbers but got array containing string", Fault("sum", Json("[1, \"a\"]")));
    }

    [Fact]
    public void A_huge_exponent_ends_at_once()
    {
        Assert.Equal("2e+1000000", Call("mul", RegoValue.FromNumberText("1e1000000"), 2).NumberAsText());
        Assert.Equal("eval_builtin_error: plus: number out of range", Fault("plus", RegoValue.FromNumberText("1e999999999999"), 1));
        Assert.Contains("numbers", Fault("numbers.range", 0, 99_999_999_999), StringComparison.Ordinal);
    }

    [Fact]
    public void Integers_add_as_integers_do() =>
        Gen.Select(Gen.Long, Gen.Long).Sample((a, b) => Call("plus", a, b).NumberAsText() == ((System.Numerics.BigInteger)a + b).ToString());

    [Fact]
    public void What_a_float_prints_reads_back_as_the_same_float() =>
        Gen.Select(Gen.Long[1, long.MaxValue], Gen.Int[-400, 400]).Sample((mantissa, exponent) =>
        {
            BinaryFloat.TryFromDecimal(mantissa, exponent, out var value);
            var printed = BinaryFloatText.ToNumber(value);
            return BinaryFloat.TryFrom(printed, out var again) && again.CompareTo(value) == 0;
        });

    [Fact]
    public void A_quotient_times_its_divisor_is_near_the_dividend() =>
        Gen.Select(Gen.Int[1, 1_000_000], Gen.Int[1, 1_000_000]).Sample((a, b) =>
            Math.Abs(Call("mul", Call("div", a, b), b).AsDouble() - a) < 1e-9);

    [Theory]
    [InlineData("10", "KB", 10_000)]
    [InlineData("1.5", "Ki", 1_536)]
    [InlineData("0.1", "kb", 100)]
    public void Bytes_are_counted_by_their_unit(string amount, string unit, long wanted) =>
        Assert.Equal(wanted, Call("units.parse_bytes", amount + unit));

    [Fact]
    public void A_thousandth_and_a_million_differ_by_case()
    {
        Assert.Equal(RegoValue.FromNumberText("0.2"), Call("units.parse", "200m"));
        Assert.Equal(200_000_000, Call("units.parse", "200M"));
    }
}
