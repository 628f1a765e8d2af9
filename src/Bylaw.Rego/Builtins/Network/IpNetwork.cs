using System.Globalization;
using System.Numerics;

namespace Bylaw.Rego.Builtins.Network;

/// <summary>An address as a number of 128 bits; IPv4 addresses stand in their IPv4-mapped place (::ffff:0:0/96).</summary>
/// <param name="Bits">The address.</param>
internal readonly record struct IpAddressValue(UInt128 Bits)
{
    private static readonly UInt128 _mapped = new(0, 0xffff_0000_0000);

    /// <summary>Gets whether the address is an IPv4 address, or one in IPv6 clothes.</summary>
    internal bool IsV4 => Bits >> 32 == _mapped >> 32;

    internal static IpAddressValue FromV4(uint address) => new(_mapped | address);

    /// <summary>Reads an address as Go's <c>net.ParseIP</c> does: four decimal parts without leading zeros, or IPv6 without a zone.</summary>
    internal static bool TryParse(ReadOnlySpan<char> text, out IpAddressValue address, out bool isV4Text)
    {
        isV4Text = !text.Contains(':');
        if (isV4Text)
        {
            var isV4 = TryParseV4(text, out var v4);
            address = FromV4(v4);
            return isV4;
        }
        return TryParseV6(text, out address);
    }

    private static bool TryParseV4(ReadOnlySpan<char> text, out uint address)
    {
        address = 0;
        var parts = 0;
        foreach (var range in text.Split('.'))
        {
            var part = text[range];
            if (++parts > 4 || part.Length is 0 or > 3 || (part.Length > 1 && part[0] == '0')
                || part.ContainsAnyExceptInRange('0', '9')
                || !byte.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }
            address = (address << 8) | value;
        }
        return parts == 4;
    }

    private static bool TryParseV6(ReadOnlySpan<char> text, out IpAddressValue address)
    {
        address = default;
        var gap = text.IndexOf("::", StringComparison.Ordinal);
        if (gap < 0)
        {
            var isFull = TryGroups(text, out var all, out var count) && count == 8;
            address = new(all);
            return isFull;
        }
        if (!TryGroups(text[..gap], out var head, out var headCount) || !TryGroups(text[(gap + 2)..], out var tail, out var tailCount)
            || headCount + tailCount > 7
            || (headCount > 0 && text[..gap].Contains('.')))
        {
            return false;
        }
        address = new((headCount == 0 ? 0 : head << (16 * (8 - headCount))) | tail);
        return true;
    }

    private static bool TryGroups(ReadOnlySpan<char> text, out UInt128 bits, out int count)
    {
        bits = 0;
        count = 0;
        if (text.IsEmpty)
        {
            return true;
        }
        foreach (var range in text.Split(':'))
        {
            var group = text[range];
            if (group.Contains('.'))
            {
                // Only the last group may be written as IPv4.
                if (range.End.GetOffset(text.Length) != text.Length || count > 6 || !TryParseV4(group, out var v4))
                {
                    return false;
                }
                bits = (bits << 32) | v4;
                count += 2;
                continue;
            }
            if (++count > 8 || group.Length is 0 or > 4
                || !ushort.TryParse(group, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
            {
                return false;
            }
            bits = (bits << 16) | value;
        }
        return true;
    }

    /// <summary>Writes the address as Go does: IPv4 dotted, also for mapped ones; IPv6 as RFC 5952 has it.</summary>
    public override string ToString()
    {
        if (IsV4)
        {
            var v4 = (uint)Bits;
            return string.Create(CultureInfo.InvariantCulture, $"{v4 >> 24}.{(v4 >> 16) & 255}.{(v4 >> 8) & 255}.{v4 & 255}");
        }
        Span<int> groups = stackalloc int[8];
        for (var i = 0; i < 8; i++)
        {
            groups[i] = (int)(ushort)(Bits >> (16 * (7 - i)));
        }
        var (start, length) = LongestZeroRun(groups);
        var text = new System.Text.StringBuilder(40);
        for (var i = 0; i < 8; i++)
        {
            if (length > 1 && i == start)
            {
                text.Append("::");
                i += length - 1;
                continue;
            }
            if (text.Length > 0 && text[^1] != ':')
            {
                text.Append(':');
            }
            text.Append(CultureInfo.InvariantCulture, $"{groups[i]:x}");
        }
        return text.ToString();
    }

    private static (int Start, int Length) LongestZeroRun(ReadOnlySpan<int> groups)
    {
        var best = (Start: -1, Length: 0);
        for (var i = 0; i < 8; i++)
        {
            var end = i;
            while (end < 8 && groups[end] == 0)
            {
                end++;
            }
            if (end - i > best.Length)
            {
                best = (i, end - i);
            }
            i = Math.Max(i, end - 1);
        }
        return best;
    }
}

/// <summary>A range of addresses that share a prefix.</summary>
/// <param name="First">The lowest address.</param>
/// <param name="PrefixLength">How many of 128 bits all share; an IPv4 prefix counts 96 more than it is written with.</param>
internal readonly record struct IpNetwork(IpAddressValue First, int PrefixLength)
{
    internal IpAddressValue Last => new(First.Bits | HostMask(PrefixLength));

    /// <summary>Reads <c>address/length</c>; the host bits are dropped.</summary>
    internal static bool TryParse(string text, out IpNetwork network)
    {
        network = default;
        var slash = text.IndexOf('/', StringComparison.Ordinal);
        if (slash < 0 || !IpAddressValue.TryParse(text.AsSpan(0, slash), out var address, out var isV4))
        {
            return false;
        }
        var digits = text.AsSpan(slash + 1);
        if (digits.Length is 0 or > 6 || digits.ContainsAnyExceptInRange('0', '9'))
        {
            return false;
        }
        var length = int.Parse(digits, NumberStyles.None, CultureInfo.InvariantCulture);
        if (length > (isV4 ? 32 : 128))
        {
            return false;
        }
        network = Of(address, isV4 ? length + 96 : length);
        return true;
    }

    internal static IpNetwork Of(IpAddressValue address, int prefixLength) =>
        new(new(address.Bits & ~HostMask(prefixLength)), prefixLength);

    /// <summary>Tells whether an address lies in the network; an IPv4 address never lies in an IPv6 network.</summary>
    internal bool Contains(IpAddressValue address) =>
        address.IsV4 == First.IsV4 && ((address.Bits ^ First.Bits) & ~HostMask(Math.Max(PrefixLength, First.IsV4 ? 96 : 0))) == 0;

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{First}/{(First.IsV4 ? Math.Max(PrefixLength - 96, 0) : PrefixLength)}");

    internal static UInt128 HostMask(int prefixLength) => prefixLength == 0 ? UInt128.MaxValue : (UInt128.One << (128 - prefixLength)) - 1;

    /// <summary>Covers a range of addresses by the fewest networks, in order.</summary>
    internal static IEnumerable<IpNetwork> Cover(IpAddressValue first, IpAddressValue last)
    {
        var widest = first.IsV4 ? 96 : 0;
        var at = first.Bits;
        while (at <= last.Bits)
        {
            // The widest network that starts here and does not reach past the end.
            var length = Math.Max(widest, 128 - (int)UInt128.TrailingZeroCount(at));
            while ((at | HostMask(length)) > last.Bits)
            {
                length++;
            }
            yield return new(new(at), length);
            var end = at | HostMask(length);
            if (end >= last.Bits)
            {
                yield break;
            }
            at = end + 1;
        }
    }
}
