using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tests.Syntax;

/// <summary>Tokens for editors.</summary>
public sealed class RegoTokensTests
{
    [Fact]
    public void A_text_is_read_into_tokens_with_its_comments_whether_or_not_it_parses()
    {
        var source = new SourceText("a.rego", "# one\npackage a # two\np := $\"x{y}\" + 1 }");

        var tokens = RegoTokens.Read(source).Select(t => $"{source.Slice(t.Span)}:{t.Class}");

        Assert.Equal(
            [
                "# one:Comment", "package:Keyword", "a:Name", "# two:Comment", "p:Name", ":=:Operator", "$\"x{:Text", "y:Name", "}\":Text", "+:Operator", "1:Number", "}:Punctuation",
            ],
            tokens);
    }
}
