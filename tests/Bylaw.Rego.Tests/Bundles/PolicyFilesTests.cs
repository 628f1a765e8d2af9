using System.Text;
using Bylaw.Rego.Bundles;

namespace Bylaw.Rego.Tests.Bundles;

public sealed class PolicyFilesTests
{
    [Theory]
    [InlineData("{\"x\": [01]}", "in.json:1:9: not valid JSON: Invalid leading zero before '1'")]
    [InlineData("{\n  \"x\": \n}", "in.json:3:1: not valid JSON: '}' is an invalid start of a value")]
    [InlineData("", "in.json")]
    public void A_fault_in_JSON_is_told_with_its_place_and_once(string json, string wanted)
    {
        var error = Assert.Throws<FormatException>(() => PolicyFiles.Parse("in.json", Encoding.UTF8.GetBytes(json)));

        Assert.StartsWith(wanted, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("LineNumber", error.Message, StringComparison.Ordinal);
    }
}
