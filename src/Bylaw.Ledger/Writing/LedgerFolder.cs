namespace Bylaw.Ledger.Writing;

/// <summary>Says what lies where in a ledger's folder.</summary>
/// <param name="path">The folder.</param>
public sealed class LedgerFolder(string path)
{
    /// <summary>Gets the folder itself; with <c>checkpoint</c> and <c>tile/</c> it is a C2SP tile log.</summary>
    public string Root { get; } = path;

    /// <summary>Gets the settings: origin, public keys, witnesses, retention.</summary>
    public string Settings => Path.Combine(Root, "log.json");

    /// <summary>Gets the lock that the one writer holds.</summary>
    public string Lock => Path.Combine(Root, "lock");

    /// <summary>Gets the folder of segments: the truth.</summary>
    public string Segments => Path.Combine(Root, "segments");

    /// <summary>Gets the newest signed checkpoint.</summary>
    public string Checkpoint => Path.Combine(Root, "checkpoint");

    /// <summary>Gets the file of sign-intents.</summary>
    public string Head => Path.Combine(Root, "head");

    /// <summary>Gets the file that remembers up to which size tiles are known to last.</summary>
    public string Synced => Path.Combine(Root, "synced");

    /// <summary>Gets the file of records that wait for room; empty unless the ledger spools.</summary>
    public string Spool => Path.Combine(Root, "spool");

    /// <summary>Gets the folder of content too large for an entry, by digest.</summary>
    public string Blobs => Path.Combine(Root, "blobs");

    /// <summary>Gets the index for queries; it can be deleted and comes back.</summary>
    public string Index => Path.Combine(Root, "index.sqlite");

    /// <summary>Gets the vault of personal values and their keys.</summary>
    public string Vault => Path.Combine(Root, "vault.sqlite");
}
