using Bylaw.Rego.Builtins;
using Bylaw.Rego.Checking;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>Makes a plan out of parsed modules: groups rules into documents, lowers them, orders their bodies, refuses recursion.</summary>
internal sealed class PolicyPlanner
{
    /// <summary>Fewer rules are lowered on the caller's thread.</summary>
    private const int ParallelFrom = 256;

    private readonly BuiltinTable _builtins;
    private readonly List<Diagnostic> _diagnostics;
    private readonly RegoType? _input;
    private readonly bool _isStrict;
    private readonly KeptPlan? _kept;

    /// <summary>Makes a planner.</summary>
    /// <param name="builtins">The built-ins.</param>
    /// <param name="diagnostics">Receives what is wrong.</param>
    /// <param name="input">The type of the input document; null when nothing is known of it.</param>
    /// <param name="isStrict">Whether unused imports, variables and parameters, and deprecated built-ins are errors.</param>
    /// <param name="kept">What the compilation before left, under the same options; null for none. Of no use in strict mode, which counts uses.</param>
    public PolicyPlanner(BuiltinTable builtins, List<Diagnostic> diagnostics, RegoType? input = null, bool isStrict = false, KeptPlan? kept = null)
    {
        _kept = isStrict ? null : kept;
        _isStrict = isStrict;
        _builtins = builtins;
        _diagnostics = diagnostics;
        _input = input;
    }

    /// <summary>Plans all modules.</summary>
    /// <param name="modules">Parsed modules.</param>
    /// <param name="metadata">Answers what metadata says in a module; null for none.</param>
    /// <param name="hasSchemas">Whether metadata of any module tells types.</param>
    /// <returns>The plan; of no use when errors were reported.</returns>
    public Plan PlanModules(IReadOnlyList<ModuleSyntax> modules, Func<ModuleSyntax, List<Diagnostic>, MetadataSource>? metadata = null, bool hasSchemas = false)
    {
        var before = _kept?.Take();
        var change = new PlanChange(modules, before, _isStrict);
        foreach (var module in change.Modules)
        {
            _diagnostics.AddRange(module.Faults);
        }
        var numbers = before?.Numbers ?? new GroupNumbers();
        var grouping = new RuleGrouping(before?.Root, numbers, _diagnostics);
        var lengths = new int[change.Modules.Length][];
        grouping.Group(change.Modules, lengths);
        if (before is not null)
        {
            grouping.FindGone(before.Groups);
        }
        var open = change.ToLower(lengths, grouping.Changed, hasSchemas);
        var taken = modules.Sum(m => m.Rules.Length) - open.Sum(m => m.Declared.Count);
        LowerAll(open, grouping.Root, metadata);
        var plan = Fill(change.Modules, grouping, numbers);
        if (_isStrict)
        {
            ReportUnusedImports(change.Modules);
        }
        var checkedCount = 0;
        if (!HasErrors())
        {
            var order = new RecursionCheck(plan, _diagnostics).Run();
            if (!HasErrors())
            {
                checkedCount = new TypeChecker(plan.Root, _input, _diagnostics).CheckAll(plan, order);
            }
        }
        _kept?.Put(
            new KeptPlan.State(change.Round, change.BySyntax(), change.Names, plan.Root, plan.Groups, numbers, hasSchemas), taken, checkedCount);
        return plan;
    }

    private bool HasErrors() => _diagnostics.Exists(d => d.Kind.Severity == Severity.Error);

