using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Values;

/// <summary>One Rego value, two words wide. Equality is Rego equality: 1 and 1.0 are equal. Immutable; safe to share between threads.</summary>
/// <remarks>INVARIANT: default is undefined, so a forgotten slot never reads as a policy's answer.</remarks>
public readonly partial struct RegoValue : IEquatable<RegoValue>, IComparable<RegoValue>
{
    /// <summary>Set in the second word of a string whose hash code stands in the low 32 bits.</summary>
    private const long HashKnown = 1L << 32;

    /// <summary>Null for undefined; a string; a marker for scalars; the contents for the rest.</summary>
    internal readonly object? Reference;

    /// <summary>The integer, the packed decimal, 0 or 1 for a boolean, the hash of a string if it is known, else 0.</summary>
    internal readonly long Bits;

    private RegoValue(object? reference, long bits)
    {
        Reference = reference;
        Bits = bits;
    }

    /// <summary>Gets the absence of a value.</summary>
    public static RegoValue Undefined => default;

    /// <summary>Gets <c>null</c>.</summary>
    public static RegoValue Null => new(ScalarMarker.Null, 0);

    /// <summary>Gets <c>true</c>.</summary>
    public static RegoValue True => new(ScalarMarker.Boolean, 1);

    /// <summary>Gets <c>false</c>.</summary>
    public static RegoValue False => new(ScalarMarker.Boolean, 0);

    /// <summary>Gets the empty string.</summary>
    public static RegoValue EmptyString { get; } = FromKey(string.Empty);

    /// <summary>Gets whether there is a value.</summary>
    public bool IsDefined => Reference is not null;

    /// <summary>Gets the kind of value.</summary>
    public ValueKind Kind
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            var reference = Reference;
            if (reference is null)
            {
                return ValueKind.Undefined;
            }
            return reference.GetType() == typeof(string) ? ValueKind.String : Unsafe.As<Payload>(reference).Kind;
        }
    }

    /// <summary>Gets whether this is <c>false</c>.</summary>
    public bool IsFalse => ReferenceEquals(Reference, ScalarMarker.Boolean) && Bits == 0;

    /// <summary>Gets whether this is <c>true</c>.</summary>
    public bool IsTrue => ReferenceEquals(Reference, ScalarMarker.Boolean) && Bits != 0;

    /// <summary>Gets whether a literal that yields this value holds: it is defined and not <c>false</c>.</summary>
    public bool Holds => Reference is not null && !(ReferenceEquals(Reference, ScalarMarker.Boolean) && Bits == 0);

    /// <summary>Gets whether this is a string.</summary>
    public bool IsString => Reference is not null && Reference.GetType() == typeof(string);

    /// <summary>Gets whether this is a number.</summary>
    public bool IsNumber => Kind == ValueKind.Number;

    /// <summary>Gets whether this is a number kept as a 64-bit integer. Larger integers and <c>1.0</c> are not.</summary>
    internal bool IsInteger => ReferenceEquals(Reference, ScalarMarker.Integer);

    /// <summary>Gets whether this is a number kept as a packed decimal.</summary>
    internal bool IsPackedDecimal => ReferenceEquals(Reference, ScalarMarker.Decimal);

    /// <summary>Makes a boolean.</summary>
    /// <param name="value">The boolean.</param>
    /// <returns>The value.</returns>
    public static RegoValue From(bool value) => new(ScalarMarker.Boolean, value ? 1 : 0);

    /// <summary>Makes an integer.</summary>
    /// <param name="value">The integer.</param>
    /// <returns>The value.</returns>
    public static RegoValue From(long value) => new(ScalarMarker.Integer, value);

    /// <summary>Makes a string.</summary>
    /// <param name="value">The string; unpaired surrogates are kept.</param>
    /// <returns>The value.</returns>
    public static RegoValue From(string value) => new(value ?? throw new ArgumentNullException(nameof(value)), 0);

    /// <summary>Makes an array value.</summary>
    /// <param name="value">The array.</param>
    /// <returns>The value.</returns>
    public static RegoValue From(RegoArray value) => new(value ?? throw new ArgumentNullException(nameof(value)), 0);

    /// <summary>Makes an object value.</summary>
    /// <param name="value">The object.</param>
    /// <returns>The value.</returns>
    public static RegoValue From(RegoObject value) => new(value ?? throw new ArgumentNullException(nameof(value)), 0);

    /// <summary>Makes a set value.</summary>
    /// <param name="value">The set.</param>
    /// <returns>The value.</returns>
    public static RegoValue From(RegoSet value) => new(value ?? throw new ArgumentNullException(nameof(value)), 0);

    /// <summary>Makes a boolean.</summary>
    /// <param name="value">The boolean.</param>
    public static implicit operator RegoValue(bool value) => From(value);

    /// <summary>Makes an integer.</summary>
    /// <param name="value">The integer.</param>
    public static implicit operator RegoValue(long value) => From(value);

    /// <summary>Makes a string.</summary>
    /// <param name="value">The string.</param>
    public static implicit operator RegoValue(string value) => From(value);

    /// <summary>Makes an array value.</summary>
    /// <param name="value">The array.</param>
    public static implicit operator RegoValue(RegoArray value) => From(value);

    /// <summary>Makes an object value.</summary>
    /// <param name="value">The object.</param>
    public static implicit operator RegoValue(RegoObject value) => From(value);

    /// <summary>Makes a set value.</summary>
    /// <param name="value">The set.</param>
    public static implicit operator RegoValue(RegoSet value) => From(value);

    /// <summary>Tells whether two values are equal.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator ==(RegoValue left, RegoValue right) => left.Equals(right);

    /// <summary>Tells whether two values differ.</summary>
    /// <param name="left">One value.</param>
    /// <param name="right">The other.</param>
    public static bool operator !=(RegoValue left, RegoValue right) => !left.Equals(right);

    /// <summary>Makes a string that carries its hash, for keys and constants.</summary>
    internal static RegoValue FromKey(string value) => new(value, HashKnown | (uint)HashOf(value));

    /// <summary>Makes a packed decimal without checking that it fits.</summary>
    internal static RegoValue FromPackedDecimal(long mantissa, int scale) => new(ScalarMarker.Decimal, (mantissa << 8) | (byte)scale);

    /// <summary>Makes a number out of its big form.</summary>
    internal static RegoValue FromBigNumber(BigNumber value) => new(value, 0);

    /// <summary>Makes sure that a string carries its hash.</summary>
    internal RegoValue WithHash() => Bits == 0 && Reference is string text ? FromKey(text) : this;

    /// <summary>Returns the boolean.</summary>
    /// <returns>The boolean.</returns>
    /// <exception cref="InvalidOperationException">The value is not a boolean.</exception>
    public bool AsBoolean() => ReferenceEquals(Reference, ScalarMarker.Boolean) ? Bits != 0 : throw WrongKind("boolean");

    /// <summary>Returns the string.</summary>
    /// <returns>The string.</returns>
    /// <exception cref="InvalidOperationException">The value is not a string.</exception>
    public string AsString() => Reference as string ?? throw WrongKind("string");

    /// <summary>Returns the array.</summary>
    /// <returns>The array.</returns>
    /// <exception cref="InvalidOperationException">The value is not an array.</exception>
    public RegoArray AsArray() => Reference as RegoArray ?? throw WrongKind("array");

    /// <summary>Returns the object.</summary>
    /// <returns>The object.</returns>
    /// <exception cref="InvalidOperationException">The value is not an object.</exception>
    public RegoObject AsObject() => Reference as RegoObject ?? throw WrongKind("object");

    /// <summary>Returns the set.</summary>
    /// <returns>The set.</returns>
    /// <exception cref="InvalidOperationException">The value is not a set.</exception>
    public RegoSet AsSet() => Reference as RegoSet ?? throw WrongKind("set");

    /// <summary>Returns the string when it is one.</summary>
    /// <param name="value">The string.</param>
    /// <returns>True for a string.</returns>
    public bool TryGetString([NotNullWhen(true)] out string? value)
    {
        value = Reference as string;
        return value is not null;
    }

    /// <summary>Returns the array when it is one.</summary>
    /// <param name="value">The array.</param>
    /// <returns>True for an array.</returns>
    public bool TryGetArray([NotNullWhen(true)] out RegoArray? value)
    {
        value = Reference as RegoArray;
        return value is not null;
    }

    /// <summary>Returns the object when it is one.</summary>
    /// <param name="value">The object.</param>
    /// <returns>True for an object.</returns>
    public bool TryGetObject([NotNullWhen(true)] out RegoObject? value)
    {
        value = Reference as RegoObject;
        return value is not null;
    }

    /// <summary>Returns the set when it is one.</summary>
    /// <param name="value">The set.</param>
    /// <returns>True for a set.</returns>
    public bool TryGetSet([NotNullWhen(true)] out RegoSet? value)
    {
        value = Reference as RegoSet;
        return value is not null;
    }

    /// <summary>Returns the value below a key: an object's value, an array's item, a set's own member.</summary>
    /// <param name="key">The key; an integer for an array, a member for a set.</param>
    /// <returns>The value, or undefined when there is none.</returns>
    public RegoValue Get(in RegoValue key)
    {
        switch (Reference)
        {
            case RegoObject obj:
                return obj.Get(key);
            case RegoArray array:
                return key.TryGetIndex(out var index) && (ulong)index < (ulong)array.Count ? array[(int)index] : default;
            case RegoSet set:
                return set.Contains(key) ? key : default;
            default:
                return default;
        }
    }

    /// <summary>Writes the value as Rego text: <c>{"a": [1, 2.50]}</c>, sets as <c>{1, 2}</c> or <c>set()</c>.</summary>
    /// <returns>Rego text in one line; <c>undefined</c> for the absence of a value.</returns>
    /// <exception cref="ValueTooLongException">The text is longer than 500,000,000 characters.</exception>
    public override string ToString() => RegoTextWriter.Write(this);

    /// <summary>Writes the value as Rego text for people, or its beginning and <c>...</c> when it is long; never takes longer than that.</summary>
    /// <param name="maxLength">The most characters, at least 3.</param>
    /// <returns>Rego text in one line.</returns>
    public string ToShortString(int maxLength) => RegoTextWriter.WriteShort(this, Math.Max(3, maxLength));

    /// <summary>Names a kind as messages do: <c>string</c>, <c>number</c>, …</summary>
    /// <param name="kind">The kind.</param>
    /// <returns>A lower-case word.</returns>
    public static string NameOf(ValueKind kind) => kind switch
    {
        ValueKind.Null => "null",
        ValueKind.Boolean => "boolean",
        ValueKind.Number => "number",
        ValueKind.String => "string",
        ValueKind.Array => "array",
        ValueKind.Object => "object",
        ValueKind.Set => "set",
        _ => "undefined",
    };

    private InvalidOperationException WrongKind(string wanted) => new($"the value is no {wanted} but {NameOf(Kind)}");
}
