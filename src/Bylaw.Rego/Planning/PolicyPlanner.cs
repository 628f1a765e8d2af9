using Bylaw.Rego.Builtins;
using Bylaw.Rego.Checking;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Types;

namespace Bylaw.Rego.Planning;

/// <summary>Makes a plan out of parsed modules: groups rules into documents, lowers them, orders their bodies, refuses recursion.</summary>
internal sealed class PolicyPlanner
{
    /// <summary>Fewer rules are lowered on the caller's thread.</summary>
    private const int ParallelFrom = 256;

    private readonly BuiltinTable _builtins;
    private readonly List<Diagnostic> _diagnostics;
    private readonly RuleTreeNode _root = new("data", null);
    private readonly List<RuleGroup> _groups = [];
    private readonly RegoType? _input;
    private readonly bool _isStrict;
    private readonly KeptRules? _kept;

    /// <summary>Makes a planner.</summary>
    /// <param name="builtins">The built-ins.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="input">The type of the input document; null when nothing is known of it.</param>
    /// <param name="isStrict">Whether unused imports, variables and parameters, and deprecated built-ins are errors.</param>
    /// <param name="kept">Rules of the compilation before, under the same options; null for none. Of no use in strict mode, which counts uses.</param>
    public PolicyPlanner(BuiltinTable builtins, List<Diagnostic> diagnostics, RegoType? input = null, bool isStrict = false, KeptRules? kept = null)
    {
        _kept = isStrict ? null : kept;
        _isStrict = isStrict;
        _builtins = builtins;
        _diagnostics = diagnostics;
        _input = input;
    }

    /// <summary>Plans all modules.</summary>
    /// <param name="modules">Parsed modules.</param>
    /// <param name="metadata">Answers the metadata built-ins for a module; null for none.</param>
    /// <returns>The plan; of no use when errors were reported.</returns>
    public Plan PlanModules(IReadOnlyList<ModuleSyntax> modules, Func<ModuleSyntax, MetadataSource?>? metadata = null)
    {
        var names = NamesByPackage(modules);
        var declared = new List<RuleDeclaration>();
        var scopes = new List<ModuleScope>();
        foreach (var module in modules)
        {
            var scope = new ModuleScope(module.Source, module.Package.Path, module.Imports, names[PackageKey(module)])
            {
                RefusesDeprecated = _isStrict,
            };
            scopes.Add(scope);
            if (_isStrict || module.Version == RegoVersion.V1)
            {
                ReportShadows(module, scope);
            }
            var source = metadata?.Invoke(module);
            foreach (var rule in module.Rules)
            {
                if (RuleDeclaration.TryMake(module, scope, rule, _diagnostics, out var declaration))
                {
                    declared.Add(declaration with { Metadata = source });
                }
            }
            var node = _root;
            foreach (var step in module.Package.Path)
            {
                node = node.Child(step);
            }
        }
        RuleGrouping.Group(declared, _root, _groups, _diagnostics);
        LowerAll(modules, declared, names);
        if (_isStrict)
        {
            ReportUnusedImports(scopes);
        }
        if (!_diagnostics.Exists(d => d.Kind.Severity == Severity.Error))
        {
            var order = new RecursionCheck(_root, _groups, _diagnostics).Run();
            if (!_diagnostics.Exists(d => d.Kind.Severity == Severity.Error))
            {
                new TypeChecker(_root, _input, _diagnostics).CheckAll(order);
            }
        }
        return new Plan(_root, _groups);
    }

