using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Manifest;
using Bylaw.Rego;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Packs;

/// <summary>All packs and controls of one or more folders, compiled together.</summary>
public sealed class PackLibrary
{
    private PackLibrary(
        Policies policies, ImmutableSortedDictionary<string, Control> controls, ImmutableSortedDictionary<string, Pack> packs, PolicyBundle bundle)
    {
        Policies = policies;
        Controls = controls;
        Packs = packs;
        Bundle = bundle;
    }

    private readonly ConcurrentDictionary<string, ControlQueries> _queries = new(StringComparer.Ordinal);

    /// <summary>Gets the compiled rules.</summary>
    public Policies Policies { get; }

    /// <summary>Gets the controls by id.</summary>
    public ImmutableSortedDictionary<string, Control> Controls { get; }

    /// <summary>Gets the packs by id.</summary>
    public ImmutableSortedDictionary<string, Pack> Packs { get; }

    /// <summary>Gets the very bytes that all this was read from.</summary>
    public PolicyBundle Bundle { get; }

    /// <summary>Gets the SHA-256 of all rules and pack files by name: what a decision names as its policy. 64 lower-case hexadecimal digits.</summary>
    public string Digest => Bundle.Digest;

    /// <summary>Loads packs from folders that hold <c>PACK/pack.yaml</c> and <c>PACK/controls/ID/control.rego</c>.</summary>
    /// <param name="folders">The folders; a control of a later one must not bear an id of an earlier one.</param>
    /// <param name="problems">All that is wrong, each with file and line; empty when the packs were loaded.</param>
    /// <param name="enabled">
    /// Returns the ids of the packs whose controls are to be judged, once all files are read; only these and what they refer to are compiled. Null for all.
    /// The digest is that of all files all the same.
    /// </param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The library; null when something is wrong.</returns>
    public static PackLibrary? TryLoad(
        IEnumerable<string> folders, out IReadOnlyList<string> problems, Func<IEnumerable<string>>? enabled = null, CancellationToken cancellationToken = default)
    {
        var found = new List<string>();
        problems = found;
        var files = new List<ReadFile>();
        // Each folder is read before the next one is asked for: where the later ones are still being found out, the first is read meanwhile.
        foreach (var (number, folder) in folders.Index())
        {
            var here = new List<(PolicyFile File, string Path)>();
            if (!Directory.Exists(folder))
            {
                found.Add($"{folder}: no such folder of packs");
                continue;
            }
            foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
            {
                cancellationToken.ThrowIfCancellationRequested();
                if (IsPolicy(path))
                {
                    // Read once: what is compiled is what is digested and kept.
                    var name = $"{number.ToString(CultureInfo.InvariantCulture)}/{Path.GetRelativePath(folder, path).Replace('\\', '/')}";
                    here.Add((new PolicyFile(name, File.ReadAllBytes(path)), path));
                }
            }
            files.AddRange(Parse(here, cancellationToken));
        }
        return Load(files, found, enabled, cancellationToken);
    }

    /// <summary>Loads packs from a bundle that was kept.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="problems">All that is wrong; empty when the packs were loaded.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The library; null when something is wrong.</returns>
    public static PackLibrary? TryLoad(PolicyBundle bundle, out IReadOnlyList<string> problems, CancellationToken cancellationToken = default)
    {
        var found = new List<string>();
        problems = found;
        return Load(Parse([.. bundle.Files.Select(f => (f, f.Name))], cancellationToken), found, null, cancellationToken);
    }

    /// <summary>Tells whether a file of a folder of packs is part of the policy; tests and examples are not.</summary>
    /// <param name="path">Its path.</param>
    /// <returns>True for <c>pack.yaml</c> and for rules.</returns>
    public static bool IsPolicy(string path) =>
        Path.GetFileName(path) == "pack.yaml"
        || (path.EndsWith(".rego", StringComparison.Ordinal) && !path.EndsWith("_test.rego", StringComparison.Ordinal));

    /// <summary>Prepares the questions to the controls of packs, so that an assessment need not.</summary>
    /// <param name="packs">Ids of packs; one that is not here is passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public void Prepare(IEnumerable<string> packs, CancellationToken cancellationToken = default)
    {
        foreach (var id in packs.Select(Packs.GetValueOrDefault).OfType<Pack>().SelectMany(p => p.Controls).Distinct())
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Controls.TryGetValue(id, out var control))
            {
                try
                {
                    _ = QueriesOf(control);
                }
                catch (FormatException)
                {
                    continue; // the assessment asks again, and tells it as an error of this control alone
                }
            }
        }
    }

    private static ReadFile[] Parse(List<(PolicyFile File, string Path)> files, CancellationToken cancellationToken)
    {
        var read = new ReadFile[files.Count];
        Parallel.For(0, files.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var (file, path) = files[i];
            read[i] = new ReadFile(file, path, Path.GetFileName(path) == "pack.yaml" ? null : ReadRule.Read(path, TextOf(file)));
        });
        return read;
    }

    private static PackLibrary? Load(IReadOnlyList<ReadFile> files, List<string> found, Func<IEnumerable<string>>? enabled, CancellationToken cancellationToken)
    {
        var rules = new List<ReadRule>();
        var controls = ImmutableSortedDictionary.CreateBuilder<string, Control>(StringComparer.Ordinal);
        var packs = ImmutableSortedDictionary.CreateBuilder<string, Pack>(StringComparer.Ordinal);
        foreach (var (file, path, rule) in files)
        {
            if (rule is null)
            {
                PackReader.ReadPack(path, TextOf(file), packs, found);
                continue;
            }
            rules.Add(rule);
            found.AddRange(rule.Problems);
            if (rule.Control is { } control && !controls.TryAdd(control.Id, control))
            {
                found.Add($"{path}: control {control.Id} is defined twice");
            }
        }
        foreach (var pack in packs.Values)
        {
            // A pack may name controls that are specified and not yet built; docs/controls lists them.
            if (pack.Controls.IsEmpty)
            {
                found.Add($"pack {pack.Id} names no controls");
            }
        }
        if (found.Count > 0)
        {
            return null;
        }
        var modules = enabled is null ? [.. rules.Select(r => r.Module)] : PackSelection.Choose(rules, packs, enabled());
        var compilation = RegoCompiler.Compile(modules, cancellationToken: cancellationToken);
        if (!compilation.Succeeded)
        {
            found.AddRange(compilation.Diagnostics.Select(d => d.ToString()));
            return null;
        }
        var paths = compilation.Policies.RulePaths.ToHashSet(StringComparer.Ordinal);
        var compiled = modules.ToHashSet();
        foreach (var control in rules.Where(r => r.Control is not null && compiled.Contains(r.Module)).Select(r => r.Control!))
        {
            // A rule that is never asked, or never answers, would pass in silence.
            found.AddRange(new[] { "applies", "findings" }.Where(r => !paths.Contains($"data.{control.Package}.{r}")).Select(r => $"{control.File}: the package defines no `{r}`"));
        }
        return found.Count > 0
            ? null
            : new PackLibrary(compilation.Policies, controls.ToImmutable(), packs.ToImmutable(), new PolicyBundle(files.Select(f => f.File)));
    }

    /// <summary>Returns the questions to a control's rule, prepared once.</summary>
    internal ControlQueries QueriesOf(Control control) => _queries.GetOrAdd(control.Id, _ => ControlQueries.Prepare(Policies, control));

    private static string TextOf(PolicyFile file) => Encoding.UTF8.GetString(file.Content.Span).TrimStart('\ufeff');

    private sealed record ReadFile(PolicyFile File, string Path, ReadRule? Rule);
}
