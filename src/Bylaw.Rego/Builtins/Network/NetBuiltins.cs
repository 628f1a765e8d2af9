using System.Net;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins.Network;

/// <summary>Built-ins on addresses and networks.</summary>
internal static class NetBuiltins
{
    /// <summary>How many addresses <c>net.cidr_expand</c> lists at most: those of an IPv4 /12.</summary>
    internal const int MaxExpandedAddresses = 1 << 20;

    private const string Cidrs =
        "any<string, array[any<string, array[any]>], object[string: any<string, array[any]>], set[any<string, array[any]>]>";

    /// <summary>Tells whether a network holds an address or another network.</summary>
    [Builtin("net.cidr_contains", "(cidr: string, cidr_or_ip: string) -> boolean")]
    internal static RegoValue CidrContains(BuiltinContext context, string cidr, string cidrOrIp)
    {
        try
        {
            return Contains(cidr, cidrOrIp);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message, refusal.Code);
        }
    }

    /// <summary>Tells whether a network holds an address or another network; the old name of <c>net.cidr_contains</c>.</summary>
    [Builtin("net.cidr_overlap", "(cidr: string, cidr_or_ip: string) -> boolean", Deprecated = true)]
    internal static RegoValue CidrOverlap(BuiltinContext context, string cidr, string cidrOrIp) => CidrContains(context, cidr, cidrOrIp);

    /// <summary>Returns the pairs of keys under which a network of the first operand holds an address or network of the second.</summary>
    [Builtin("net.cidr_contains_matches", "(cidrs: " + Cidrs + ", cidrs_or_ips: " + Cidrs + ") -> set[array<any, any>]")]
    internal static RegoValue CidrContainsMatches(BuiltinContext context, RegoValue cidrs, RegoValue cidrsOrIps)
    {
        try
        {
            var result = new SetBuilder();
            foreach (var (outer, outerKey) in Entries(cidrs, 1))
            {
                foreach (var (inner, innerKey) in Entries(cidrsOrIps, 2))
                {
                    context.Spend(10);
                    if (Contains(Text(outer), Text(inner)))
                    {
                        result.Add(RegoArray.Create(outerKey, innerKey));
                    }
                }
            }
            return result.Build();
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message, refusal.Code);
        }
    }

    /// <summary>Tells whether two networks have an address in common.</summary>
    [Builtin("net.cidr_intersects", "(cidr1: string, cidr2: string) -> boolean")]
    internal static RegoValue CidrIntersects(BuiltinContext context, string cidr1, string cidr2)
    {
        try
        {
            var (first, second) = (Network(cidr1), Network(cidr2));
            return first.Contains(second.First) || second.Contains(first.First);
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message, refusal.Code);
        }
    }

    /// <summary>Lists the addresses of a network, with the first and the last.</summary>
    [Builtin("net.cidr_expand", "(cidr: string) -> set[string]")]
    internal static RegoValue CidrExpand(BuiltinContext context, string cidr)
    {
        if (!IpNetwork.TryParse(cidr, out var network))
        {
            return context.Fail($"invalid CIDR address: {cidr}");
        }
        var count = network.Last.Bits - network.First.Bits;
        if (count >= MaxExpandedAddresses)
        {
            return context.Fail($"CIDR holds more than {MaxExpandedAddresses} addresses: {cidr}");
        }
        context.Reserve(((long)count + 1) * (BuiltinLimits.KeyBytes + (2 * BuiltinLimits.TextBytes)));
        var result = new SetBuilder((int)count + 1);
        for (UInt128 i = 0; i <= count; i++)
        {
            context.Spend(5);
            result.Add(new IpAddressValue(network.First.Bits + i).ToString());
        }
        return result.Build();
    }

    /// <summary>Tells whether a text is a network in CIDR notation.</summary>
    [Builtin("net.cidr_is_valid", "(cidr: string) -> boolean")]
    internal static bool CidrIsValid(RegoValue cidr) => cidr.TryGetString(out var text) && IpNetwork.TryParse(text, out _);

    /// <summary>Joins networks that touch or overlap into the fewest networks.</summary>
    [Builtin("net.cidr_merge", "(addrs: any<array[any<string>], set[string]>) -> set[string]")]
    internal static RegoValue CidrMerge(BuiltinContext context, RegoValue addrs)
    {
        try
        {
            var result = new SetBuilder();
            foreach (var text in CidrMerger.Merge(Members(addrs).Select(MergedOperand)))
            {
                result.Add(text);
            }
            return result.Build();
        }
        catch (RefusedOperandException refusal)
        {
            return context.Fail(refusal.Message, refusal.Code);
        }
    }

    /// <summary>Returns the addresses that a host name resolves to.</summary>
    [Builtin("net.lookup_ip_addr", "(name: string) -> set[string]", Effect = BuiltinEffect.External)]
    internal static RegoValue LookupIpAddr(BuiltinContext context, string name)
    {
        if (context.Host.AllowedHosts is { } allowed && !allowed.Contains(name))
        {
            return context.Fail($"unallowed host: {name}");
        }
        return context.OncePerQuery(name, () => Lookup(context, name));
    }

    private static RegoValue Lookup(BuiltinContext context, string name)
    {
        // An address names itself, and RFC 6761 fixes what localhost is: neither needs the network.
        if (IpAddressValue.TryParse(name, out var literal, out _))
        {
            return RegoSet.Create(literal.ToString());
        }
        if (context.Host.Resolver is not { } resolver)
        {
            return string.Equals(name, "localhost", StringComparison.OrdinalIgnoreCase)
                ? RegoSet.Create("127.0.0.1", "::1")
                : context.Fail("name resolution is not granted by the host");
        }
        IReadOnlyList<IPAddress> addresses;
        try
        {
            addresses = resolver(name, context.CancellationToken);
        }
        catch (System.Net.Sockets.SocketException error)
        {
            return context.Fail($"lookup {name}: {error.Message}");
        }
        var result = new SetBuilder();
        foreach (var address in addresses)
        {
            result.Add(address.ToString());
        }
        return result.Build();
    }

    private static bool Contains(string cidr, string cidrOrIp)
    {
        var outer = Network(cidr);
        if (IpAddressValue.TryParse(cidrOrIp, out var address, out _))
        {
            return outer.Contains(address);
        }
        return IpNetwork.TryParse(cidrOrIp, out var inner)
            ? outer.Contains(inner.First) && outer.Contains(inner.Last)
            : throw new RefusedOperandException($"not a valid textual representation of an IP address or CIDR: {cidrOrIp}");
    }

    private static IpNetwork Network(string cidr) =>
        IpNetwork.TryParse(cidr, out var network) ? network : throw new RefusedOperandException($"invalid CIDR address: {cidr}");

    private static (IpNetwork Network, IpAddressValue Address) MergedOperand(RegoValue operand)
    {
        if (!operand.TryGetString(out var text))
        {
            throw new RefusedOperandException("element must be string");
        }
        if (!IpAddressValue.TryParse(text, out var address, out _))
        {
            var network = Network(text);
            return (network, network.First);
        }
        // A bare IPv4 address stands for its classful network, as it does in OPA.
        var top = (uint)address.Bits >> 24;
        var length = top switch { < 128 => 8, < 192 => 16, < 224 => 24, _ => 32 };
        return address.IsV4
            ? (IpNetwork.Of(address, 96 + length), address)
            : throw new RefusedOperandException("IPv6 invalid: needs prefix length");
    }

    private static IEnumerable<RegoValue> Members(RegoValue collection)
    {
        if (collection.TryGetArray(out var array))
        {
            return Enumerable.Range(0, array.Count).Select(i => array[i]);
        }
        return collection.TryGetSet(out var set) ? set.ToSortedArray() : throw new RefusedOperandException("operand must be an array");
    }

    private static IEnumerable<(RegoValue Cidr, RegoValue Key)> Entries(RegoValue operand, int position)
    {
        if (operand.IsString)
        {
            yield return (operand, operand);
        }
        else if (operand.TryGetArray(out var array))
        {
            for (var i = 0; i < array.Count; i++)
            {
                yield return (CidrOf(array[i], position), i);
            }
        }
        else if (operand.TryGetSet(out var set))
        {
            foreach (var member in set.ToSortedArray())
            {
                yield return (CidrOf(member, position), member);
            }
        }
        else if (operand.TryGetObject(out var entries))
        {
            foreach (var (key, value) in entries)
            {
                yield return (CidrOf(value, position), key);
            }
        }
    }

    private static RegoValue CidrOf(in RegoValue element, int position)
    {
        if (element.IsString)
        {
            return element;
        }
        return element.TryGetArray(out var array) && array.Count > 0
            ? array[0]
            : throw new RefusedOperandException($"operand {position}: element must be string or non-empty array");
    }

    private static string Text(in RegoValue cidr) =>
        cidr.TryGetString(out var text)
            ? text
            : throw new RefusedOperandException($"operand 1 must be string but got {RegoValue.NameOf(cidr.Kind)}", BuiltinError.TypeCode);
}
