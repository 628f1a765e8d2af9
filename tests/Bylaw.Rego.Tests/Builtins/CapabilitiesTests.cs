using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;
using Bylaw.Testing;

namespace Bylaw.Rego.Tests.Builtins;

public sealed class CapabilitiesTests
{
    [Fact]
    public void Capabilities_are_those_of_OPA()
    {
        var wanted = RegoValue.FromJson(File.ReadAllBytes(SharedData.Require("rego-conformance/capabilities.json")));
        var actual = Capabilities.Describe(BuiltinTable.Default);

        Assert.Equal(Capabilities.ReadNames(wanted), Capabilities.ReadNames(actual));
        foreach (var (want, have) in wanted.Get("builtins").AsArray().AsSpan().ToArray().Zip(actual.Get("builtins").AsArray().AsSpan().ToArray()))
        {
            Assert.Equal(want.ToJson(), have.ToJson());
        }
        Assert.Equal(wanted.ToJson(), actual.ToJson());
    }

    [Fact]
    public void Every_built_in_has_a_summary()
    {
        var silent = BuiltinTable.Default.Names.Where(n => BuiltinTable.Default.Find(n)!.Summary.Length == 0);

        Assert.Empty(silent);
    }

    [Fact]
    public void Names_of_a_capabilities_file_choose_built_ins()
    {
        var names = Capabilities.ReadNames(RegoValue.FromJson("""{"builtins": [{"name": "count"}, {"name": "eq"}]}"""));

        Assert.Equal(["count", "eq"], BuiltinTable.Default.Only(names).Names);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"builtins": [{}]}""")]
    public void A_document_that_lists_no_built_ins_is_refused(string json) =>
        Assert.Throws<FormatException>(() => Capabilities.ReadNames(RegoValue.FromJson(json)));
}
