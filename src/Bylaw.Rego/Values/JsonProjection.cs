namespace Bylaw.Rego.Values;

/// <summary>
/// Which parts of a JSON document matter. What does not is read over: checked like the rest, but no value is made of it. Scalars are always
/// read, arrays keep their length where items matter. Immutable.
/// </summary>
internal sealed class JsonProjection
{
    private readonly KeyTable _names;
    private readonly JsonProjection[] _named;

    /// <summary>Makes a projection.</summary>
    /// <param name="id">Its number in its tree, 0 and up.</param>
    /// <param name="names">The keys that matter apart from the others.</param>
    /// <param name="named">What matters below each of them.</param>
    /// <param name="each">What matters below every other key and below items; null when those do not matter.</param>
    public JsonProjection(int id, KeyTable names, JsonProjection[] named, JsonProjection? each)
    {
        Id = id;
        _names = names;
        _named = named;
        Each = each;
    }

    private JsonProjection(int id)
        : this(id, KeyTable.Empty, [], null) => IsWhole = true;

    /// <summary>Gets the number in its tree.</summary>
    public int Id { get; }

    /// <summary>Gets whether all below matters.</summary>
    public bool IsWhole { get; }

    /// <summary>Gets what matters of items, and of the values of keys that are not named; null when those do not matter.</summary>
    public JsonProjection? Each { get; }

    /// <summary>Gets the highest number in the tree below a root, itself included.</summary>
    public int MaxId { get; init; }

    /// <summary>Makes a projection that leaves nothing out.</summary>
    /// <param name="id">Its number in its tree.</param>
    public static JsonProjection Whole(int id) => new(id);

    /// <summary>Says what matters of the value of a key; null for nothing.</summary>
    public JsonProjection? Of(in RegoValue key)
    {
        var slot = _names.Find(key);
        return slot < 0 ? Each : _named[slot];
    }

    /// <summary>Writes the projection as <c>{name: …, *: …}</c>, a part that matters as a whole as <c>*</c>.</summary>
    public override string ToString()
    {
        if (IsWhole)
        {
            return "*";
        }
        var parts = new List<string>();
        for (var i = 0; i < _named.Length; i++)
        {
            parts.Add($"{_names[i].AsString()}: {_named[i]}");
        }
        parts.Sort(StringComparer.Ordinal);
        if (Each is not null)
        {
            parts.Add($"*: {Each}");
        }
        return $"{{{string.Join(", ", parts)}}}";
    }
}
