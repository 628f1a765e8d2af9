using Bylaw.Accept.Iac;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Infrastructure;

/// <summary>Runs the parser oracles and template corpora that the acceptance command runs.</summary>
public sealed class OracleTests
{
    [Theory]
    [InlineData("hcl spec suite")]
    [InlineData("python-hcl2")]
    [InlineData("terraform plans")]
    [InlineData("cloudformation")]
    [InlineData("dockerfile")]
    [InlineData("bicep")]
    [InlineData("workflows")]
    [InlineData("authored rules")]
    [InlineData("authored plans")]
    [InlineData("checkov fixtures")]
    public void Every_case_of_a_corpus_comes_out_as_wanted(string group)
    {
        var folder = SharedData.Require("iac");

        var failures = IacCorpora.All(folder).Single(g => g.Group == group).Cases
            .Select(c => (c.Id, Reason: c.Run()))
            .Where(r => r.Reason is not null && !r.Reason.StartsWith(IacCase.Declined, StringComparison.Ordinal))
            .Select(r => $"{r.Id}: {r.Reason}");

        Assert.Empty(failures);
    }
}
