namespace Bylaw.Rego.Builtins.Network;

/// <summary>Joins networks that touch or overlap.</summary>
internal static class CidrMerger
{
    /// <summary>Joins networks into the fewest; one that met no other keeps the address it was written with.</summary>
    /// <param name="networks">The networks, each with the address to show for it.</param>
    /// <returns>The networks in CIDR notation.</returns>
    internal static IEnumerable<string> Merge(IEnumerable<(IpNetwork Network, IpAddressValue Address)> networks)
    {
        var ranges = networks
            .Select(n => new Range(n.Network.First, n.Network.Last, (n.Network with { First = n.Address }).ToString()))
            .OrderBy(r => r.Last.Bits)
            .ThenBy(r => r.First.Bits)
            .ToList();
        for (var i = ranges.Count - 1; i > 0; i--)
        {
            var (low, high) = (ranges[i - 1], ranges[i]);
            if (Previous(high.First).Bits > low.Last.Bits)
            {
                continue;
            }
            ranges[i - 1] = new Range(low.First.Bits < high.First.Bits ? low.First : high.First, high.Last, null);
            ranges.RemoveAt(i);
        }
        return ranges.SelectMany(r => r.Written is { } written ? [written] : IpNetwork.Cover(r.First, r.Last).Select(n => n.ToString()));
    }

    // The lowest address of each family has none before it.
    private static IpAddressValue Previous(IpAddressValue address) =>
        address.Bits == 0 || address == IpAddressValue.FromV4(0) ? address : new(address.Bits - 1);

    private sealed record Range(IpAddressValue First, IpAddressValue Last, string? Written);
}
