using Bylaw.Accept;
using Bylaw.Accept.Ledger;
using Bylaw.Testing;

namespace Bylaw.Ledger.Tests;

public sealed class VectorTests
{
    [Fact]
    public async Task The_verifier_agrees_with_every_shared_vector()
    {
        var folder = SharedData.Require("ledger-and-schemas");
        var output = new StringWriter();
        var tally = new Tally(output);

        await new LedgerSet().RunAsync(folder, [], tally);
        var code = tally.Close();

        Assert.True(code == 0, string.Join('\n', output.ToString().Split('\n').Where(l => !l.StartsWith("SKIP", StringComparison.Ordinal))));
    }
}
