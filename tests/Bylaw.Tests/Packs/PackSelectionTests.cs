using Bylaw.Packs;

namespace Bylaw.Tests.Packs;

/// <summary>Only what enabled packs need is compiled, and all of that.</summary>
public sealed class PackSelectionTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("bylaw-selection-").FullName;

    public PackSelectionTests()
    {
        Write("one/pack.yaml", "id: one\ntitle: One\nkind: policy\ncontrols: [A-001]\n");
        Write("two/pack.yaml", "id: two\ntitle: Two\nkind: policy\ncontrols: [B-001, B-002, B-003]\n");
        Write("one/controls/A-001/control.rego", Rule("A-001", "a", "data.help.big(input)"));
        Write("lib/help.rego", "package help\n\nimport data.two.b.limit as most\n\nbig(x) if x.system.size > most\n");
        Write("two/controls/B-001/control.rego", Rule("B-001", "b", "false") + "\nlimit := 3\n");
        Write("two/controls/B-002/control.rego", Rule("B-002", "c", "input.nothing"));
        Write("two/controls/B-003/control.rego", Rule("B-003", "b.deep", "false"));
    }

    [Fact]
    public void What_an_enabled_control_refers_to_is_compiled_however_indirectly()
    {
        var library = Load(["one"]);

        Assert.Contains("data.two.a.findings", library.Policies.RulePaths);
        Assert.Contains("data.two.b.limit", library.Policies.RulePaths);
        Assert.DoesNotContain("data.two.c.findings", library.Policies.RulePaths);
        Assert.Contains("B-002", library.Controls.Keys);
    }

    [Theory]
    [InlineData("some p\n\tdata.two[p].limit")]
    [InlineData("walk(data.two, [_, _])")]
    public void Who_asks_for_packages_by_a_variable_gets_all_of_them(string condition)
    {
        Write("lib/all.rego", $"package all\n\nx if {{\n\t{condition}\n}}\n");

        Assert.Contains("data.two.c.findings", Load(["one"]).Policies.RulePaths);
    }

    [Fact]
    public void The_digest_is_that_of_all_files() => Assert.Equal(Load(null).Digest, Load(["one"]).Digest);

    public void Dispose() => Directory.Delete(_folder, true);

    private PackLibrary Load(string[]? enabled) =>
        PackLibrary.TryLoad([_folder], out var problems, enabled is null ? null : () => enabled, TestContext.Current.CancellationToken)
            ?? throw new InvalidDataException(string.Join('\n', problems));

    private static string Rule(string id, string package, string condition) => $$"""
        # METADATA
        # title: A rule
        # description: It says something.
        # custom:
        #   id: {{id}}
        #   subject: system
        #   severity: high
        #   stages: [design]
        #   enforcement: block
        #   waivable: true
        #   on_missing: fail
        #   fix: Mend it.
        package two.{{package}}

        applies := true

        findings contains {"message": "wrong"} if {{condition}}

        """;

    private void Write(string name, string text)
    {
        var file = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
    }
}
