using System.Collections.Frozen;
using System.Globalization;

namespace Bylaw.Collectors.Code.Signals;

/// <summary>One thing that shows the use of AI.</summary>
/// <param name="Pattern">A module, package, variable, host or file extension.</param>
/// <param name="Name">The product.</param>
/// <param name="Category">What kind of product: <c>hosted_model</c>, <c>vector_store</c> and so on.</param>
/// <param name="Confidence">How sure it is, 0 to 1.</param>
internal sealed record AiSignature(string Pattern, string Name, string Category, double Confidence);

/// <summary>The catalogue <c>ai-signatures.tsv</c>.</summary>
internal static class AiSignatures
{
    private static readonly FrozenDictionary<string, FrozenDictionary<string, AiSignature>> _byKind = Load();

    /// <summary>Lists the signatures of a kind: <c>env</c>, <c>host</c>, <c>call</c>, <c>file</c> or an ecosystem.</summary>
    public static IEnumerable<AiSignature> Of(string kind) => _byKind[kind].Values;

    /// <summary>Finds what a file's extension shows.</summary>
    public static AiSignature? OfFile(string path) => _byKind["file"].GetValueOrDefault(Path.GetExtension(path).TrimStart('.').ToLowerInvariant());

    /// <summary>Finds what a module or package belongs to: itself, or the longest listed name above it.</summary>
    /// <param name="ecosystem"><c>python</c>, <c>pypi</c>, <c>npm</c>, <c>nuget</c>, <c>go</c>, <c>java</c> or <c>cargo</c>.</param>
    /// <param name="name">The name as the file writes it.</param>
    public static AiSignature? OfModule(string ecosystem, string name)
    {
        var table = _byKind[ecosystem];
        name = ecosystem == "pypi" ? name.Replace('_', '-').Replace('.', '-').ToLowerInvariant() : name;
        if (ecosystem is "pypi" or "cargo")
        {
            return table.GetValueOrDefault(name);
        }
        var separator = ecosystem is "npm" or "go" ? '/' : '.';
        while (true)
        {
            if (table.TryGetValue(name, out var found))
            {
                return found;
            }
            var cut = name.LastIndexOf(separator);
            if (cut <= 0)
            {
                return null;
            }
            name = name[..cut];
        }
    }

    private static FrozenDictionary<string, FrozenDictionary<string, AiSignature>> Load()
    {
        using var stream = typeof(AiSignatures).Assembly.GetManifestResourceStream("Bylaw.Collectors.Code.Signals.ai-signatures.tsv")!;
        using var reader = new StreamReader(stream);
        var rows = new Dictionary<string, Dictionary<string, AiSignature>>(StringComparer.Ordinal);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
            {
                continue;
            }
            var parts = line.Split('\t');
            var isFile = parts[0] == "file";
            var signature = new AiSignature(
                parts[1], parts[2], isFile ? "model_file" : parts[3], isFile ? double.Parse(parts[3], CultureInfo.InvariantCulture) : 1);
            if (!rows.TryGetValue(parts[0], out var table))
            {
                // NuGet and PyPI compare names without case.
                rows[parts[0]] = table = new(parts[0] is "nuget" or "pypi" ? StringComparer.OrdinalIgnoreCase : StringComparer.Ordinal);
            }
            table[parts[1]] = signature;
        }
        return rows.ToFrozenDictionary(r => r.Key, r => r.Value.ToFrozenDictionary(r.Value.Comparer), StringComparer.Ordinal);
    }
}
