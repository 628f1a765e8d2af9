using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Witnessing;
using Bylaw.Ledger.Writing;

namespace Bylaw.Cli.Commands.Log;

/// <summary>Makes the clients of the witnesses that a ledger's settings name.</summary>
internal static class WitnessClients
{
    private static readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public static List<IWitnessClient> Of(LedgerHome home)
    {
        var clients = new List<IWitnessClient>();
        foreach (var witness in home.Settings.Witnesses)
        {
            if (witness.Address.Length > 0
                && NoteVerifier.TryParse(witness.Key, out var key, out _)
                && Uri.TryCreate(witness.Address, UriKind.Absolute, out var address))
            {
                clients.Add(new HttpWitnessClient(_http, address, key));
            }
        }
        return clients;
    }
}
