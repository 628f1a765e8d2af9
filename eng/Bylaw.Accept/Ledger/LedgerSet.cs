namespace Bylaw.Accept.Ledger;

/// <summary>Runs Merkle, tile-log, DSSE, JCS, signature and Sigstore vectors through the ledger's verifier.</summary>
internal sealed class LedgerSet : IAcceptanceSet
{
    public string Name => "ledger";

    public string Summary => "Merkle proofs, tile logs, DSSE, JCS, Ed25519 and other primitives, Sigstore bundles";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        var root = Array.Find(options, o => o.StartsWith("trusted-root=", StringComparison.Ordinal))?["trusted-root=".Length..];
        foreach (var family in new Action<string, Tally>[] { MerkleCases.Run, TileLogCases.Run, DsseCases.Run, JcsCases.Run, PrimitiveCases.Run })
        {
            family(folder, tally);
        }
        SigstoreCases.Run(folder, root, tally);
        return Task.CompletedTask;
    }

    /// <summary>Returns a case's name: its path below the folder of the set.</summary>
    internal static string Id(string folder, string path) => Path.GetRelativePath(folder, path).Replace('\\', '/');

    /// <summary>Counts one yes-or-no case.</summary>
    internal static void Expect(Tally tally, string id, bool wanted, bool got, string detail = "")
    {
        if (wanted == got)
        {
            tally.Pass();
        }
        else
        {
            tally.Fail(id, $"wanted {(wanted ? "accepted" : "refused")}, was {(got ? "accepted" : "refused")} {detail}");
        }
    }
}
