using System.Data.Common;
using Bylaw.Ledger.Storage;
using Bylaw.Ledger.Writing;

namespace Bylaw.Ledger.Querying;

/// <summary>
/// Whoever asks without the vault's key indexes entries without knowing whose they are. From where that began is kept, and
/// whoever comes with the key adds the people first: no answer about a person may lack records only because of who asked before.
/// </summary>
public sealed partial class LedgerIndex
{
    private long? _blind;

    /// <summary>Gets whether entries were indexed without knowing the people in them, so that a question about a person finds too little.</summary>
    public bool IsBlindToPeople => BlindFrom(null) is not null;

    private long? BlindFrom(DbTransaction? transaction)
    {
        using var command = Command(transaction, "SELECT first FROM blind WHERE one = 1");
        return command.ExecuteScalar() is long first ? first : null;
    }

    /// <summary>Adds the people to entries that were indexed without them; false when another node changed the index meanwhile.</summary>
    private bool NamePeople(long size, LedgerFolder folder, Func<string, string?> standIn, CancellationToken cancellationToken)
    {
        if (BlindFrom(null) is not { } blind)
        {
            return true;
        }
        var facets = new RecordFacets();
        var count = 0;
        using var batches = new ReadAhead(new SegmentReader(PosixDisk.Instance, folder.Segments).ReadFrom(blind));
        foreach (var stored in batches.Batches())
        {
            var index = stored.FirstIndex;
            foreach (var entry in stored.Entries())
            {
                if (index >= blind + count && index < size)
                {
                    facets.Read(entry.Span);
                    Take(facets, index, standIn, onlyPeople: true);
                    count = (int)(index + 1 - blind);
                }
                index++;
            }
            if (count >= BatchRecords)
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (!AddPeople(size, blind, blind + count))
                {
                    return false;
                }
                (blind, count) = (blind + count, 0);
            }
        }
        return AddPeople(size, blind, size);
    }

    /// <summary>Adds people up to an entry in one transaction. Nobody with the key indexed anything from there on, so their lists only grow at the end.</summary>
    private bool AddPeople(long size, long first, long next)
    {
        using var transaction = _connection.BeginTransaction();
        if (Head(transaction) is not var (now, _, last) || now != size || BlindFrom(transaction) != first)
        {
            return false;
        }
        last = WriteTouched(transaction, first, last);
        Execute(transaction, "UPDATE head SET terms = @terms WHERE one = 1", ("@terms", last));
        Execute(transaction, next >= size ? "DELETE FROM blind" : "UPDATE blind SET first = @first WHERE one = 1", next >= size ? [] : [("@first", next)]);
        transaction.Commit();
        _terms.Settle();
        return true;
    }
}
