namespace Bylaw.Ledger.Querying;

/// <summary>A value of a field: what the index knows of it, and where it was found since the last transaction.</summary>
internal sealed class Term(int field, string text)
{
    private List<long>? _more;
    private long _added = -1;

    public int Field { get; } = field;

    public string Text { get; } = text;

    /// <summary>Its number in the index; 0 while that is not known.</summary>
    public int Id { get; set; }

    /// <summary>How many entries have it, those of the present transaction not counted.</summary>
    public long Uses { get; set; }

    /// <summary>The first entry that has it. Most values of some fields stand in one entry only, and then need no list.</summary>
    public long First { get; set; } = -1;

    /// <summary>How many entries were added.</summary>
    public int Added => _added < 0 ? 0 : 1 + (_more?.Count ?? 0);

    /// <summary>Adds an entry; indices come in ascending order. False when it was added before.</summary>
    public bool Add(long index)
    {
        if (_added < 0)
        {
            _added = index;
            return true;
        }
        if ((_more is { Count: > 0 } ? _more[^1] : _added) == index)
        {
            return false;
        }
        (_more ??= []).Add(index);
        return true;
    }

    /// <summary>Returns the added entries that belong in lists: all but the first that ever had the value.</summary>
    public IEnumerable<long> ForLists()
    {
        if (_added >= 0 && Uses > 0)
        {
            yield return _added;
        }
        foreach (var index in _more ?? [])
        {
            yield return index;
        }
    }

    /// <summary>Takes what was added as known.</summary>
    public void Settle()
    {
        if (Uses == 0)
        {
            First = _added;
        }
        Uses += Added;
        _added = -1;
        _more?.Clear();
    }
}

/// <summary>The terms of a run of entries, and those known from before.</summary>
internal sealed class TermTable
{
    private const int MaxKnown = 300_000;
    private readonly Dictionary<string, Term>[] _terms = [.. RecordFacets.Names.Select(_ => new Dictionary<string, Term>(StringComparer.Ordinal))];

    /// <summary>The terms with added entries.</summary>
    public List<Term> Touched { get; } = [];

    /// <summary>Adds an entry to a value.</summary>
    public void Add(int field, ReadOnlySpan<char> text, long index)
    {
        var terms = _terms[field].GetAlternateLookup<ReadOnlySpan<char>>();
        if (!terms.TryGetValue(text, out var term))
        {
            var key = text.ToString();
            term = new Term(field, key);
            _terms[field].Add(key, term);
        }
        if (term.Add(index) && term.Added == 1)
        {
            Touched.Add(term);
        }
    }

    /// <summary>Takes all as known, and forgets those that came once: they are not likely to come soon.</summary>
    public void Settle()
    {
        foreach (var term in Touched)
        {
            if (term.Uses == 1)
            {
                _terms[term.Field].Remove(term.Text);
            }
        }
        Touched.Clear();
        if (_terms.Sum(t => t.Count) > MaxKnown)
        {
            Clear();
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        Touched.Clear();
        foreach (var terms in _terms)
        {
            terms.Clear();
        }
    }
}
