namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Collects what one pickle stream imports and calls.</summary>
internal sealed class PickleTrace
{
    private readonly HashSet<(string Rule, string Operator)> _seen = [];

    /// <summary>Gets the findings so far; one for each rule and name.</summary>
    public List<ModelFileFinding> Findings { get; } = [];

    /// <summary>Gets every imported name with its standing.</summary>
    public SortedDictionary<string, SymbolStanding> Symbols { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets whether something unsafe was called, so that loading would have run it before any later fault.</summary>
    public bool UnsafeCallMade { get; set; }

    public void Add(ModelFindingSeverity severity, string rule, string @operator, string message, string location, long offset)
    {
        if (_seen.Add((rule, @operator)))
        {
            Findings.Add(new ModelFileFinding(severity, rule, @operator, message, location, offset));
        }
    }

    /// <summary>Takes over what another trace found.</summary>
    public void Merge(PickleTrace other)
    {
        foreach (var finding in other.Findings)
        {
            if (_seen.Add((finding.Rule, finding.Operator)))
            {
                Findings.Add(finding);
            }
        }
        foreach (var (name, standing) in other.Symbols)
        {
            Symbols[name] = standing;
        }
        UnsafeCallMade |= other.UnsafeCallMade;
    }
}
