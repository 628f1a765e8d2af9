using Bylaw.Rego.Values;

namespace Bylaw.Rego.Types;

/// <summary>The type of a Rego expression. Immutable; compared by content; written as OPA writes it.</summary>
public abstract class RegoType : IEquatable<RegoType>
{
    private const int MostParts = 1 << 20;

    private string? _text;
    private int _partCount;

    private protected RegoType()
    {
    }

    /// <summary>Gets the type of <c>null</c>.</summary>
    public static RegoType Null { get; } = new ScalarType("null");

    /// <summary>Gets the type of booleans.</summary>
    public static RegoType Boolean { get; } = new ScalarType("boolean");

    /// <summary>Gets the type of numbers.</summary>
    public static RegoType Number { get; } = new ScalarType("number");

    /// <summary>Gets the type of strings.</summary>
    public static RegoType String { get; } = new ScalarType("string");

    /// <summary>Gets the type that every value has.</summary>
    public static UnionType Any { get; } = new([]);

    /// <summary>Gets the type of arrays of anything.</summary>
    public static ArrayType AnyArray { get; } = new([], Any);

    /// <summary>Gets the type of sets of anything.</summary>
    public static SetType AnySet { get; } = new(Any);

    /// <summary>Gets the type of objects with any keys and values.</summary>
    public static ObjectType AnyObject { get; } = new([], (Any, Any));

    /// <summary>Gets the name of the kind of type, as capabilities write it: <c>string</c>, <c>array</c>, <c>any</c>, …</summary>
    public abstract string Kind { get; }

    /// <summary>Gets whether every value has this type.</summary>
    public bool IsAny => this is UnionType { Alternatives.IsEmpty: true };

    /// <summary>Reads a type.</summary>
    /// <param name="text">
    /// For example <c>string</c>, <c>array[number]</c>, <c>array&lt;string, number&gt;</c>, <c>set[any]</c>, <c>object[string: any]</c>,
    /// <c>object&lt;op: string&gt;[any: any]</c>, <c>any&lt;null, string&gt;</c>.
    /// </param>
    /// <returns>The type.</returns>
    /// <exception cref="FormatException">The text is not a type.</exception>
    public static RegoType Parse(string text) => new TypeReader(text).ReadOnly();

    /// <summary>Returns the type of values that have one type or the other.</summary>
    /// <param name="other">The other type.</param>
    /// <returns>The union, without repeats; <see cref="Any"/> when either is.</returns>
    public RegoType Or(RegoType other) => UnionType.Of([this, other]);

    /// <summary>Writes the type as capabilities do.</summary>
    /// <returns>An object with a <c>type</c> and what belongs to it.</returns>
    public abstract RegoValue ToValue();

    /// <inheritdoc/>
    public bool Equals(RegoType? other) => other is not null && (ReferenceEquals(this, other) || ToString() == other.ToString());

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as RegoType);

    /// <inheritdoc/>
    public override int GetHashCode() => ToString().GetHashCode(StringComparison.Ordinal);

    /// <summary>Writes the type as OPA does, for example <c>any&lt;array[any], set[any]&gt;</c>.</summary>
    /// <returns>One line.</returns>
    public sealed override string ToString() => _text ??= Write();

    /// <summary>Gets how many types the type is made of, as its text lists them: shared ones as often as they are named; at most 2^20.</summary>
    internal int PartCount => _partCount != 0 ? _partCount : _partCount = (int)Math.Min(MostParts, 1 + Parts.Sum(p => (long)p.PartCount));

    /// <summary>Gets the types that the type names.</summary>
    private protected virtual IEnumerable<RegoType> Parts => [];

    private protected abstract string Write();

    private protected static RegoValue Describe(string kind, params ReadOnlySpan<(RegoValue Key, RegoValue Value)> more)
    {
        var entries = new ObjectBuilder(more.Length + 1);
        entries.Set("type", kind);
        foreach (var (key, value) in more)
        {
            if (value.IsDefined)
            {
                entries.Set(key, value);
            }
        }
        return entries.Build();
    }

    private protected static RegoValue ToValues<T>(IEnumerable<T> types, Func<T, RegoValue> write)
    {
        var values = types.Select(write).ToArray();
        return values.Length == 0 ? default : RegoValue.From(RegoArray.Create(values));
    }
}
