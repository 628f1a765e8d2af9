using Bylaw.Ledger.Notes;
using Bylaw.Ledger.Privacy;
using Bylaw.Ledger.Records;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Hosting;

/// <summary>A ledger that this process writes.</summary>
public sealed class LedgerSession : IAsyncDisposable
{
    private readonly PersonalVault? _vault;

    internal LedgerSession(LedgerWriter writer, NoteSigner signer, PersonalVault? vault, RecorderOptions options)
    {
        Writer = writer;
        Signer = signer;
        _vault = vault;
        Recorder = new LedgerRecorder(writer, options);
    }

    /// <summary>Gets the writer of raw entries.</summary>
    public LedgerWriter Writer { get; }

    /// <summary>Gets the log's signing key.</summary>
    public NoteSigner Signer { get; }

    /// <summary>Gets the recorder of records.</summary>
    public LedgerRecorder Recorder { get; }

    /// <summary>Gets the vault of personal values; null when there is none.</summary>
    public PersonalVault? Vault => _vault;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Writer.DisposeAsync().ConfigureAwait(false);
        _vault?.Dispose();
        Signer.Dispose();
    }
}
