using System.Text.Json.Nodes;
using Bylaw.Ledger.Records;

namespace Bylaw.Ledger.Hosting;

/// <summary>Follows in the log itself which legal holds stand and for how long records must be kept, so that no index or setting can make that vanish.</summary>
public sealed class LegalHolds
{
    private int _floor;
    private readonly SortedSet<string> _standing = new(StringComparer.Ordinal);

    /// <summary>Gets the names of the holds that stand.</summary>
    public IReadOnlyCollection<string> Standing => _standing;

    /// <summary>Gets the days for which the log itself says that records are kept; 0 when it says nothing.</summary>
    public int Days { get; private set; }

    /// <summary>Reads a whole ledger.</summary>
    /// <param name="home">The ledger.</param>
    /// <returns>What stands at its end.</returns>
    /// <exception cref="InvalidDataException">The log is damaged.</exception>
    public static LegalHolds Read(LedgerHome home)
    {
        var holds = new LegalHolds();
        foreach (var (_, entry) in home.ReadFrom(0))
        {
            holds.Add(entry);
        }
        return holds;
    }

    /// <summary>Takes up an entry, in the order of the log.</summary>
    /// <param name="entry">The entry's bytes.</param>
    public void Add(ReadOnlyMemory<byte> entry)
    {
        if ((entry.Span.IndexOf("\"kind\":\"hold\""u8) < 0 && entry.Span.IndexOf("\"kind\":\"retention\""u8) < 0) || !LedgerRecord.TryRead(entry, out var record))
        {
            return;
        }
        switch (record["kind"]?.ToString())
        {
            case "hold" when record["action"]?.ToString() == "place":
                _standing.Add(record["name"]!.ToString());
                break;
            case "hold":
                _standing.Remove(record["name"]!.ToString());
                break;
            case "retention" when record["days"] is JsonValue value && value.TryGetValue<int>(out var days):
                // Once said to be of a high-risk system, no later record takes the floor away.
                _floor = record["high_risk"]?.ToString() == "yes" ? LedgerSettings.HighRiskFloorDays : _floor;
                Days = Math.Max(days, _floor);
                break;
        }
    }
}