    /// <summary>Puts the rules of all modules into their groups; a group that holds the very rules that it held is taken as it was.</summary>
    private Plan Fill(PlannedModule[] modules, RuleGrouping grouping, GroupNumbers numbers)
    {
        foreach (var module in modules)
        {
            for (var i = 0; i < module.Groups.Length; i++)
            {
                var lowered = module.Lowered![i];
                foreach (var rule in lowered.Rules)
                {
                    module.Groups[i].Add(rule, module.Declared[i].Syntax.IsDefault);
                }
                _diagnostics.AddRange(lowered.Diagnostics);
            }
            _diagnostics.AddRange(module.SchemaFaults);
            module.Groups = [];
        }
        var groups = new List<RuleGroup>(grouping.Groups.Count);
        foreach (var (made, node, _) in grouping.Groups)
        {
            var group = made.Settle(grouping.Changed);
            RuleGrouping.Put(node, group);
            groups.Add(group);
        }
        return new Plan(grouping.Root, groups, numbers.Bound);
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

    /// <summary>Lowers the rules of modules, many at once where there are many.</summary>
    private void LowerAll(List<PlannedModule> modules, RuleTreeNode root, Func<ModuleSyntax, List<Diagnostic>, MetadataSource>? metadata)
    {
        var rules = new List<(PlannedModule Module, int Index, MetadataSource? Metadata, IReadOnlyList<SchemaOverride> Schemas)>();
        foreach (var module in modules)
        {
            module.SchemaFaults = [];
            module.Lowered = new LoweredRule[module.Declared.Count];
            module.Scope!.Asked = _kept is null ? null : new HashSet<string>(StringComparer.Ordinal);
            var source = metadata?.Invoke(module.Syntax, module.SchemaFaults);
            for (var i = 0; i < module.Declared.Count; i++)
            {
                rules.Add((module, i, source, source?.SchemasOf(module.Declared[i].Original) ?? []));
            }
        }
        if (rules.Count < ParallelFrom || modules.Exists(m => m.Syntax.Depth > DeepStack.EasyDepth))
        {
            rules.ForEach(Take);
        }
        else
        {
            // The pool's threads have little stack: trees that are too deep for it are lowered one after another where there is room.
            Parallel.ForEach(rules, Take);
        }

        void Take((PlannedModule Module, int Index, MetadataSource? Metadata, IReadOnlyList<SchemaOverride> Schemas) rule) =>
            rule.Module.Lowered![rule.Index] = Lower(rule.Module, rule.Index, root, rule.Metadata, rule.Schemas);
    }

    private LoweredRule Lower(PlannedModule module, int index, RuleTreeNode root, MetadataSource? metadata, IReadOnlyList<SchemaOverride> schemas)
    {
        var declaration = module.Declared[index];
        var rules = new List<RulePlan>(1);
        var diagnostics = new List<Diagnostic>(0);
        var restsOnMetadata = schemas.Count > 0;
        List<string>? asked = null;
        var syntax = declaration.Syntax;
        var constants = declaration.Path.AsSpan(module.Lengths[index]..);
        var bodies = Math.Max(1, syntax.Bodies.Length);
        for (var i = 0; i < bodies; i++)
        {
            var lowering = new Lowering(
                declaration.Scope, root, _builtins, diagnostics, _isStrict, metadata, declaration.Original);
            var rule = new RulePlan(declaration.Scope.Source, syntax.Span)
            {
                IsMultiValue = declaration.IsMultiValue,
                Schemas = schemas,
            };
            lowering.LowerRule(syntax, i, rule, declaration.Suffix);
            if (constants.Length > 0)
            {
                rule.Suffix = [.. constants.ToArray().Select(s => new ConstantTerm(syntax.Head.Span, InternPool.Intern(s))), .. rule.Suffix];
            }
            if (declaration.MemberTerm is not null)
            {
                rule.IsMultiValue = true;
            }
            new SafetyOrder(declaration.Scope.Source, diagnostics).OrderRule(rule);
            rules.Add(rule);
            restsOnMetadata |= lowering.HoldsMetadata;
            if (_kept is not null && lowering.AskedPaths.Count > 0)
            {
                (asked ??= []).AddRange(lowering.AskedPaths);
            }
        }
        return new LoweredRule(rules, diagnostics, restsOnMetadata, asked is null ? [] : [.. asked.Distinct(StringComparer.Ordinal)]);
    }

    private void ReportUnusedImports(PlannedModule[] modules)
    {
        foreach (var scope in modules.Select(m => m.Scope!))
        {
            foreach (var import in scope.Unused)
            {
                _diagnostics.Add(new Diagnostic(CompileDiagnostics.UnusedImport, scope.Source, import.Span, scope.Source.Slice(import.Span).ToString()));
            }
        }
    }
}
