namespace Bylaw.Rego.Planning;

/// <summary>A set of variables of one frame, by slot.</summary>
internal sealed class VariableSet
{
    private ulong[] _words;

    public VariableSet() => _words = new ulong[1];

    private VariableSet(ulong[] words) => _words = words;

    public bool Contains(Variable variable)
    {
        var word = variable.Index >> 6;
        return word < _words.Length && (_words[word] & (1UL << (variable.Index & 63))) != 0;
    }

    public void Add(Variable variable)
    {
        var word = variable.Index >> 6;
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        }
        _words[word] |= 1UL << (variable.Index & 63);
    }

    public void AddAll(VariableSet other)
    {
        if (other._words.Length > _words.Length)
        {
            Array.Resize(ref _words, other._words.Length);
        }
        for (var i = 0; i < other._words.Length; i++)
        {
            _words[i] |= other._words[i];
        }
    }

    public VariableSet Copy() => new((ulong[])_words.Clone());

    /// <summary>Makes the set equal to another, keeping its own storage.</summary>
    public void CopyFrom(VariableSet other)
    {
        if (_words.Length != other._words.Length)
        {
            _words = new ulong[other._words.Length];
        }
        other._words.CopyTo(_words, 0);
    }
}
