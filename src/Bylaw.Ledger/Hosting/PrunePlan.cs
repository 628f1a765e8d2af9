using Bylaw.Ledger.Merkle;
using Bylaw.Ledger.Storage;

namespace Bylaw.Ledger.Hosting;

/// <summary>What may be pruned now, and what stands against it.</summary>
public sealed record PrunePlan
{
    /// <summary>Gets the index of the first entry that stays; what stands before it may go.</summary>
    public required long Until { get; init; }

    /// <summary>Gets how many entries that are.</summary>
    public required long Records { get; init; }

    /// <summary>Gets the root over all entries before <see cref="Until"/>, base64.</summary>
    public required string Root { get; init; }

    /// <summary>Gets the days for which records are kept: the settings', the log's own and the floor's, whichever is most.</summary>
    public required int Days { get; init; }

    /// <summary>Gets the legal holds that stand: while there is one, nothing goes.</summary>
    public required IReadOnlyCollection<string> Holds { get; init; }

    /// <summary>Gets the counted age of the oldest entry.</summary>
    public required TimeSpan Oldest { get; init; }

    /// <summary>Makes a plan.</summary>
    /// <param name="home">The ledger.</param>
    /// <param name="boot">The id of the machine's present run.</param>
    /// <param name="clock">The clock. Its wall time alone ages nothing by more than seven days.</param>
    /// <param name="asked">Days to keep, when that is more than the ledger asks for; 0 for what it asks.</param>
    /// <param name="witnessed">The newest time at which a witness cosigned; nothing is younger than that allows. Null without witnesses.</param>
    /// <returns>The plan.</returns>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public static PrunePlan Make(LedgerHome home, string boot, TimeProvider clock, int asked = 0, DateTimeOffset? witnessed = null)
    {
        var starts = SegmentLog.Names(PosixDisk.Instance, home.Folder.Segments)
            .Select(n => SegmentFormat.TryParseFileName(n, out var first, out _) ? first : 0).ToHashSet();
        var time = new CountedTime();
        var holds = new LegalHolds();
        var ends = new List<(long End, TimeSpan At, DateTimeOffset Latest)>();
        var range = new SegmentReader(PosixDisk.Instance, home.Folder.Segments).Beginning();
        var begin = range.Size;
        foreach (var (index, entry) in home.ReadFrom(0))
        {
            if (index > begin && starts.Contains(index) && ends.LastOrDefault().End != index)
            {
                ends.Add((index, time.Elapsed, time.Latest));
            }
            time.Add(entry.Span);
            holds.Add(entry);
        }
        var ticks = clock.GetTimestamp() / Math.Max(1, clock.TimestampFrequency / 1_000_000);
        var now = witnessed is { } seen && seen < clock.GetUtcNow() ? seen : clock.GetUtcNow();
        time.Add(boot, ticks, now);
        var days = Math.Max(Math.Max(home.Settings.KeptDays, holds.Days), asked);
        // Old by the time that was counted, and by what the records themselves say.
        var old = ends.FindLast(e => time.Elapsed - e.At >= TimeSpan.FromDays(days) && now - e.Latest >= TimeSpan.FromDays(days)).End;
        var until = holds.Standing.Count > 0 ? begin : Math.Max(begin, SegmentPruner.CutBefore(PosixDisk.Instance, home.Folder.Segments, old));
        foreach (var (index, entry) in until > begin ? home.ReadFrom(begin) : [])
        {
            if (index == until)
            {
                break;
            }
            range.Append(MerkleHash.OfLeaf(entry.Span));
        }
        return new PrunePlan
        {
            Until = until, Records = until - begin, Root = range.Root().ToBase64(), Days = days, Holds = holds.Standing, Oldest = time.Elapsed,
        };
    }
}
