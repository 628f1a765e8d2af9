using Bylaw.Collectors.Models.Pickle;

namespace Bylaw.Collectors.Models.Scanning;

/// <summary>Says what a scan came to.</summary>
public enum ModelScanVerdict
{
    /// <summary>Everything was read, and nothing that could run code was found.</summary>
    Clean,

    /// <summary>Something could not be read; nothing may be concluded.</summary>
    NotScanned,

    /// <summary>Loading the file would run code, or would call names that are not known to be safe.</summary>
    Unsafe,
}

/// <summary>A part of a file that could not be looked into.</summary>
/// <param name="Location">The file, then members of nested archives, joined by <c>!</c>.</param>
/// <param name="Reason">Why, in a line.</param>
public sealed record UnscannedPart(string Location, string Reason);

/// <summary>What is inside one file: how it is built, what it imports, and what could not be read.</summary>
public sealed class ArtefactScanResult
{
    private readonly List<ModelFileFinding> _findings = [];
    private readonly List<UnscannedPart> _unscanned = [];
    private readonly List<string> _notes = [];
    private readonly SortedDictionary<string, string> _symbols = new(StringComparer.Ordinal);
    private readonly SortedSet<string> _kinds = new(StringComparer.Ordinal);
    private bool _unsafe;

    /// <summary>Gets the verdict: unsafe before not scanned before clean.</summary>
    public ModelScanVerdict Verdict =>
        _unsafe ? ModelScanVerdict.Unsafe : _unscanned.Count > 0 ? ModelScanVerdict.NotScanned : ModelScanVerdict.Clean;

    /// <summary>Gets the findings, in the order they were met.</summary>
    public IReadOnlyList<ModelFileFinding> Findings => _findings;

    /// <summary>Gets the parts that could not be read.</summary>
    public IReadOnlyList<UnscannedPart> Unscanned => _unscanned;

    /// <summary>Gets remarks that change nothing, such as bytes behind the last pickle.</summary>
    public IReadOnlyList<string> Notes => _notes;

    /// <summary>Gets every imported name with <c>safe</c>, <c>conditional</c>, <c>unlisted</c> or <c>dangerous</c>.</summary>
    public IReadOnlyDictionary<string, string> Symbols => _symbols;

    /// <summary>Gets the kinds of encoding met: <c>pickle</c>, <c>zip</c>, <c>npy</c>, <c>tar</c>, <c>gzip</c> and the like.</summary>
    public IReadOnlyCollection<string> Kinds => _kinds;

    internal void AddKind(string kind) => _kinds.Add(kind);

    internal void AddNote(string note)
    {
        if (_notes.Count < 50)
        {
            _notes.Add(note);
        }
    }

    internal void AddUnscanned(string location, string reason)
    {
        if (!_unscanned.Exists(u => u.Location == location && u.Reason == reason))
        {
            _unscanned.Add(new UnscannedPart(location, reason));
        }
    }

    /// <summary>Adds a finding that stands by itself, such as an operator of a graph.</summary>
    internal void Add(ModelFileFinding finding)
    {
        _findings.Add(finding);
        _unsafe |= finding.Severity >= ModelFindingSeverity.High;
    }

    /// <summary>Takes over what a pickle's trace found.</summary>
    /// <param name="trace">The trace.</param>
    /// <param name="ran">True when loading would really get that far: the pickle is whole, or the unsafe call came before the damage.</param>
    internal void Take(PickleTrace trace, bool ran)
    {
        foreach (var (name, standing) in trace.Symbols)
        {
            _symbols[name] = standing.ToString().ToLowerInvariant();
        }
        foreach (var finding in trace.Findings)
        {
            if (!_findings.Contains(finding))
            {
                _findings.Add(finding);
            }
            _unsafe |= ran && finding.Severity >= ModelFindingSeverity.High;
        }
    }
}
