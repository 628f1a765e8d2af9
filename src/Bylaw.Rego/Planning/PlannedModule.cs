using Bylaw.Rego.Checking;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Planning;

/// <summary>One module as it was planned: its declarations, its rules as they were lowered, and what they rest on outside of it.</summary>
/// <param name="syntax">The module.</param>
internal sealed class PlannedModule(ModuleSyntax syntax)
{
    public ModuleSyntax Syntax { get; } = syntax;

    /// <summary>Gets the package's path as one text.</summary>
    public string Package { get; } = KeyOf(syntax.Package.Path.AsSpan());

    /// <summary>Gets the first names of all rules.</summary>
    public string[] Names { get; } = [.. FirstNames(syntax).Distinct(StringComparer.Ordinal)];

    /// <summary>Gets what the module's names mean; null before they are first asked for.</summary>
    public ModuleScope? Scope { get; private set; }

    /// <summary>Gets the rules with their paths.</summary>
    public List<RuleDeclaration> Declared { get; } = [];

    /// <summary>Gets what is wrong with imports and heads, whatever else there is.</summary>
    public List<Diagnostic> Faults { get; } = [];

    /// <summary>Gets or sets the group of each declaration, in this compilation.</summary>
    public RuleGroup[] Groups { get; set; } = [];

    /// <summary>Gets or sets how many steps of each declaration's path lead to its group.</summary>
    public int[] Lengths { get; set; } = [];

    /// <summary>Gets or sets what came of each declaration; null before it is lowered.</summary>
    public LoweredRule[]? Lowered { get; set; }

    /// <summary>Gets or sets what is wrong with schemas that metadata names.</summary>
    public List<Diagnostic> SchemaFaults { get; set; } = [];

    /// <summary>Gets or sets the round in which the module was last compiled.</summary>
    public int Round { get; set; }

    /// <summary>Gets the text that stands for a path.</summary>
    public static string KeyOf(ReadOnlySpan<string> path) => string.Join('\0', path!);

    /// <summary>Says which names the rules of the package have; what the module declares is worked out at the first time.</summary>
    /// <param name="names">The first names of all rules of the package.</param>
    /// <param name="isStrict">Whether deprecated built-ins are errors.</param>
    public void Enter(HashSet<string> names, bool isStrict)
    {
        if (Scope is not null)
        {
            Scope.Rules = names;
            return;
        }
        Scope = new ModuleScope(Syntax.Source, Syntax.Package.Path, Syntax.Imports, names) { RefusesDeprecated = isStrict };
        if (isStrict || Syntax.Version == RegoVersion.V1)
        {
            ReportShadows(Scope);
        }
        foreach (var rule in Syntax.Rules)
        {
            if (RuleDeclaration.TryMake(Syntax, Scope, rule, Faults, out var declaration))
            {
                Declared.Add(declaration);
            }
        }
    }

    /// <summary>Tells whether what was lowered still holds.</summary>
    /// <param name="lengths">How many steps of each declaration's path lead to its group now.</param>
    /// <param name="names">The names of the package's rules that came or went; null for none.</param>
    /// <param name="paths">The documents and functions that came, went or are of another kind.</param>
    public bool Holds(int[] lengths, HashSet<string>? names, HashSet<string> paths) =>
        Lowered is not null
        && SchemaFaults.Count == 0
        && lengths.AsSpan().SequenceEqual(Lengths)
        && (names is null || !Scope!.Asked!.Overlaps(names))
        && Array.TrueForAll(Lowered, l => l.Diagnostics.Count == 0 && (paths.Count == 0 || !Array.Exists(l.AskedPaths, paths.Contains)));

    /// <summary>Gets whether a rule holds metadata, or types that metadata tells.</summary>
    public bool RestsOnMetadata => Lowered is not null && Array.Exists(Lowered, l => l.RestsOnMetadata);

    /// <summary>Reports imports that hide one another, and rules and imports that take the names <c>input</c> and <c>data</c>.</summary>
    private void ReportShadows(ModuleScope scope)
    {
        foreach (var (later, earlier) in scope.Shadowed)
        {
            Faults.Add(new Diagnostic(CompileDiagnostics.DuplicateImport, Syntax.Source, later.Span, Syntax.Source.Slice(earlier.Span).ToString()));
        }
        foreach (var import in Syntax.Imports)
        {
            if (import.Alias is { Name: "input" or "data" } alias)
            {
                Faults.Add(new Diagnostic(CompileDiagnostics.RootShadowed, Syntax.Source, alias.Span, "imports", alias.Name, "alias"));
            }
        }
        foreach (var rule in Syntax.Rules)
        {
            var name = rule.Head.Reference is RefTerm reference ? reference.Head as VarTerm : rule.Head.Reference as VarTerm;
            if (name is { Name: "input" or "data" })
            {
                Faults.Add(new Diagnostic(CompileDiagnostics.RootShadowed, Syntax.Source, name.Span, "rules", name.Name, "rule"));
            }
        }
    }

    private static IEnumerable<string> FirstNames(ModuleSyntax module)
    {
        foreach (var rule in module.Rules)
        {
            switch (rule.Head.Reference)
            {
                case VarTerm name:
                    yield return name.Name;
                    break;
                case RefTerm { Head: VarTerm name }:
                    yield return name.Name;
                    break;
                default:
                    break;
            }
        }
    }
}

/// <summary>What came of one declared rule.</summary>
/// <param name="Rules">One rule a body.</param>
/// <param name="Diagnostics">What is wrong.</param>
/// <param name="RestsOnMetadata">Whether it holds metadata, or types that metadata tells.</param>
/// <param name="AskedPaths">The paths that were looked for among documents and functions, each as one text.</param>
internal sealed record LoweredRule(List<RulePlan> Rules, List<Diagnostic> Diagnostics, bool RestsOnMetadata, string[] AskedPaths);