    /// <summary>Plans a query against a finished plan.</summary>
    /// <param name="plan">The policies' plan.</param>
    /// <param name="source">The query's text.</param>
    /// <param name="query">The parsed query.</param>
    /// <param name="package">The package whose rules can be named directly; empty for none.</param>
    /// <param name="imports">Imports that the query may use.</param>
    /// <param name="builtins">The built-ins.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="input">The type of the input document; null when nothing is known of it.</param>
    /// <returns>The query's plan.</returns>
    public static QueryPlan PlanQuery(
        Plan plan,
        SourceText source,
        BodySyntax query,
        IReadOnlyList<string> package,
        IReadOnlyList<ImportSyntax> imports,
        BuiltinTable builtins,
        List<Diagnostic> diagnostics,
        RegoType? input = null)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (package.Count > 0 && plan.Root.Find([.. package]) is { } node)
        {
            names.UnionWith(node.Children.Keys);
        }
        var scope = new ModuleScope(source, [.. package], [.. imports], names);
        var lowered = new Lowering(scope, plan.Root, builtins, diagnostics).LowerQuery(source, query);
        new SafetyOrder(source, diagnostics).OrderQuery(lowered);
        if (!diagnostics.Exists(d => d.Kind.Severity == Severity.Error))
        {
            new TypeChecker(plan.Root, input, diagnostics).CheckQuery(lowered);
        }
        return lowered;
    }

    /// <summary>Lowers rules, many at once where there are many; what is found and made is put together in the order of the rules.</summary>
    private void LowerAll(IReadOnlyList<ModuleSyntax> modules, List<RuleDeclaration> declared, Dictionary<string, HashSet<string>> names)
    {
        var kept = _kept?.Find(_groups, names);
        var schemas = declared.ConvertAll(d => d.Metadata?.SchemasOf(d.Original) ?? []);
        var lowered = new LoweredRule[declared.Count];
        if (declared.Count < ParallelFrom || modules.Any(m => m.Depth > DeepStack.EasyDepth))
        {
            for (var i = 0; i < lowered.Length; i++)
            {
                lowered[i] = Take(declared[i], schemas[i], kept);
            }
        }
        else
        {
            // The pool's threads have little stack: trees that are too deep for it are lowered one after another where there is room.
            Parallel.For(0, lowered.Length, i => lowered[i] = Take(declared[i], schemas[i], kept));
        }
        for (var i = 0; i < lowered.Length; i++)
        {
            if (declared[i].Group is { } group)
            {
                (declared[i].Syntax.IsDefault ? group.Defaults : group.Rules).AddRange(lowered[i].Rules);
            }
            _diagnostics.AddRange(lowered[i].Diagnostics);
        }
        if (_kept is not null)
        {
            var keep = new Dictionary<RuleSyntax, List<RulePlan>>(lowered.Length, ReferenceEqualityComparer.Instance);
            for (var i = 0; i < lowered.Length; i++)
            {
                if (lowered[i] is { StandsAlone: true, Diagnostics.Count: 0 })
                {
                    keep[declared[i].Original] = lowered[i].Rules;
                }
            }
            _kept.Keep(keep, lowered.Count(l => l.IsTaken), _groups, names);
        }
    }

    private LoweredRule Take(RuleDeclaration declaration, IReadOnlyList<SchemaOverride> schemas, IReadOnlyDictionary<RuleSyntax, List<RulePlan>>? kept) =>
        kept is not null && schemas.Count == 0 && kept.TryGetValue(declaration.Original, out var rules)
            ? new LoweredRule(rules, [], StandsAlone: true, IsTaken: true)
            : Lower(declaration, schemas);

    private LoweredRule Lower(RuleDeclaration declaration, IReadOnlyList<SchemaOverride> schemas)
    {
        var standsAlone = schemas.Count == 0;
        var rules = new List<RulePlan>(1);
        var diagnostics = new List<Diagnostic>(0);
        if (declaration.Group is null)
        {
            return new LoweredRule(rules, diagnostics, StandsAlone: false, IsTaken: false);
        }
        var syntax = declaration.Syntax;
        var bodies = Math.Max(1, syntax.Bodies.Length);
        for (var i = 0; i < bodies; i++)
        {
            var lowering = new Lowering(
                declaration.Scope, _root, _builtins, diagnostics, _isStrict, declaration.Metadata, declaration.Original);
            var rule = new RulePlan(declaration.Scope.Source, syntax.Span)
            {
                IsMultiValue = declaration.IsMultiValue,
                Schemas = schemas,
            };
            lowering.LowerRule(syntax, i, rule, declaration.Suffix);
            rule.Suffix = [.. declaration.ConstantSuffix.Select(s => new ConstantTerm(syntax.Head.Span, s)), .. rule.Suffix];
            if (declaration.MemberTerm is not null)
            {
                rule.IsMultiValue = true;
            }
            new SafetyOrder(declaration.Scope.Source, diagnostics).OrderRule(rule);
            rules.Add(rule);
            standsAlone &= lowering.StandsAlone;
        }
        return new LoweredRule(rules, diagnostics, standsAlone, IsTaken: false);
    }

    /// <summary>Reports imports that hide one another, and rules and imports that take the names <c>input</c> and <c>data</c>.</summary>
    private void ReportShadows(ModuleSyntax module, ModuleScope scope)
    {
        foreach (var (later, earlier) in scope.Shadowed)
        {
            Report(CompileDiagnostics.DuplicateImport, module.Source, later.Span, module.Source.Slice(earlier.Span).ToString());
        }
        foreach (var import in module.Imports)
        {
            if (import.Alias is { Name: "input" or "data" } alias)
            {
                Report(CompileDiagnostics.RootShadowed, module.Source, alias.Span, "imports", alias.Name, "alias");
            }
        }
        foreach (var rule in module.Rules)
        {
            var name = rule.Head.Reference is RefTerm reference ? reference.Head as VarTerm : rule.Head.Reference as VarTerm;
            if (name is { Name: "input" or "data" })
            {
                Report(CompileDiagnostics.RootShadowed, module.Source, name.Span, "rules", name.Name, "rule");
            }
        }
    }

    private void ReportUnusedImports(List<ModuleScope> scopes)
    {
        foreach (var scope in scopes)
        {
            foreach (var import in scope.Unused)
            {
                Report(CompileDiagnostics.UnusedImport, scope.Source, import.Span, scope.Source.Slice(import.Span).ToString());
            }
        }
    }

    private void Report(DiagnosticKind kind, SourceText source, TextSpan span, params object?[] arguments) =>
        _diagnostics.Add(new Diagnostic(kind, source, span, arguments));

    private static Dictionary<string, HashSet<string>> NamesByPackage(IReadOnlyList<ModuleSyntax> modules)
    {
        var names = new Dictionary<string, HashSet<string>>(StringComparer.Ordinal);
        foreach (var module in modules)
        {
            var key = PackageKey(module);
            if (!names.TryGetValue(key, out var set))
            {
                names[key] = set = new HashSet<string>(StringComparer.Ordinal);
            }
            foreach (var rule in module.Rules)
            {
                switch (rule.Head.Reference)
                {
                    case VarTerm name:
                        set.Add(name.Name);
                        break;
                    case RefTerm { Head: VarTerm name }:
                        set.Add(name.Name);
                        break;
                    default:
                        break;
                }
            }
        }
        return names;
    }

    private static string PackageKey(ModuleSyntax module) => string.Join('\0', module.Package.Path);

    /// <summary>What came of one declared rule.</summary>
    /// <param name="Rules">One rule a body.</param>
    /// <param name="Diagnostics">What is wrong.</param>
    /// <param name="StandsAlone">Whether it rests on nothing that another module says but on which documents and functions there are.</param>
    /// <param name="IsTaken">Whether it was taken from the compilation before.</param>
    private sealed record LoweredRule(List<RulePlan> Rules, List<Diagnostic> Diagnostics, bool StandsAlone, bool IsTaken);
}
