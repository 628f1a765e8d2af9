namespace Bylaw.Collectors.Models.Pickle;

/// <summary>What a pickle would have built, seen from outside: enough to trace imports and calls, never the real thing.</summary>
internal abstract class PickleValue;

/// <summary>A value whose contents never matter here: none, a boolean, a float, a set, a long text.</summary>
internal sealed class OpaqueValue : PickleValue
{
    /// <summary>Gets the one instance for plain values, which can be neither called nor read as text.</summary>
    public static OpaqueValue Plain { get; } = new();

    /// <summary>Gets the one instance for texts that are too long to keep.</summary>
    public static OpaqueValue LongText { get; } = new();
}

/// <summary>A text of at most <see cref="MaxLength"/> characters.</summary>
internal sealed class TextValue(string text) : PickleValue
{
    /// <summary>The longest text that is kept; no module or attribute name comes near it.</summary>
    public const int MaxLength = 2_048;

    public string Text { get; } = text;
}

/// <summary>A whole number that fits 64 bits.</summary>
internal sealed class IntegerValue(long number) : PickleValue
{
    public long Number { get; } = number;
}

/// <summary>A byte string; the bytes are kept only when they may hold a pickle or an archive.</summary>
internal sealed class BytesValue(byte[]? content) : PickleValue
{
    /// <summary>Gets the bytes, or null when they were skipped.</summary>
    public byte[]? Content { get; } = content;
}

/// <summary>A tuple, or a list of which the first <see cref="MaxKept"/> items are kept.</summary>
internal sealed class SequenceValue(bool isTuple) : PickleValue
{
    /// <summary>How many items of a list are kept; tuples, which carry call arguments, are kept whole.</summary>
    public const int MaxKept = 256;

    public bool IsTuple { get; } = isTuple;

    public List<PickleValue> Items { get; } = [];

    public void Add(PickleValue item)
    {
        if (IsTuple || Items.Count < MaxKept)
        {
            Items.Add(item);
        }
    }
}

/// <summary>A dictionary of which the first entries with text keys are kept.</summary>
internal sealed class DictionaryValue : PickleValue
{
    private const int MaxKept = 256;

    public Dictionary<string, PickleValue> Entries { get; } = new(StringComparer.Ordinal);

    public void Set(PickleValue key, PickleValue value)
    {
        if (key is TextValue text && (Entries.Count < MaxKept || Entries.ContainsKey(text.Text)))
        {
            Entries[text.Text] = value;
        }
    }
}

/// <summary>Something the pickle imports: <c>module.name</c>.</summary>
internal sealed class SymbolValue(string module, string name, SymbolStanding standing) : PickleValue
{
    public string Module { get; } = module;

    public string Name { get; } = name;

    public SymbolStanding Standing { get; } = standing;

    public string FullName => $"{Module}.{Name}";
}

/// <summary>What a call, or a persistent id, gave: an object that only the real loader would know.</summary>
internal sealed class ResultValue(SymbolValue? callee, PickleValue? arguments) : PickleValue
{
    public SymbolValue? Callee { get; } = callee;

    public SequenceValue? Arguments { get; } = arguments as SequenceValue;

    /// <summary>Gets or sets what <c>BUILD</c> gave to the object.</summary>
    public PickleValue? State { get; set; }
}
