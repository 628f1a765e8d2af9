using System.Runtime.CompilerServices;

namespace Bylaw.Rego.Values;

/// <content>Equality, order and hash.</content>
public readonly partial struct RegoValue
{
    /// <summary>The length from which on the hash of a string counts as work.</summary>
    private const int LongText = 1 << 12;

    /// <summary>Characters that are hashed in the time of one piece of work.</summary>
    private const int HashedPerWork = 16;

    /// <summary>Tells whether two values are equal in Rego: <c>1</c> and <c>1.0</c> are.</summary>
    /// <param name="other">The other value.</param>
    /// <returns>True when they are.</returns>
    /// <exception cref="InsufficientExecutionStackException">The values nest tens of thousands of levels deep.</exception>
    /// <remarks>
    /// Takes time that grows with what the two values hold, parts that they share counted once. Inside an evaluation (in a built-in of the host)
    /// its limits and cancellation are looked at.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Equals(RegoValue other)
    {
        if (ReferenceEquals(Reference, other.Reference) && Bits == other.Bits)
        {
            return true;
        }
        return EqualsSlow(this, other);
    }

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is RegoValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        switch (Reference)
        {
            case null:
                return 0;
            case string text:
                return Bits != 0 ? (int)Bits : HashOf(text);
            case ScalarMarker marker when ReferenceEquals(marker, ScalarMarker.Integer):
                return HashOf(Bits);
            case ScalarMarker marker when ReferenceEquals(marker, ScalarMarker.Decimal):
                return NumberComparison.HashDecimal(Bits);
            case ScalarMarker marker:
                return ((int)marker.Kind * 397) + (int)Bits;
            default:
                return Reference.GetHashCode();
        }
    }

    /// <summary>Compares two values in Rego's total order; undefined sorts first.</summary>
    /// <param name="other">The other value.</param>
    /// <returns>Negative, zero or positive.</returns>
    /// <exception cref="InsufficientExecutionStackException">The values nest tens of thousands of levels deep.</exception>
    /// <remarks>Takes time as <see cref="Equals(RegoValue)"/> does.</remarks>
    public int CompareTo(RegoValue other)
    {
        var kind = Kind;
        var otherKind = other.Kind;
        if (kind != otherKind)
        {
            return kind < otherKind ? -1 : 1;
        }
        switch (kind)
        {
            case ValueKind.Boolean:
                return Bits.CompareTo(other.Bits);
            case ValueKind.Number:
                return IsInteger && other.IsInteger ? Bits.CompareTo(other.Bits) : NumberComparison.Compare(this, other);
            case ValueKind.String:
                return CompareText(Unsafe.As<string>(Reference!), Unsafe.As<string>(other.Reference!));
            case ValueKind.Array or ValueKind.Object or ValueKind.Set:
                return DeepComparison.Compare(Unsafe.As<Payload>(Reference!), Unsafe.As<Payload>(other.Reference!));
            default:
                return 0;
        }
    }

    /// <summary>Compares two strings by code point (which is the order of their UTF-8 bytes, not of their UTF-16 code units).</summary>
    /// <param name="left">One string.</param>
    /// <param name="right">The other.</param>
    /// <returns>Negative, zero or positive.</returns>
    internal static int CompareText(string left, string right)
    {
        var common = left.AsSpan().CommonPrefixLength(right);
        if (common == left.Length || common == right.Length)
        {
            return left.Length - right.Length;
        }
        var a = left[common];
        var b = right[common];
        var aIsSurrogate = char.IsSurrogate(a);
        return aIsSurrogate == char.IsSurrogate(b) ? a - b : aIsSurrogate ? 1 : -1;
    }

    /// <summary>Hashes a string; a long one is work.</summary>
    internal static int HashOf(string text)
    {
        if (text.Length >= LongText)
        {
            WorkWatch.Spend(text.Length / HashedPerWork);
        }
        return text.GetHashCode(StringComparison.Ordinal);
    }

    /// <summary>Spreads a 64-bit integer over 32 bits, in a way that differs from process to process: nobody can choose integers that collide.</summary>
    internal static int HashOf(long value) => (int)(((ulong)value * NumberSpread.Factor) >> 32);

    private static bool EqualsSlow(in RegoValue left, in RegoValue right)
    {
        var a = left.Reference;
        var b = right.Reference;
        if (a is null || b is null)
        {
            return false;
        }
        if (a.GetType() == typeof(string))
        {
            return b.GetType() == typeof(string)
                && (left.Bits == right.Bits || left.Bits == 0 || right.Bits == 0)
                && string.Equals(Unsafe.As<string>(a), Unsafe.As<string>(b));
        }
        if (b.GetType() == typeof(string))
        {
            return false;
        }
        var kind = Unsafe.As<Payload>(a).Kind;
        if (kind != Unsafe.As<Payload>(b).Kind)
        {
            return false;
        }
        return kind switch
        {
            ValueKind.Number => !(ReferenceEquals(a, b) && ReferenceEquals(a, ScalarMarker.Integer)) && NumberComparison.Compare(left, right) == 0,
            ValueKind.Array or ValueKind.Object or ValueKind.Set => DeepComparison.AreEqual(Unsafe.As<Payload>(a), Unsafe.As<Payload>(b)),
            ValueKind.Null => true,
            _ => false,
        };
    }

    /// <summary>What integers are spread by.</summary>
    internal static class NumberSpread
    {
        /// <summary>Odd, so that nothing is lost, and as random as the hashes of strings, whose seed is there at no cost.</summary>
        public static readonly ulong Factor = ((ulong)(uint)"factor, upper half".GetHashCode() << 32) | (uint)"lower half".GetHashCode() | 1;
    }
}
