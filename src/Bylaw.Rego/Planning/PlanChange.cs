using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Planning;

/// <summary>What is another than in the compilation before: modules, names of packages, and with them which modules are to be lowered again.</summary>
internal sealed class PlanChange
{
    private readonly KeptPlan.State? _before;
    private readonly Dictionary<string, HashSet<string>> _cameOrWent = new(StringComparer.Ordinal);
    private readonly List<PlannedModule> _gone = [];
    private readonly List<PlannedModule> _new = [];

    /// <summary>Compares modules with those of the compilation before.</summary>
    /// <param name="modules">The modules.</param>
    /// <param name="before">The compilation before; null for none.</param>
    /// <param name="isStrict">Whether deprecated built-ins are errors.</param>
    public PlanChange(IReadOnlyList<ModuleSyntax> modules, KeptPlan.State? before, bool isStrict)
    {
        _before = before;
        Round = (before?.Round ?? 0) + 1;
        Modules = new PlannedModule[modules.Count];
        for (var i = 0; i < modules.Count; i++)
        {
            if (before is null || !before.Modules.TryGetValue(modules[i], out var module))
            {
                _new.Add(module = new PlannedModule(modules[i]));
            }
            module.Round = Round;
            Modules[i] = module;
        }
        if (before is not null && before.Modules.Count > modules.Count - _new.Count)
        {
            _gone.AddRange(before.Modules.Values.Where(m => m.Round != Round));
        }
        Names = FindNames();
        foreach (var module in Modules)
        {
            if (module.Scope is null || _cameOrWent.ContainsKey(module.Package))
            {
                module.Enter(Names[module.Package], isStrict);
            }
        }
    }

    /// <summary>Gets the number of this compilation.</summary>
    public int Round { get; }

    /// <summary>Gets all modules in their order.</summary>
    public PlannedModule[] Modules { get; }

    /// <summary>Gets the first names of all rules of each package.</summary>
    public Dictionary<string, HashSet<string>> Names { get; }

    /// <summary>Finds the modules that are to be lowered: those that are new, and those to which a name or a path may mean something else.</summary>
    /// <param name="lengths">Module by module, how many steps of each declaration's path lead to its group.</param>
    /// <param name="changed">The paths at which other documents or functions are defined than before.</param>
    /// <param name="hasSchemas">Whether metadata tells types now.</param>
    public List<PlannedModule> ToLower(int[][] lengths, List<string[]> changed, bool hasSchemas)
    {
        var paths = changed.Select(c => PlannedModule.KeyOf(c)).ToHashSet(StringComparer.Ordinal);
        var told = _new.Concat(_gone).Where(m => !m.Syntax.Annotations.IsEmpty).Select(m => m.Package).ToHashSet(StringComparer.Ordinal);
        var anyTypes = hasSchemas || _before is { HasSchemas: true };
        var open = new List<PlannedModule>();
        for (var i = 0; i < Modules.Length; i++)
        {
            var module = Modules[i];
            if (!module.Holds(lengths[i], _cameOrWent.GetValueOrDefault(module.Package), paths)
                || told.Count > 0 && (anyTypes || module.RestsOnMetadata) && told.Any(t => IsAtOrBelow(module.Package, t)))
            {
                open.Add(module);
            }
            module.Lengths = lengths[i];
        }
        return open;
    }

    /// <summary>Lists the modules by their syntax.</summary>
    public Dictionary<ModuleSyntax, PlannedModule> BySyntax()
    {
        var modules = new Dictionary<ModuleSyntax, PlannedModule>(Modules.Length, ReferenceEqualityComparer.Instance);
        foreach (var module in Modules)
        {
            modules[module.Syntax] = module;
        }
        return modules;
    }

    private static bool IsAtOrBelow(string package, string outer) =>
        package.StartsWith(outer, StringComparison.Ordinal) && (package.Length == outer.Length || package[outer.Length] == '\0');

    /// <summary>Takes over the names of packages whose modules are all as they were, and finds which came or went in the others.</summary>
    private Dictionary<string, HashSet<string>> FindNames()
    {
        var touched = _new.Concat(_gone).Select(m => m.Package).ToHashSet(StringComparer.Ordinal);
        var names = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var module in Modules)
        {
            if (!names.TryGetValue(module.Package, out var set))
            {
                names[module.Package] = set = _before is not null && !touched.Contains(module.Package)
                    ? _before.Names[module.Package]
                    : new HashSet<string>(StringComparer.Ordinal);
            }
            if (_before is null || touched.Contains(module.Package))
            {
                set.UnionWith(module.Names);
            }
        }
        foreach (var package in _before is null ? [] : touched)
        {
            if (names.TryGetValue(package, out var now))
            {
                var other = new HashSet<string>(now, StringComparer.Ordinal);
                other.SymmetricExceptWith(_before!.Names.GetValueOrDefault(package) ?? []);
                if (other.Count > 0)
                {
                    _cameOrWent[package] = other;
                }
            }
        }
        return names;
    }
}
