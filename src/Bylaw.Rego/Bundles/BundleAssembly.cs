using System.Collections.Immutable;
using System.Text;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Bundles;

/// <summary>Puts the files of a bundle together and checks them against its manifest.</summary>
internal static class BundleAssembly
{
    private static readonly UTF8Encoding _utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>Makes the bundle.</summary>
    /// <param name="files">The files, in any order.</param>
    /// <param name="nameOf">Gives a file's path in the bundle the name that messages show.</param>
    /// <exception cref="FormatException">A file is not valid, two are in conflict, or something stands outside the roots.</exception>
    public static Bundle Make(IEnumerable<BundleFile> files, Func<string, string> nameOf)
    {
        ImmutableArray<BundleFile> sorted = [.. files.OrderBy(f => f.Path, StringComparer.Ordinal)];
        var manifest = BundleManifest.Default;
        var modules = ImmutableArray.CreateBuilder<BundleModule>();
        var data = new DataFolder();
        for (var i = 0; i < sorted.Length; i++)
        {
            var (path, contents) = sorted[i];
            var name = nameOf(path);
            if (i > 0 && sorted[i - 1].Path == path)
            {
                throw new FormatException($"{name}: the bundle holds this file twice");
            }
            if (path == "/patch.json")
            {
                throw new FormatException($"{name}: bundles that only change an earlier one (patch.json) cannot be read");
            }
            if (path == BundlePaths.Manifest)
            {
                manifest = ReadManifest(name, contents);
            }
            else if (BundlePaths.IsData(path))
            {
                data.Add(name, BundlePaths.Folders(path), PolicyFiles.Parse(name, contents.ToArray()));
            }
            else
            {
                modules.Add(new BundleModule(path, new SourceText(name, Decode(name, contents)), null));
            }
        }
        var document = data.Build();
        if (manifest.FindOutside(document) is { } outside)
        {
            throw new FormatException($"{nameOf(BundlePaths.Manifest)}: the roots {Show(manifest)} do not cover the data at `{outside}`");
        }
        ImmutableArray<BundleModule> versioned = [.. modules.Select(m => m with { Version = manifest.VersionOf(m.Path) })];
        CheckPackages(manifest, versioned);
        return new Bundle(manifest, versioned, document, sorted);
    }

    private static BundleManifest ReadManifest(string name, ReadOnlyMemory<byte> contents)
    {
        var value = PolicyFiles.Parse(name, contents.ToArray());
        try
        {
            return BundleManifest.Parse(value);
        }
        catch (FormatException error)
        {
            throw new FormatException($"{name}: {error.Message}", error);
        }
    }

    private static void CheckPackages(BundleManifest manifest, ImmutableArray<BundleModule> modules)
    {
        if (manifest.Roots.Contains(""))
        {
            return;
        }
        foreach (var module in modules)
        {
            // A module that does not parse is reported by whoever compiles it; its package is read even so.
            var options = ParserOptions.Default with { Version = module.Version ?? RegoVersion.V1 };
            var package = RegoParser.ParseModule(module.Source, options).Module.Package.Path;
            if (!manifest.Owns(package))
            {
                throw new FormatException($"{module.Source.Name}: the roots {Show(manifest)} do not cover the package `{string.Join('.', package)}`");
            }
        }
    }

    private static string Show(BundleManifest manifest) => string.Join(", ", manifest.Roots.Select(r => $"`{r}`"));

    private static string Decode(string name, ReadOnlyMemory<byte> contents)
    {
        try
        {
            return _utf8.GetString(contents.Span);
        }
        catch (DecoderFallbackException error)
        {
            throw new FormatException($"{name}: not UTF-8 text", error);
        }
    }

    /// <summary>A folder of data files, merged once at the end, so that many folders cost no more than their sum.</summary>
    private sealed class DataFolder
    {
        private readonly Dictionary<string, DataFolder> _inner = new(StringComparer.Ordinal);
        private readonly List<(string Name, RegoValue Value)> _values = [];

        public void Add(string name, ReadOnlySpan<string> folders, RegoValue value)
        {
            if (folders is [var first, .. var rest])
            {
                if (!_inner.TryGetValue(first, out var inner))
                {
                    _inner[first] = inner = new DataFolder();
                }
                inner.Add(name, rest, value);
                return;
            }
            _values.Add(value.TryGetObject(out _) ? (name, value) : throw new FormatException($"{name}: the top of a data file must be an object"));
        }

        public RegoValue Build()
        {
            var fields = new ObjectBuilder();
            foreach (var (step, folder) in _inner)
            {
                fields.Set(step, folder.Build());
            }
            RegoValue all = fields.Build();
            foreach (var (name, value) in _values)
            {
                all = PolicyFiles.TryMerge(all, value, out var merged)
                    ? merged
                    : throw new FormatException($"{name}: its data conflicts with that of another file of the bundle");
            }
            return all;
        }
    }
}
