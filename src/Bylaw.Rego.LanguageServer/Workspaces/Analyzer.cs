using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>Compiles roots, so that after a change only what it touches is read and checked again.</summary>
/// <remarks>A module that does not parse counts as it last did: what others say of it stays true while somebody types in it.</remarks>
internal sealed class Analyzer
{
    private readonly Dictionary<string, RootState> _states = new(StringComparer.Ordinal);
    private readonly Lock _gate = new();

    /// <summary>Compiles a root as it is in a snapshot. Compilations of one root run one after another.</summary>
    /// <param name="snapshot">The modules.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public RootAnalysis Analyze(RootSnapshot snapshot, CancellationToken cancellationToken)
    {
        RootState state;
        lock (_gate)
        {
            if (!_states.TryGetValue(snapshot.Root.Path, out state!) || !ReferenceEquals(state.Root, snapshot.Root))
            {
                _states[snapshot.Root.Path] = state = new RootState(snapshot.Root);
            }
        }
        lock (state)
        {
            return state.Run(snapshot, cancellationToken);
        }
    }

    /// <summary>Returns the last compilation that succeeded; null for none.</summary>
    public RootAnalysis? LastGood(Root root)
    {
        lock (_gate)
        {
            return _states.GetValueOrDefault(root.Path)?.LastGood;
        }
    }

    private sealed class RootState(Root root)
    {
        private readonly RegoWorkspace _compiler = new(root.Compiler);
        private readonly Dictionary<string, SourceText> _set = new(StringComparer.Ordinal);
        private RootAnalysis? _last;

        public Root Root => root;

        public RootAnalysis? LastGood { get; private set; }

        public RootAnalysis Run(RootSnapshot snapshot, CancellationToken cancellationToken)
        {
            if (_last is { } last && ReferenceEquals(last.Snapshot, snapshot))
            {
                return last;
            }
            var present = new HashSet<string>(StringComparer.Ordinal);
            foreach (var document in snapshot.Documents)
            {
                cancellationToken.ThrowIfCancellationRequested();
                present.Add(document.Path);
                if (document.Parse.Succeeded && (!_set.TryGetValue(document.Path, out var known) || known.Text != document.Text))
                {
                    _compiler.Set(document.Source);
                    _set[document.Path] = document.Source;
                }
            }
            foreach (var gone in _set.Keys.Where(p => !present.Contains(p)).ToList())
            {
                _compiler.Remove(gone);
                _set.Remove(gone);
            }
            var compilation = _compiler.Compile(cancellationToken);
            _last = new RootAnalysis(snapshot, compilation, _set.ToImmutableDictionary(StringComparer.Ordinal));
            LastGood = compilation.Succeeded ? _last : LastGood;
            return _last;
        }
    }
}

/// <summary>What came of compiling a root.</summary>
/// <param name="Snapshot">The modules as they were.</param>
/// <param name="Compilation">Policies, or why there are none.</param>
/// <param name="Sources">The texts that were compiled, by path; that of a module that did not parse is an earlier one.</param>
internal sealed record RootAnalysis(RootSnapshot Snapshot, Compilation Compilation, ImmutableDictionary<string, SourceText> Sources)
{
    /// <summary>Lists what is wrong with a module: its parse alone while it does not parse.</summary>
    public IEnumerable<Diagnostic> FaultsOf(RegoDocument document) =>
        document.Parse.Succeeded ? _byFile[document.Path].Concat(document.Lint) : document.Parse.Diagnostics;

    private readonly ILookup<string, Diagnostic> _byFile =
        Compilation.Diagnostics.Where(d => d.Source is not null).ToLookup(d => d.Source!.Name, StringComparer.Ordinal);
}
