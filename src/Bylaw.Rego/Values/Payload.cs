namespace Bylaw.Rego.Values;

/// <summary>What a value's first word points to when it is not a string: a marker shared by all scalars of a kind, or the contents.</summary>
/// <param name="kind">The kind of value it stands for.</param>
public abstract class Payload(ValueKind kind)
{
    /// <summary>The kind of value; a field, because it is read on every dispatch.</summary>
    internal readonly ValueKind Kind = kind;
}

/// <summary>A marker: the value itself is in the second word.</summary>
/// <param name="kind">The kind of value.</param>
internal sealed class ScalarMarker(ValueKind kind) : Payload(kind)
{
    internal static readonly ScalarMarker Null = new(ValueKind.Null);
    internal static readonly ScalarMarker Boolean = new(ValueKind.Boolean);

    /// <summary>The second word is the integer.</summary>
    internal static readonly ScalarMarker Integer = new(ValueKind.Number);

    /// <summary>The second word is (mantissa &lt;&lt; 8) | scale: the decimal as written, trailing zeros kept. Scale is 1 or more.</summary>
    internal static readonly ScalarMarker Decimal = new(ValueKind.Number);
}
