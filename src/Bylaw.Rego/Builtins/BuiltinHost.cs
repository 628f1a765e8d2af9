using System.Collections.Immutable;
using System.Net;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Builtins;

/// <summary>What the host grants to built-ins that look outside. The default grants a clock and chance, and nothing else.</summary>
public sealed record BuiltinHost
{
    /// <summary>Gets a host that grants the system clock and random numbers only.</summary>
    public static BuiltinHost Default { get; } = new();

    /// <summary>Gets the clock of <c>time.now_ns</c>; read once a query.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>Gets where random numbers come from, so that a run can be repeated; null for the system's.</summary>
    public Func<Random>? Random { get; init; }

    /// <summary>Gets what carries out <c>http.send</c>; null to refuse it.</summary>
    public IOutboundHttp? Http { get; init; }

    /// <summary>Gets what resolves names for <c>net.lookup_ip_addr</c>; null to refuse it.</summary>
    public Func<string, CancellationToken, IReadOnlyList<IPAddress>>? Resolver { get; init; }

    /// <summary>Gets what <c>opa.runtime()</c> returns: an object with <c>env</c>, <c>version</c> and so on. Empty by default.</summary>
    public RegoValue Runtime { get; init; } = RegoValue.From(RegoObject.Empty);

    /// <summary>Gets host names that <c>http.send</c> and <c>net.lookup_ip_addr</c> may reach; null for all that the grants above reach.</summary>
    public ImmutableHashSet<string>? AllowedHosts { get; init; }
}

/// <summary>Carries out HTTP requests for <c>http.send</c>; tests replay recorded answers through it.</summary>
public interface IOutboundHttp
{
    /// <summary>Carries out one request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops waiting.</param>
    /// <returns>The answer.</returns>
    HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken);
}
