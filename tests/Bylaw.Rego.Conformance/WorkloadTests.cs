using Bylaw.Accept.Rego;
using Bylaw.Testing;

namespace Bylaw.Rego.Conformance;

public sealed class WorkloadTests
{
    [Fact]
    public void Every_workload_has_its_result_in_every_way_of_evaluating()
    {
        var folder = SharedData.Require("rego-bench");

        var outcomes = Directory.EnumerateDirectories(folder).SelectMany(RegoBenchCases.Run).ToList();

        Assert.NotEmpty(outcomes);
        Assert.Empty(outcomes.Where(o => o.Difference is not null).Select(o => $"{o.Id}: {o.Difference}"));
    }
}
