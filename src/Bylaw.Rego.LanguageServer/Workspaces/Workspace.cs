using System.Collections.Immutable;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.Tooling.Linting;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>
/// All texts that the server knows: those on disk, and over them those that are open in the client. Changes come one after another from the
/// connection; snapshots may be asked for from any thread.
/// </summary>
/// <param name="started">How modules are read at first.</param>
internal sealed class Workspace(LanguageServerOptions started)
{
    private LanguageServerOptions _options = started;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, OpenText> _open = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RegoDocument> _documents = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RootSnapshot> _snapshots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RootSnapshot> _stale = new(StringComparer.Ordinal);
    private LintOptions _lint = new() { Disabled = started.DisabledLint };
    private ImmutableArray<Root> _roots = [Root.Open("", started)];
    private readonly HashSet<string> _folders = new(StringComparer.Ordinal);

    /// <summary>Raised after each change, on the thread that made it.</summary>
    public event Action? Changed;

    /// <summary>Gets the folders that belong together, the innermost first.</summary>
    public ImmutableArray<Root> Roots
    {
        get
        {
            lock (_gate)
            {
                return _roots;
            }
        }
    }

    /// <summary>Reads modules in another way from now on.</summary>
    public void Set(LanguageServerOptions options)
    {
        lock (_gate)
        {
            _options = options;
            _lint = new LintOptions { Disabled = options.DisabledLint };
            _roots = [.. _roots.Select(r => Root.Open(r.Path, options))];
            _documents.Clear();
            _snapshots.Clear();
            _stale.Clear();
            Refresh();
        }
        Changed?.Invoke();
    }

    /// <summary>Reads all that lies in a folder.</summary>
    public void AddFolder(string folder, CancellationToken cancellationToken)
    {
        var roots = new List<Root> { Root.Open(folder, _options) };
        var texts = new List<(string Path, string Text)>();
        foreach (var file in FileScan.Files(folder, cancellationToken))
        {
            if (Path.GetFileName(file) == ".manifest" && Path.GetDirectoryName(file) is { } bundle && bundle != folder)
            {
                roots.Add(Root.Open(bundle, _options));
            }
            else if (IsKnown(file) && FileScan.TryRead(file) is { } text)
            {
                texts.Add((file, text));
            }
        }
        lock (_gate)
        {
            _folders.Add(folder);
            _roots = [.. _roots.Concat(roots).DistinctBy(r => r.Path).OrderByDescending(r => r.Path.Length)];
            foreach (var (path, text) in texts)
            {
                _files[path] = text;
            }
            Refresh();
        }
        Changed?.Invoke();
    }

    /// <summary>Forgets a folder; what is open in the client stays.</summary>
    public void RemoveFolder(string folder)
    {
        lock (_gate)
        {
            _folders.Remove(folder);
            _roots = [.. _roots.Where(r => r.Path.Length == 0 || !(r.Path == folder || r.Path.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)))];
            foreach (var path in _files.Keys.Where(p => p.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ToList())
            {
                _files.Remove(path);
            }
            Refresh();
        }
        Changed?.Invoke();
    }

    public void Open(string path, string text, int version) => SetOpen(path, new OpenText(text, version));

    /// <summary>Applies changes in order, each to what the one before left.</summary>
    /// <returns>False when the document is not open.</returns>
    public bool Change(string path, IEnumerable<ContentChange> changes, int version)
    {
        string text;
        lock (_gate)
        {
            if (!_open.TryGetValue(path, out var known))
            {
                return false;
            }
            text = known.Text;
        }
        foreach (var change in changes)
        {
            if (change.Range is { } range)
            {
                var span = new LineMap(text).SpanOf(range);
                text = string.Concat(text.AsSpan(0, span.Start), change.Text, text.AsSpan(span.End));
            }
            else
            {
                text = change.Text;
            }
        }
        SetOpen(path, new OpenText(text, version));
        return true;
    }

    /// <summary>What was open counts as it is on disk again.</summary>
    public void Close(string path)
    {
        lock (_gate)
        {
            _open.Remove(path);
        }
        Reload(path);
    }

