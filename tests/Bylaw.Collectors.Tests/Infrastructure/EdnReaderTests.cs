using System.Text;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Tests.Infrastructure;

public sealed class EdnReaderTests
{
    [Theory]
    [InlineData("{:a 1, :b \"x\"}", """{":a":1,":b":"x"}""")]
    [InlineData("[nil true false sym/bol :kw \\a \\newline]", """[null,true,false,"sym/bol",":kw","a","\n"]""")]
    [InlineData("#{1 2} (1 2)", "[[1,2],[1,2]]")]
    [InlineData("{:at #inst \"2026-01-01\" ; said\n :n 12N :m 1.50M :e 1e3 :s -7}", """{":at":"2026-01-01",":n":12,":m":1.50,":e":1000,":s":-7}""")]
    [InlineData("[1 #_ [2 #_3] 4]", "[1,4]")]
    [InlineData("{[1 2] \"k\" 5 \"five\"}", """{"[1,2]":"k","5":"five"}""")]
    [InlineData("\"a\\u00e9\\n\"", "\"a\u00e9\\n\"")]
    public void Values_are_read(string edn, string json)
    {
        var document = StructuredReaders.Read("x.edn", Encoding.UTF8.GetBytes(edn));

        Assert.Empty(document.Problems);
        Assert.Equal(json, ConfigJson.Write(document.Input), ignoreLineEndingDifferences: true);
    }

    [Theory]
    [InlineData("{:a}", "x.edn:1:2: a key without a value")]
    [InlineData("[1\n 2", "x.edn:1:1: `]` is missing")]
    [InlineData("\"open", "x.edn:1:1: a string is never closed")]
    [InlineData("[1]]", "x.edn:1:4: unexpected `]`")]
    [InlineData("", "x.edn:1:1: a value was expected before the end of the file")]
    [InlineData("#inst", "x.edn:1:6: a value was expected behind a tag")]
    [InlineData("1x", "x.edn:1:1: `1x` is not a number")]
    [InlineData("#_", "x.edn:1:3: a value was expected behind `#_`")]
    public void Broken_text_is_told_with_its_place(string edn, string message) =>
        Assert.Equal(message, Assert.Single(StructuredReaders.Read("x.edn", Encoding.UTF8.GetBytes(edn)).Problems).ToString());

    [Fact]
    public void Nesting_without_end_is_refused()
    {
        foreach (var piece in new[] { "[", "#a ", "#_", "{" })
        {
            Assert.NotEmpty(StructuredReaders.Read("x.edn", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(piece, 100_000)))).Problems);
        }
    }
}
