using Bylaw.Rego.Annotations;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tests.Annotations;

public sealed class AnnotationSetTests
{
    private const string Policy = """
        # METADATA
        # title: The package
        # scope: subpackages
        # organizations: [Acme]
        package a.b

        # METADATA
        # title: All of p
        # scope: document
        # entrypoint: true
        # schemas:
        # - input: schema.request
        # - data.acl: {type: object}

        # METADATA
        # title: One p
        # description: |
        #  Two
        #  lines
        # authors:
        # - Ann Lee <ann@example.com>
        # - name: Bo
        # related_resources:
        # - https://example.com
        # - ref: https://example.com/more
        #   description: more
        # custom:
        #   severity: 3
        p := 1 if input.x

        p := 2 if input.y
        """;

    [Fact]
    public void Read_takes_every_field_of_a_block()
    {
        var set = Read(Policy);

        Assert.Empty(set.Diagnostics);
        Assert.Equal(
            """{"authors":[{"email":"ann@example.com","name":"Ann Lee"},{"name":"Bo"}],"custom":{"severity":3},"description":"Two\nlines\n","related_resources":[{"ref":"https://example.com"},{"description":"more","ref":"https://example.com/more"}],"scope":"rule","title":"One p"}""",
            set.All[2].ToValue().ToJson());
        Assert.Equal(
            """{"entrypoint":true,"schemas":[{"path":["input"],"schema":["schema","request"]},{"definition":{"type":"object"},"path":["data","acl"]}],"scope":"document","title":"All of p"}""",
            set.All[1].ToValue().ToJson());
    }

    [Fact]
    public void ChainOf_goes_from_the_rule_to_the_outer_packages()
    {
        var module = RegoParser.ParseModule(new SourceText("t.rego", Policy)).Module;
        var set = AnnotationSet.Read([module]);

        var chain = set.ChainOf(module, module.Rules[1]).ToList();

        Assert.Equal(["a.b.p -", "a.b.p All of p", "a.b The package"], chain.Select(l => $"{string.Join('.', l.Path)} {l.Annotation?.Title ?? "-"}"));
    }

    [Theory]
    [InlineData("# METADATA\n# scope: rule\npackage a", "REGO1504")]
    [InlineData("package a\n# METADATA\n# scope: everywhere\np := 1", "REGO1503")]
    [InlineData("package a\n# METADATA\n# title: [1\np := 1", "REGO1502")]
    [InlineData("package a\n# METADATA\np := 1", "REGO1501")]
    [InlineData("package a\n# METADATA\n# scope: rule\n# entrypoint: true\np := 1", "REGO1505")]
    [InlineData("package a\n# METADATA\n# titel: x\np := 1", "REGO1506")]
    [InlineData("package a\n# METADATA\n# authors: [{}]\np := 1", "REGO1502")]
    [InlineData("package a\np := 1\n# METADATA\n# scope: rule", "REGO1504")]
    public void Read_tells_what_is_wrong_with_a_block(string text, string code)
    {
        Assert.Equal(code, Assert.Single(Read(text).Diagnostics).Kind.Code);
    }

    [Fact]
    public void A_fault_in_the_YAML_is_told_at_its_line()
    {
        var diagnostic = Assert.Single(Read("package a\n# METADATA\n# title: x\n# authors: [\n# scope: rule\np := 1").Diagnostics);

        Assert.InRange(diagnostic.Source!.LineAt(diagnostic.Span.Start).Line, 3, 4);
    }

    private static AnnotationSet Read(string text) => AnnotationSet.Read([RegoParser.ParseModule(new SourceText("t.rego", text)).Module]);
}
