using Bylaw.Accept.Rego;
using Bylaw.Testing;

namespace Bylaw.Rego.Tooling.Tests.Formatting;

public sealed class FormatGoldenTests
{
    [Fact]
    public void The_formatter_writes_what_the_goldens_want_and_changes_nothing_the_second_time()
    {
        var folder = SharedData.Require("rego-conformance/extra/fmt-golden");

        var failures = RegoFmtCases.Read(folder)
            .Select(c => (c.Id, Difference: RegoFmtCases.Run(c)))
            .Where(r => r.Difference is not null)
            .Select(r => $"{r.Id}: {r.Difference}")
            .ToList();

        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }
}
