using System.Collections.Immutable;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Bundles;

/// <summary>What a bundle says about itself in <c>.manifest</c>.</summary>
public sealed class BundleManifest
{
    private readonly ImmutableDictionary<string, RegoVersion> _fileVersions;

    private BundleManifest(
        string revision, ImmutableArray<string> roots, RegoValue metadata, RegoVersion? version, ImmutableDictionary<string, RegoVersion> fileVersions)
    {
        Revision = revision;
        Roots = roots;
        Metadata = metadata;
        Version = version;
        _fileVersions = fileVersions;
    }

    /// <summary>The manifest of a bundle that has none: it owns all of <c>data</c>.</summary>
    public static BundleManifest Default { get; } = new("", [""], default, null, ImmutableDictionary<string, RegoVersion>.Empty);

    /// <summary>The name of the state that the bundle was made from; empty when it has none.</summary>
    public string Revision { get; }

    /// <summary>The paths below <c>data</c> that the bundle owns, with <c>/</c> between steps; the empty path owns all.</summary>
    public ImmutableArray<string> Roots { get; }

    /// <summary>Free notes of the maker; undefined when there are none.</summary>
    public RegoValue Metadata { get; }

    /// <summary>The language version of the modules; null leaves it to the reader.</summary>
    public RegoVersion? Version { get; }

    /// <summary>Returns the language version of one module, or null when the manifest does not say.</summary>
    /// <param name="path">The path of the module in the bundle, with a leading <c>/</c>.</param>
    /// <returns>The version.</returns>
    public RegoVersion? VersionOf(string path) => _fileVersions.TryGetValue(path, out var version) ? version : Version;

    /// <summary>Makes a manifest that owns further roots, for modules that are made.</summary>
    /// <param name="roots">Paths below <c>data</c>; what the manifest owns already is left out.</param>
    /// <param name="version">The language version of all modules.</param>
    /// <returns>The manifest.</returns>
    public BundleManifest WithRoots(IEnumerable<string> roots, RegoVersion version) =>
        new(Revision, [.. Roots, .. roots.Where(r => !Roots.Contains("") && !Roots.Contains(r))], Metadata, version, ImmutableDictionary<string, RegoVersion>.Empty);

    /// <summary>Reads a manifest.</summary>
    /// <param name="value">The parsed JSON.</param>
    /// <returns>The manifest.</returns>
    /// <exception cref="FormatException">A field is not what it must be, or roots overlap.</exception>
    public static BundleManifest Parse(in RegoValue value)
    {
        if (!value.TryGetObject(out var fields))
        {
            throw new FormatException("the manifest must be an object");
        }
        var revision = "";
        if (fields.Get("revision") is { IsDefined: true } given && !given.TryGetString(out revision!))
        {
            throw new FormatException("`revision` must be a string");
        }
        var metadata = fields.Get("metadata");
        if (metadata.IsDefined && !metadata.TryGetObject(out _))
        {
            throw new FormatException("`metadata` must be an object");
        }
        var versions = ImmutableDictionary.CreateBuilder<string, RegoVersion>(StringComparer.Ordinal);
        if (fields.Get("file_rego_versions") is { IsDefined: true } files)
        {
            if (!files.TryGetObject(out var map))
            {
                throw new FormatException("`file_rego_versions` must be an object");
            }
            foreach (var (key, item) in map)
            {
                if (!key.TryGetString(out var path) || path.AsSpan().IndexOfAny("*?[{") >= 0)
                {
                    throw new FormatException($"`file_rego_versions` names {key.ToJson()}: only plain paths can be read, no patterns");
                }
                versions["/" + path.TrimStart('/')] = ReadVersion(item);
            }
        }
        var version = fields.Get("rego_version");
        return new BundleManifest(
            revision, ReadRoots(fields.Get("roots")), metadata, version.IsDefined ? ReadVersion(version) : null, versions.ToImmutable());
    }

    /// <summary>Tells whether a path below <c>data</c> is in a root.</summary>
    /// <param name="path">The steps of the path.</param>
    /// <returns>True when a root is the path or stands above it.</returns>
    public bool Owns(IReadOnlyList<string> path) => Roots.Any(root => Steps(root) is var steps && steps.Length <= path.Count && StartsWith(path, steps));

    /// <summary>Finds the first place in a document that no root covers.</summary>
    /// <param name="data">The base document of the bundle.</param>
    /// <returns>The path with <c>/</c> before each step, or null when all is covered.</returns>
    public string? FindOutside(in RegoValue data) => FindOutside(data, []);

    private string? FindOutside(in RegoValue value, List<string> path)
    {
        if (Owns(path))
        {
            return null;
        }
        if (!value.TryGetObject(out var fields) || (path.Count > 0 && !Roots.Any(root => StartsWith(Steps(root), path))))
        {
            return "/" + string.Join('/', path);
        }
        foreach (var (key, item) in fields)
        {
            path.Add(key.TryGetString(out var step) ? step : key.ToJson());
            if (FindOutside(item, path) is { } outside)
            {
                return outside;
            }
            path.RemoveAt(path.Count - 1);
        }
        return null;
    }

    private static ImmutableArray<string> ReadRoots(RegoValue value)
    {
        if (!value.IsDefined || value == RegoValue.Null)
        {
            return [""];
        }
        if (!value.TryGetArray(out var list))
        {
            throw new FormatException("`roots` must be an array of strings");
        }
        var roots = ImmutableArray.CreateBuilder<string>();
        foreach (var item in list.AsSpan())
        {
            roots.Add(item.TryGetString(out var root) ? root.Trim('/') : throw new FormatException("`roots` must be an array of strings"));
        }
        // In order, a root that covers others stands right before the first of them.
        var sorted = roots.Select(Steps).Order(Comparer<string[]>.Create(CompareSteps)).ToArray();
        for (var i = 1; i < sorted.Length; i++)
        {
            if (StartsWith(sorted[i], sorted[i - 1]))
            {
                throw new FormatException($"the roots `{string.Join('/', sorted[i - 1])}` and `{string.Join('/', sorted[i])}` overlap");
            }
        }
        return roots.ToImmutable();
    }

    private static RegoVersion ReadVersion(in RegoValue value) =>
        value == 0 ? RegoVersion.V0 : value == 1 ? RegoVersion.V1 : throw new FormatException($"a Rego version must be 0 or 1, not {value.ToJson()}");

    private static string[] Steps(string root) => root.Length == 0 ? [] : root.Split('/');

    private static bool StartsWith(IReadOnlyList<string> path, IReadOnlyList<string> start) =>
        start.Count <= path.Count && start.Index().All(step => path[step.Index] == step.Item);

    private static int CompareSteps(string[] first, string[] second)
    {
        for (var i = 0; i < Math.Min(first.Length, second.Length); i++)
        {
            if (string.CompareOrdinal(first[i], second[i]) is not 0 and var order)
            {
                return order;
            }
        }
        return first.Length.CompareTo(second.Length);
    }
}
