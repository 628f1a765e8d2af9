using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego;

/// <summary>
/// Keeps modules between compilations, so that after a change only the changed ones are read again, and rules that it cannot touch are taken as
/// they were: for editors, watchers and servers.
/// Each compilation stands for itself and may be used while the next is made. Not safe to share between threads.
/// </summary>
/// <example>
/// <code>
/// var workspace = new RegoWorkspace();
/// workspace.Set(new SourceText("authz.rego", text));
/// var compilation = workspace.Compile();
/// workspace.Set(new SourceText("authz.rego", changed));
/// compilation = workspace.Compile();
/// </code>
/// </example>
public sealed class RegoWorkspace
{
    private readonly CompilerOptions _options;
    private readonly Dictionary<string, Entry> _byName = new(StringComparer.Ordinal);
    private readonly List<Entry> _entries = [];
    private readonly KeptPlan _kept = new();

    /// <summary>Makes an empty workspace.</summary>
    /// <param name="options">How modules are compiled; null for the default.</param>
    public RegoWorkspace(CompilerOptions? options = null) => _options = options ?? CompilerOptions.Default;

    /// <summary>Gets how many rules the last compilation took as they were.</summary>
    internal int TakenRuleCount => _kept.TakenCount;

    /// <summary>Gets how many documents and functions had their types worked out in the last compilation.</summary>
    internal int CheckedGroupCount => _kept.CheckedCount;

    /// <summary>Gets the names of the modules, in the order in which they were first set.</summary>
    public IEnumerable<string> Names => _entries.Select(e => e.Source.Name);

    /// <summary>Adds a module, or puts another text in the place of the module of the same name.</summary>
    /// <param name="source">The text.</param>
    public void Set(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        if (!_byName.TryGetValue(source.Name, out var entry))
        {
            _byName[source.Name] = entry = new Entry(source);
            _entries.Add(entry);
        }
        else if (entry.Source.Text != source.Text)
        {
            (entry.Source, entry.Parse) = (source, null);
        }
    }

    /// <summary>Removes a module.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>False when there is none.</returns>
    public bool Remove(string name) => _byName.Remove(name, out var entry) && _entries.Remove(entry);

    /// <summary>Finds what came of parsing a module; it is parsed if need be.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>Tree and faults; null when there is no such module.</returns>
    public ModuleParse? Parse(string name) =>
        _byName.TryGetValue(name, out var entry) ? entry.Parse ??= RegoParser.ParseModule(entry.Source, _options.Parser) : null;

    /// <summary>Compiles all modules.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Policies, or the reasons why there are none.</returns>
    public Compilation Compile(CancellationToken cancellationToken = default)
    {
        Entry[] open = [.. _entries.Where(e => e.Parse is null)];
        var parses = RegoCompiler.ParseAll([.. open.Select(e => e.Source)], _options.Parser, cancellationToken);
        for (var i = 0; i < open.Length; i++)
        {
            open[i].Parse = parses[i];
        }
        ImmutableArray<Diagnostic> faults = [.. _entries.SelectMany(e => e.Parse!.Diagnostics)];
        if (faults.Any(d => d.Kind.Severity == Severity.Error))
        {
            return new Compilation(null, faults);
        }
        var compilation = RegoCompiler.Compile([.. _entries.Select(e => e.Parse!.Module)], _options, _kept, cancellationToken);
        return new Compilation(compilation.Policies, [.. faults, .. compilation.Diagnostics]);
    }

    private sealed class Entry(SourceText source)
    {
        public SourceText Source { get; set; } = source;

        public ModuleParse? Parse { get; set; }
    }
}
