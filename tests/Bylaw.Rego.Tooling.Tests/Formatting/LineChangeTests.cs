using Bylaw.Rego.Tooling.Formatting;

namespace Bylaw.Rego.Tooling.Tests.Formatting;

/// <summary>Runs of lines that differ.</summary>
public sealed class LineChangeTests
{
    [Theory]
    [InlineData("a\nb\nc\n", "a\nb\nc\n", "")]
    [InlineData("a\nb\nc\n", "a\nx\ny\nc\n", "1+1:x\ny\n")]
    [InlineData("a\nb\nc\n", "b\nc\nd\n", "0+1:|3+0:d\n")]
    [InlineData("", "a", "0+0:a")]
    public void Only_what_differs_is_told(string before, string after, string wanted) =>
        Assert.Equal(wanted, string.Join('|', UnifiedDiff.Changes(before, after).Select(c => $"{c.LineIndex}+{c.LineCount}:{c.NewText}")));
}
