using Bylaw.Rego.Builtins;
using Bylaw.Rego.Values;
using Bylaw.Testing;

namespace Bylaw.Rego.Tests.Builtins;

public sealed class CapabilitiesTests
{
    /// <summary>Built-ins of the language that are still owed; the list may only shrink.</summary>
    private static readonly HashSet<string> _owed = [];

    [Fact]
    public void Capabilities_are_those_of_OPA()
    {
        var wanted = RegoValue.FromJson(File.ReadAllBytes(SharedData.Require("rego-conformance/capabilities.json")));
        var actual = Capabilities.Describe(BuiltinTable.Default);
        var mine = actual.Get("builtins").AsArray().AsSpan().ToArray().ToDictionary(b => b.Get("name").AsString(), b => b.ToJson());

        foreach (var entry in wanted.Get("builtins").AsArray().AsSpan())
        {
            var name = entry.Get("name").AsString();
            if (mine.Remove(name, out var declared))
            {
                Assert.Equal(entry.ToJson(), declared);
            }
            else
            {
                Assert.Contains(name, _owed);
            }
        }
        Assert.Empty(mine);
        Assert.Equal(wanted.Get("features").ToJson(), actual.Get("features").ToJson());
        Assert.Equal(wanted.Get("future_keywords").ToJson(), actual.Get("future_keywords").ToJson());
        Assert.Equal(wanted.Get("wasm_abi_versions").ToJson(), actual.Get("wasm_abi_versions").ToJson());
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