    /// <summary>Reads a file again, or forgets it when it is gone.</summary>
    public void Reload(string path)
    {
        var text = IsKnown(path) && IsInFolder(path) ? FileScan.TryRead(path) : null;
        lock (_gate)
        {
            if (text is null)
            {
                _files.Remove(path);
            }
            else
            {
                _files[path] = text;
            }
            Refresh(path);
        }
        Changed?.Invoke();
    }

    /// <summary>Finds a text as the client sees it; null for an unknown file.</summary>
    public string? TextOf(string path)
    {
        lock (_gate)
        {
            return _open.TryGetValue(path, out var open) ? open.Text : _files.GetValueOrDefault(path);
        }
    }

    /// <summary>Returns the version of an open document; null for one that is not open.</summary>
    public int? VersionOf(string path)
    {
        lock (_gate)
        {
            return _open.TryGetValue(path, out var open) ? open.Version : null;
        }
    }

    /// <summary>Lists all files that are no modules, with their texts.</summary>
    public IReadOnlyList<(string Path, string Text)> OtherTexts()
    {
        lock (_gate)
        {
            return [.. _files.Keys.Concat(_open.Keys).Distinct(StringComparer.Ordinal).Where(p => !_documents.ContainsKey(p)).Select(p => (p, TextOf(p)!))];
        }
    }

    /// <summary>Finds a module and all that stands with it; null for a file that is none.</summary>
    public (RegoDocument Document, RootSnapshot Snapshot)? Find(string path)
    {
        lock (_gate)
        {
            return _documents.TryGetValue(path, out var document) ? (document, SnapshotOf(RootOf(path))) : null;
        }
    }

    /// <summary>Returns a root as it is now.</summary>
    public RootSnapshot SnapshotOf(Root root)
    {
        lock (_gate)
        {
            if (!_snapshots.TryGetValue(root.Path, out var snapshot))
            {
                ImmutableArray<RegoDocument> documents = [.. _documents.Values.Where(d => RootOf(d.Path) == root).OrderBy(d => d.Path, StringComparer.Ordinal)];
                var data = DataFiles.Merge(root, _files.Keys.Concat(_open.Keys).Distinct().Where(f => FileScan.IsData(f) && RootOf(f) == root).Order(StringComparer.Ordinal).Select(f => (f, TextOf(f)!)));
                _snapshots[root.Path] = snapshot = new RootSnapshot(root, documents, data, _stale.GetValueOrDefault(root.Path));
                _stale.Remove(root.Path);
            }
            return snapshot;
        }
    }

    /// <summary>Returns the innermost root that holds a file.</summary>
    public Root RootOf(string path) => Roots.First(r => r.Holds(path));

    private bool IsKnown(string path) => FileScan.IsModule(path) || FileScan.IsData(path) || _options.CheckFile(path, "") is not null;

    private bool IsInFolder(string path)
    {
        lock (_gate)
        {
            return _folders.Any(f => path.StartsWith(f + Path.DirectorySeparatorChar, StringComparison.Ordinal));
        }
    }

    private void SetOpen(string path, OpenText text)
    {
        lock (_gate)
        {
            _open[path] = text;
            Refresh(path);
        }
        Changed?.Invoke();
    }

    private void Refresh()
    {
        foreach (var path in _files.Keys.Concat(_open.Keys).Concat(_documents.Keys).Distinct(StringComparer.Ordinal).ToList())
        {
            Refresh(path);
        }
    }

    private void Refresh(string path)
    {
        var text = TextOf(path);
        var root = RootOf(path);
        if (text is null || !(FileScan.IsModule(path) || path.Contains("://", StringComparison.Ordinal) || path.StartsWith("untitled:", StringComparison.Ordinal)))
        {
            _documents.Remove(path);
        }
        else if (!_documents.TryGetValue(path, out var known) || known.Text != text || known.Parser != root.Compiler.Parser)
        {
            _documents[path] = new RegoDocument(path, text, root.Compiler.Parser, _lint);
        }
        if (_snapshots.Remove(root.Path, out var stale))
        {
            _stale[root.Path] = stale;
        }
    }

    private sealed record OpenText(string Text, int Version);
}
