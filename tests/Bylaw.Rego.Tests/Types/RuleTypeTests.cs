using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tests.Types;

/// <summary>What the checker found out can be asked for.</summary>
public sealed class RuleTypeTests
{
    private static readonly SourceText _source = new("a.rego", "package a\n\nf(x) := [x, 1]\n\nnames contains n if {\n\tsome n, m in {\"k\": true}\n\tm\n\ty := f(n)\n\tcount(y) > 0\n}\n");

    [Fact]
    public void Rules_and_functions_have_types()
    {
        var policies = RegoCompiler.Compile([_source]).Policies!;

        Assert.Equal("set[string]", policies.TypeOf("data.a.names")!.Type.ToString());
        Assert.False(policies.TypeOf("data.a.names")!.IsFunction);
        Assert.True(policies.TypeOf("data.a.f")!.IsFunction);
        Assert.Equal("array<any, number>", policies.TypeOf("data.a.f")!.Type.ToString());
        Assert.Null(policies.TypeOf("data.a.none"));
        Assert.Null(policies.TypeOf("input"));
    }

    [Fact]
    public void Variables_have_types_where_they_are_declared()
    {
        var policies = RegoCompiler.Compile([_source]).Policies!;

        var found = policies.VariablesIn(_source);

        Assert.Equal(["m:boolean", "n:string", "x:any", "y:array<any, number>"], found.Select(v => $"{v.Name}:{v.Type}").Order(StringComparer.Ordinal));
        Assert.All(found, v => Assert.Equal(v.Name, _source.Slice(v.Place).ToString()));
        Assert.Empty(policies.VariablesIn(new SourceText("b.rego", "package b")));
    }
}
