using System.Collections.Immutable;
using System.Reflection;
using Bylaw.Evidence.Documents;

namespace Bylaw.Evidence.Collecting;

/// <summary>Finds the collectors of an assembly by their attribute.</summary>
public static class CollectorRegistry
{
    /// <summary>Lists the collectors of assemblies, sorted by name.</summary>
    /// <param name="assemblies">Where to look.</param>
    /// <returns>One entry a class that bears <see cref="CollectorAttribute"/>.</returns>
    /// <exception cref="InvalidOperationException">Two collectors bear one name, a kind is unknown, or a class does not keep the contract.</exception>
    public static ImmutableArray<RegisteredCollector> Discover(params Assembly[] assemblies)
    {
        var found = new SortedDictionary<string, RegisteredCollector>(StringComparer.Ordinal);
        foreach (var type in assemblies.SelectMany(a => a.GetTypes()))
        {
            if (type.GetCustomAttribute<CollectorAttribute>() is not { } declared)
            {
                continue;
            }
            if (!type.IsAssignableTo(typeof(IEvidenceCollector)) || type.GetConstructor(Type.EmptyTypes) is null)
            {
                throw new InvalidOperationException($"collector {declared.Name} must implement IEvidenceCollector and have a public constructor without parameters");
            }
            if (declared.Kinds.FirstOrDefault(k => !EvidenceKinds.All.Contains(k)) is { } unknown || declared.Kinds.Count == 0)
            {
                throw new InvalidOperationException($"collector {declared.Name} must name known kinds of evidence");
            }
            var entry = new RegisteredCollector(declared, (IEvidenceCollector)Activator.CreateInstance(type)!);
            if (!found.TryAdd(declared.Name, entry))
            {
                throw new InvalidOperationException($"two collectors are named {declared.Name}");
            }
        }
        return [.. found.Values];
    }
}

/// <summary>Pairs a collector with what it declares.</summary>
/// <param name="Declaration">Its attribute.</param>
/// <param name="Collector">The one instance.</param>
public sealed record RegisteredCollector(CollectorAttribute Declaration, IEvidenceCollector Collector)
{
    /// <summary>Gets the identity that its documents are stamped with.</summary>
    public CollectorIdentity Identity => new(Declaration.Name, Declaration.Version);
}
