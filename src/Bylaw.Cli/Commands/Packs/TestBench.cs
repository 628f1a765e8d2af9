using System.Collections.Immutable;
using Bylaw.Cli.Commands.Check;
using Bylaw.Packs;
using Bylaw.Rego;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Mutating;
using Bylaw.Rego.Tooling.Testing;

namespace Bylaw.Cli.Commands.Packs;

/// <summary>What came of changing the rule of one control.</summary>
internal sealed record ControlMutation(string Control, MutationReport Report);

/// <summary>The modules of a pack, sorted into rules, tests and libraries, ready to be run and changed.</summary>
internal sealed class TestBench
{
    private readonly ImmutableArray<ModuleSyntax> _libraries;
    private readonly Dictionary<string, (ModuleSyntax Rule, ModuleSyntax? Tests)> _rules;
    private readonly ImmutableArray<ModuleSyntax> _otherTests;

    private TestBench(
        PackLibrary library,
        ImmutableArray<Control> controls,
        ImmutableArray<ModuleSyntax> libraries,
        Dictionary<string, (ModuleSyntax Rule, ModuleSyntax? Tests)> rules,
        ImmutableArray<ModuleSyntax> otherTests)
    {
        Library = library;
        Controls = controls;
        _libraries = libraries;
        _rules = rules;
        _otherTests = otherTests;
    }

    public PackLibrary Library { get; }

    public ImmutableArray<Control> Controls { get; }

    /// <summary>Reads a pack, or a folder of packs.</summary>
    public static TestBench Open(string folder, string[] only)
    {
        var library = PackFiles.LoadWith(folder);
        var inside = library.Controls.Values.Where(c => Path.GetFullPath(c.File).StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)).ToArray();
        foreach (var id in only)
        {
            if (inside.All(c => c.Id != id))
            {
                throw new UserErrorException($"there is no control `{id}` in {folder}; the controls are {string.Join(", ", inside.Select(c => c.Id))}");
            }
        }
        ImmutableArray<Control> controls = [.. inside.Where(c => only.Length == 0 || only.Contains(c.Id))];
        if (controls.IsEmpty)
        {
            throw new UserErrorException($"{folder} holds no controls: a control is PACK/controls/ID/control.rego");
        }
        var files = Directory.EnumerateFiles(folder, "*.rego", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var builtIn = PackLocation.BuiltIn();
        var shared = new[] { Path.Combine(builtIn, "lib") }.Concat(Directory.GetDirectories(builtIn).Select(d => Path.Combine(d, "lib"))).Where(Directory.Exists)
            .SelectMany(d => Directory.EnumerateFiles(d, "*.rego"));
        var libraries = files.Concat(shared).Select(Path.GetFullPath).Distinct(StringComparer.Ordinal)
            .Where(f => !f.EndsWith("_test.rego", StringComparison.Ordinal) && Path.GetFileName(f) != "control.rego").Select(Parse).ToImmutableArray();
        var rules = new Dictionary<string, (ModuleSyntax, ModuleSyntax?)>(StringComparer.Ordinal);
        foreach (var control in controls)
        {
            var tests = Path.Combine(Path.GetDirectoryName(control.File)!, "control_test.rego");
            rules[control.Id] = (Parse(control.File), File.Exists(tests) ? Parse(tests) : null);
        }
        var others = only.Length > 0 ? [] : files.Where(f => f.EndsWith("_test.rego", StringComparison.Ordinal) && Path.GetFileName(f) != "control_test.rego").Select(Parse).ToImmutableArray();
        return new TestBench(library, controls, libraries, rules, others);
    }

    public IReadOnlyList<TestResult> RunTests(CancellationToken cancellation)
    {
        ImmutableArray<ModuleSyntax> tests = [.. _rules.Values.Select(r => r.Tests).OfType<ModuleSyntax>(), .. _otherTests];
        var compilation = RegoCompiler.Compile([.. _rules.Values.Select(r => r.Rule), .. tests, .. _libraries], cancellationToken: cancellation);
        return compilation.Succeeded
            ? TestRunner.Run(compilation.Policies, tests, default, cancellationToken: cancellation)
            : throw new UserErrorException("the tests cannot be compiled\n" + string.Join('\n', compilation.Diagnostics));
    }

    /// <summary>Changes each rule; a control without tests notices nothing.</summary>
    public ImmutableArray<ControlMutation> Mutate(CancellationToken cancellation) =>
    [
        .. Controls.Select(c =>
        {
            var (rule, tests) = _rules[c.Id];
            return new ControlMutation(c.Id, MutationRun.Run(rule, tests is null ? [] : [tests], Needed(rule, tests), default, cancellationToken: cancellation));
        }),
    ];

    /// <summary>The libraries that a rule imports, and what those import in turn: fewer modules compile faster.</summary>
    private ImmutableArray<ModuleSyntax> Needed(ModuleSyntax rule, ModuleSyntax? tests)
    {
        var byPackage = _libraries.GroupBy(l => string.Join('.', l.Package.Path), StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.ToArray(), StringComparer.Ordinal);
        var needed = new HashSet<ModuleSyntax>();
        var open = new Queue<ModuleSyntax>(tests is null ? [rule] : [rule, tests]);
        while (open.TryDequeue(out var module))
        {
            foreach (var (package, modules) in byPackage)
            {
                if (module.Source.Text.Contains(package, StringComparison.Ordinal))
                {
                    foreach (var library in modules.Where(needed.Add))
                    {
                        open.Enqueue(library);
                    }
                }
            }
        }
        return [.. needed];
    }

    private static ModuleSyntax Parse(string file)
    {
        var parse = RegoParser.ParseModule(new SourceText(file, File.ReadAllText(file)));
        return parse.Diagnostics.IsEmpty ? parse.Module : throw new UserErrorException(string.Join('\n', parse.Diagnostics));
    }
}
