using Bylaw.Accept;
using Bylaw.Accept.Datasets;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Datasets;

public sealed class ReferenceSetTests
{
    [Fact]
    public async Task German_and_HMDA_give_the_figures_that_others_counted()
    {
        using var output = new StringWriter();
        var tally = new Tally(output);

        await new DatasetsSet().RunAsync(SharedData.Require("fairness"), ["german", "hmda"], tally);

        Assert.True(tally.Close() == 0, output.ToString());
    }
}
