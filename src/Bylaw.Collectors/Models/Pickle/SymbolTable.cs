using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Models.Pickle;

/// <summary>Tells safe imports from dangerous ones by the two lists that stand beside this file. Immutable; safe to share.</summary>
internal sealed partial class SymbolTable
{
    private const string ClassWord = "<Class>";
    private const string AnyWord = "*";
    private const string DeepSuffix = ".**";

    /// <summary>Sub-packages that hold loaders, downloads or test tools; a pattern never reaches into them.</summary>
    private static readonly HashSet<string> _neverByPattern = new(StringComparer.Ordinal)
    {
        "test", "tests", "testing", "_testing", "conftest", "externals", "datasets", "wrappers", "benchmarks", "setup",
    };

    private readonly Dictionary<string, HashSet<string>> _exact;
    private readonly Dictionary<string, HashSet<string>> _deep;
    private readonly Dictionary<string, HashSet<string>> _dangerousExact;
    private readonly Dictionary<string, HashSet<string>> _dangerousDeep;

    private SymbolTable(
        (Dictionary<string, HashSet<string>> Exact, Dictionary<string, HashSet<string>> Deep) safe,
        (Dictionary<string, HashSet<string>> Exact, Dictionary<string, HashSet<string>> Deep) dangerous)
    {
        (_exact, _deep) = safe;
        (_dangerousExact, _dangerousDeep) = dangerous;
    }

    /// <summary>Gets the table of the lists that ship with Bylaw.</summary>
    public static SymbolTable Default { get; } = new(Parse(ReadList("safe-symbols.txt")), Parse(ReadList("dangerous-symbols.txt")));

    /// <summary>Makes a table that takes further names for safe.</summary>
    /// <param name="names"><c>module.Name</c>, or <c>package.**</c> for every class below a package.</param>
    /// <remarks>A name on the dangerous list stays dangerous: no option may turn that off.</remarks>
    public SymbolTable WithSafe(IEnumerable<string> names)
    {
        var lines = names.Select(n => n.EndsWith(DeepSuffix, StringComparison.Ordinal)
            ? $"{n}: {ClassWord}"
            : n.LastIndexOf('.') is > 0 and var dot ? $"{n[..dot]}: {n[(dot + 1)..]}" : $"{n}: {ClassWord}");
        var (exact, deep) = Parse(lines);
        foreach (var (module, words) in exact)
        {
            words.RemoveWhere(name => name != ClassWord && Judge(module, name) is SymbolStanding.Dangerous or SymbolStanding.Conditional);
        }
        foreach (var (module, words) in _exact)
        {
            Words(exact, module).UnionWith(words);
        }
        foreach (var (module, words) in _deep)
        {
            Words(deep, module).UnionWith(words);
        }
        return new SymbolTable((exact, deep), (_dangerousExact, _dangerousDeep));
    }

    /// <summary>Judges one imported name.</summary>
    /// <param name="module">The module, as the pickle spells it.</param>
    /// <param name="name">The attribute, dotted when it is nested.</param>
    public SymbolStanding Judge(string module, string name)
    {
        if (IsConditional(module, name))
        {
            return SymbolStanding.Conditional;
        }
        // A name written out in full is a decision about that very name, so it goes before the wide words of the other list.
        if (_exact.TryGetValue(module, out var words) && words.Contains(name))
        {
            return SymbolStanding.Safe;
        }
        if (Matches(_dangerousExact, _dangerousDeep, module, name, byPattern: false))
        {
            return SymbolStanding.Dangerous;
        }
        return Matches(_exact, _deep, module, name, byPattern: true) ? SymbolStanding.Safe : SymbolStanding.Unlisted;
    }

    private static bool IsConditional(string module, string name) => (module, name) is
        ("builtins" or "__builtin__", "getattr" or "type") or
        ("torch.storage", "_load_from_bytes") or
        ("numpy.core" or "numpy._core", "_ufunc_reconstruct");

    private static bool Matches(
        Dictionary<string, HashSet<string>> exact, Dictionary<string, HashSet<string>> deep, string module, string name, bool byPattern)
    {
        if (exact.TryGetValue(module, out var words) && Holds(words, name))
        {
            return true;
        }
        if (byPattern && module.Split('.').Any(_neverByPattern.Contains))
        {
            return false;
        }
        for (var prefix = module; ; prefix = prefix[..prefix.LastIndexOf('.')])
        {
            if (deep.TryGetValue(prefix, out words) && Holds(words, name))
            {
                return true;
            }
            if (!prefix.Contains('.', StringComparison.Ordinal))
            {
                return false;
            }
        }
    }

    private static bool Holds(HashSet<string> words, string name) =>
        words.Contains(name) || words.Contains(AnyWord) || (words.Contains(ClassWord) && ClassName().IsMatch(name));

    private static (Dictionary<string, HashSet<string>> Exact, Dictionary<string, HashSet<string>> Deep) Parse(IEnumerable<string> lines)
    {
        var exact = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        var deep = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var line in lines)
        {
            var text = line.Split('#', 2)[0].Trim();
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }
            var names = text[(colon + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            foreach (var module in text[..colon].Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                var isDeep = module.EndsWith(DeepSuffix, StringComparison.Ordinal);
                Words(isDeep ? deep : exact, isDeep ? module[..^DeepSuffix.Length] : module).UnionWith(names);
            }
        }
        return (exact, deep);
    }

    private static HashSet<string> Words(Dictionary<string, HashSet<string>> table, string module)
    {
        if (!table.TryGetValue(module, out var words))
        {
            table[module] = words = new HashSet<string>(StringComparer.Ordinal);
        }
        return words;
    }

    private static IEnumerable<string> ReadList(string name)
    {
        using var stream = typeof(SymbolTable).Assembly.GetManifestResourceStream($"Bylaw.Collectors.Models.Pickle.{name}")
            ?? throw new InvalidOperationException($"the list {name} is not embedded");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().Split('\n');
    }

    /// <summary>A class by the usual spelling: a capital first, no dot. Functions and modules are written in lower case.</summary>
    [GeneratedRegex("^_{0,2}[A-Z][A-Za-z0-9]*\\z", RegexOptions.CultureInvariant)]
    private static partial Regex ClassName();
}
