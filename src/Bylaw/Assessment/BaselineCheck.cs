using System.Collections.Concurrent;
using Bylaw.Packs;

namespace Bylaw.Assessment;

/// <summary>Lets known failures pass with a warning, and says which entries have had their day. Safe to call from many threads.</summary>
internal sealed class BaselineCheck(Baseline? baseline)
{
    private readonly Dictionary<string, BaselineEntry> _known = baseline?.Entries.DistinctBy(e => e.Fingerprint).ToDictionary(e => e.Fingerprint, StringComparer.Ordinal) ?? [];
    private readonly ConcurrentDictionary<string, bool> _seen = new(StringComparer.Ordinal);

    /// <summary>Notes which entries still fail, also where a waiver answers them.</summary>
    public ControlResult See(ControlResult result)
    {
        foreach (var finding in _known.Count == 0 ? [] : result.Findings)
        {
            _seen[ResultFingerprint.Exact(result.Control.Id, result.Subject, finding)] = true;
        }
        return result;
    }

    /// <summary>Turns a blocking failure into a warning when every finding of it is known.</summary>
    public ControlResult Apply(ControlResult result)
    {
        if (_known.Count == 0 || result.Outcome is not (ControlOutcome.Fail or ControlOutcome.Unknown) || !result.Control.IsWaivable || result.Findings.IsEmpty)
        {
            return result;
        }
        var all = result.Findings.All(f => _known.ContainsKey(ResultFingerprint.Exact(result.Control.Id, result.Subject, f)));
        return all && result.Enforcement == Enforcement.Block
            ? result with { Enforcement = Enforcement.Warn, IsInBaseline = true, Note = $"known since {baseline!.Since:yyyy-MM-dd} ({Baseline.FileName}); it warns until it is mended" }
            : result;
    }

    /// <summary>Lists entries that nothing fails for any more.</summary>
    public IEnumerable<string> Faults() => _known.Values
        .Where(e => !_seen.ContainsKey(e.Fingerprint))
        .OrderBy(e => e.Control, StringComparer.Ordinal).ThenBy(e => e.Subject, StringComparer.Ordinal)
        .Select(e => $"{Baseline.FileName}: {e.Control} on {e.Subject} is mended; take it out with `bylaw check --shrink-baseline`");
}
