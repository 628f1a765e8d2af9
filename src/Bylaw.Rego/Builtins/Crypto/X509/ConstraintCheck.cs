using Bylaw.Rego.Builtins.Network;

namespace Bylaw.Rego.Builtins.Crypto.X509;

/// <summary>Holds the names of certificates against the name constraints of those above (RFC 5280, section 4.2.1.10).</summary>
/// <param name="mostComparisons">How many comparisons are made before giving up; 0 for Go's 250,000.</param>
internal sealed class ConstraintCheck(long mostComparisons)
{
    private readonly long _most = mostComparisons > 0 ? mostComparisons : 250_000;
    private long _count;

    /// <summary>Tells whether all names of the certificates below are allowed.</summary>
    internal bool Allows(NameConstraints constraints, IEnumerable<Certificate> below)
    {
        foreach (var names in below.Select(c => c.Names))
        {
            var isAllowed = names.DnsNames.TrueForAll(n => Check(n, constraints.PermittedDns, constraints.ExcludedDns, DomainMatches))
                && names.EmailAddresses.TrueForAll(n => Check(n, constraints.PermittedEmails, constraints.ExcludedEmails, EmailMatches))
                && names.Uris.TrueForAll(n => Check(n.Url, constraints.PermittedUris, constraints.ExcludedUris, UriMatches))
                && names.IpAddresses.TrueForAll(n => Check(n, constraints.PermittedIps, constraints.ExcludedIps, IpMatches));
            if (!isAllowed)
            {
                return false;
            }
        }
        return true;
    }

    private bool Check<TName, TConstraint>(
        TName name, List<TConstraint> permitted, List<TConstraint> excluded, Func<TName, TConstraint, bool> matches)
    {
        _count += permitted.Count + excluded.Count;
        return _count <= _most
            && !excluded.Exists(c => matches(name, c))
            && (permitted.Count == 0 || permitted.Exists(c => matches(name, c)));
    }

    private static bool DomainMatches(string domain, string constraint)
    {
        if (constraint.Length == 0)
        {
            return true;
        }
        // A leading dot asks for at least one more label.
        var suffix = constraint.TrimStart('.');
        return (constraint[0] != '.' && string.Equals(domain, suffix, StringComparison.OrdinalIgnoreCase))
            || domain.EndsWith('.' + suffix, StringComparison.OrdinalIgnoreCase);
    }

    private static bool EmailMatches(string address, string constraint)
    {
        if (constraint.Contains('@', StringComparison.Ordinal))
        {
            var (local, host) = Split(address);
            var (wantedLocal, wantedHost) = Split(constraint);
            return local == wantedLocal && string.Equals(host, wantedHost, StringComparison.OrdinalIgnoreCase);
        }
        var domain = Split(address).Domain;
        return constraint.StartsWith('.')
            ? DomainMatches(domain, constraint)
            : string.Equals(domain, constraint, StringComparison.OrdinalIgnoreCase);
    }

    private static (string Local, string Domain) Split(string address)
    {
        var at = address.LastIndexOf('@');
        return at < 0 ? ("", address) : (address[..at], address[(at + 1)..]);
    }

    private static bool UriMatches(GoUrl url, string constraint)
    {
        // A URI that names no host by name cannot meet a constraint on names.
        var host = url.HostName;
        if (host.Length == 0 || IpAddressValue.TryParse(host, out _, out _))
        {
            return false;
        }
        return constraint.StartsWith('.') || constraint.Length == 0
            ? DomainMatches(host, constraint)
            : string.Equals(host, constraint, StringComparison.OrdinalIgnoreCase);
    }

    private static bool IpMatches(byte[] address, byte[] constraint)
    {
        if (constraint.Length != address.Length * 2)
        {
            return false;
        }
        for (var i = 0; i < address.Length; i++)
        {
            if (((address[i] ^ constraint[i]) & constraint[address.Length + i]) != 0)
            {
                return false;
            }
        }
        return true;
    }
}
