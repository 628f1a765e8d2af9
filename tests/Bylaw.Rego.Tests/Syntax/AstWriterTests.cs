using Bylaw.Rego.Syntax;
using Bylaw.Rego.Syntax.Json;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tests.Syntax;

public sealed class AstWriterTests
{
    [Fact]
    public void A_module_has_the_form_that_OPA_gives_it()
    {
        var module = RegoParser.ParseModule(new SourceText("t.rego", "package a\n\nimport data.b as c\n\np := x if {\n\tx := c.d[_] + 1\n}\n")).Module;

        Assert.Equal(
            """{"imports":[{"alias":"c","path":{"type":"ref","value":[{"type":"var","value":"data"},{"type":"string","value":"b"}]}}],"package":{"path":[{"type":"var","value":"data"},{"type":"string","value":"a"}]},"rules":[{"body":[{"index":0,"terms":[{"type":"ref","value":[{"type":"var","value":"assign"}]},{"type":"var","value":"x"},{"type":"call","value":[{"type":"ref","value":[{"type":"var","value":"plus"}]},{"type":"ref","value":[{"type":"var","value":"c"},{"type":"string","value":"d"},{"type":"var","value":"$0"}]},{"type":"number","value":1}]}]}],"head":{"assign":true,"name":"p","ref":[{"type":"var","value":"p"}],"value":{"type":"var","value":"x"}}}]}""",
            AstWriter.Write(module).ToJson());
    }

    [Fact]
    public void Locations_and_comments_are_added_when_asked_for()
    {
        var module = RegoParser.ParseModule(new SourceText("t.rego", "# hi\npackage a\np := 1")).Module;

        var tree = AstWriter.Write(module, includesLocations: true, includesComments: true);

        Assert.Equal("""[{"Location":{"col":1,"file":"t.rego","row":1},"Text":"IGhp"}]""", tree.Get("comments").ToJson());
        Assert.Equal("""{"col":1,"file":"t.rego","row":2}""", tree.Get("package").Get("location").ToJson());
    }
}
