using Bylaw.Rego.Builtins.Network;

namespace Bylaw.Rego.Builtins.Crypto.X509;

/// <summary>Tells for which hosts a certificate speaks (RFC 6125; only alternative names count).</summary>
internal static class HostNames
{
    /// <summary>Tells whether a certificate speaks for a host name or an address.</summary>
    internal static bool Matches(Certificate certificate, string host)
    {
        var bare = host.StartsWith('[') && host.EndsWith(']') ? host[1..^1] : host;
        if (IpAddressValue.TryParse(bare, out var address, out _))
        {
            return certificate.Names.IpAddresses.Exists(bytes => ToAddress(bytes) == address);
        }
        var wanted = host.ToLowerInvariant();
        if (!IsHostName(wanted, isPattern: false))
        {
            return false;
        }
        return certificate.Names.DnsNames.Exists(name => IsHostName(name, isPattern: true) && MatchesPattern(name.ToLowerInvariant(), wanted));
    }

    private static IpAddressValue ToAddress(byte[] bytes)
    {
        var number = KeyReader.Number(bytes);
        return bytes.Length == 4 ? IpAddressValue.FromV4((uint)number) : new IpAddressValue((UInt128)number);
    }

    private static bool MatchesPattern(string pattern, string host)
    {
        var wanted = host.TrimEnd('.').Split('.');
        var parts = pattern.TrimEnd('.').Split('.');
        if (wanted.Length != parts.Length)
        {
            return false;
        }
        for (var i = 0; i < parts.Length; i++)
        {
            // A star stands for the whole first label and for no other.
            if (!(i == 0 && parts[i] == "*") && parts[i] != wanted[i])
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsHostName(string name, bool isPattern)
    {
        var labels = (isPattern ? name : name.EndsWith('.') ? name[..^1] : name).Split('.');
        for (var i = 0; i < labels.Length; i++)
        {
            var label = labels[i];
            if (isPattern && i == 0 && label == "*")
            {
                continue;
            }
            if (label.Length == 0 || label[0] == '-' || !label.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_'))
            {
                return false;
            }
        }
        return name.Length > 0;
    }
}
