using Bylaw.Rego.Types;

namespace Bylaw.Rego.Tests.Types;

public sealed class RegoTypeTests
{
    [Theory]
    [InlineData("any")]
    [InlineData("array[array<boolean, string>]")]
    [InlineData("array<string>[number]")]
    [InlineData("any<null, boolean, number, string, array[any], object[any: any], set[any]>")]
    [InlineData("object<op: string, path: any>[any: any]")]
    [InlineData("object<desc: string, type: string>")]
    public void A_type_is_written_as_it_was_read(string text) => Assert.Equal(text, RegoType.Parse(text).ToString());

    [Theory]
    [InlineData("strin")]
    [InlineData("array[")]
    [InlineData("set")]
    [InlineData("any<string> x")]
    public void A_text_that_is_no_type_is_refused(string text) => Assert.Throws<FormatException>(() => RegoType.Parse(text));

    [Fact]
    public void Or_flattens_sorts_and_drops_repeats()
    {
        var type = RegoType.Parse("any<string, null>").Or(RegoType.Number).Or(RegoType.String);

        Assert.Equal("any<null, number, string>", type.ToString());
        Assert.Equal(RegoType.String, RegoType.String.Or(RegoType.String));
        Assert.True(RegoType.String.Or(RegoType.Any).IsAny);
    }

    [Fact]
    public void A_signature_has_operands_rest_and_result()
    {
        var type = FunctionType.Parse("(x: any<null, string>, array[number], any...)");

        Assert.Equal("(x: any<null, string>, array[number], any...) => ???", type.ToString());
        Assert.Null(type.Result);
    }
}
