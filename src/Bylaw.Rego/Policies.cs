using System.Collections.Immutable;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Checking;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Building;
using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Types;

namespace Bylaw.Rego;

/// <summary>Compiled modules. Immutable; safe to share between threads.</summary>
public sealed class Policies
{
    private readonly Plan _plan;
    private readonly int _depth;
    private readonly Lazy<DocumentSet> _made;
    private readonly BuiltinTable _builtins;
    private readonly CompilerOptions _options;

    // The same documents with steps that tell a listener; made when first asked for.
    private readonly Lazy<DocumentSet> _observed;

    /// <summary>Makes policies; what runs is made when the first query is prepared, since whoever only checks never needs it.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="depth">How deep the trees of the modules are.</param>
    /// <param name="builtins">The built-ins.</param>
    /// <param name="options">How the modules were compiled.</param>
    internal Policies(Plan plan, int depth, BuiltinTable builtins, CompilerOptions options)
    {
        _plan = plan;
        _depth = depth;
        _made = new Lazy<DocumentSet>(() => DeepStack.Run(depth, () => new DocumentSet(plan, isObserved: false, options.IndexRules)));
        _builtins = builtins;
        _options = options;
        _observed = new Lazy<DocumentSet>(() => DeepStack.Run(depth, () => new DocumentSet(plan, isObserved: true, options.IndexRules)));
    }

    /// <summary>Gets the branches of all rules as listeners know them.</summary>
    internal IEnumerable<RuleSite> RuleSites
    {
        get
        {
            var documents = _observed.Value;
            DeepStack.Run(_depth, () =>
            {
                documents.MakeAll();
                return documents;
            });
            return documents.Documents.SelectMany(d => d.Clauses.Concat(d.Defaults)).SelectMany(c => c.Sites);
        }
    }

    private DocumentSet Documents => _made.Value;

    /// <summary>Lists the paths below <c>data</c> of all documents and functions that rules define, in order.</summary>
    public IEnumerable<string> RulePaths => _plan.Groups.Select(g => g.Name).Order(StringComparer.Ordinal);

    /// <summary>Finds the type that was worked out for a document or function.</summary>
    /// <param name="path">Its path, <c>data.authz.allow</c>.</param>
    /// <returns>The type; null when no rule defines the path.</returns>
    public RuleType? TypeOf(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var node = path.StartsWith("data.", StringComparison.Ordinal) ? _plan.Root.Find(path[5..].Split('.')) : null;
        return node?.Group is { Type: { } type } ? new RuleType(path, type, default)
            : node?.Function is { Type: { } result } function ? new RuleType(path, result, [.. function.ParameterTypes])
            : null;
    }

    /// <summary>Works out the types of the variables of a module's rules.</summary>
    /// <param name="source">The very text that was compiled.</param>
    /// <returns>Variables with their types, rule by rule; empty when the text is none of those compiled.</returns>
    public ImmutableArray<VariableType> VariablesIn(SourceText source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return DeepStack.Run(_depth, () =>
        {
            var checker = new TypeChecker(_plan.Root, _options.Schemas.Input, []);
            return _plan.Groups.SelectMany(g => g.Rules).Where(r => ReferenceEquals(r.Source, source))
                .SelectMany(checker.VariablesOf).Select(v => new VariableType(v.Variable.Name, v.Variable.Span, v.Type)).ToImmutableArray();
        });
    }

    /// <summary>Prepares a query, so that it can be evaluated many times.</summary>
    /// <param name="query">Rego text, for example <c>data.authz.allow</c> or <c>x := data.authz.deny[_]</c>.</param>
    /// <param name="options">How; null for the default.</param>
    /// <returns>The query, or the reasons why there is none.</returns>
    public QueryPreparation Prepare(string query, QueryOptions? options = null)
    {
        options ??= QueryOptions.Default;
        var source = new SourceText("query", query);
        var parse = RegoParser.ParseQuery(source, _options.Parser);
        return parse.Succeeded
            ? DeepStack.Run(parse.Depth, () => Prepare(source, parse, options))
            : new QueryPreparation(null, parse.Diagnostics);
    }

    private QueryPreparation Prepare(SourceText source, QueryParse parse, QueryOptions options)
    {
        var diagnostics = new List<Diagnostic>();
        if (_options.Capabilities is { } capabilities)
        {
            new CapabilityCheck(capabilities, source, diagnostics).VisitBody(parse.Body);
        }
        var imports = new List<ImportSyntax>();
        foreach (var import in options.Imports)
        {
            var module = RegoParser.ParseModule(new SourceText("import", $"package p\nimport {import}"), _options.Parser);
            diagnostics.AddRange(module.Diagnostics);
            imports.AddRange(module.Module.Imports);
        }
        var package = options.Package.Length == 0 ? [] : options.Package.Split('.');
        var plan = PolicyPlanner.PlanQuery(
            _plan, source, parse.Body, package is ["data", ..] ? package[1..] : package, imports, _builtins, diagnostics, _options.Schemas.Input);
        var failed = diagnostics.Exists(d => d.Kind.Severity == Severity.Error);
        return new QueryPreparation(failed ? null : Build(plan, Math.Max(_depth, parse.Depth)), [.. diagnostics]);
    }

    private PreparedQuery Build(QueryPlan plan, int depth)
    {
        var named = new HashSet<Variable>();
        foreach (var literal in plan.Body.Literals)
        {
            PlanVariables.Visit(literal, intoBodies: false, v => named.Add(v.Variable));
        }
        foreach (var variable in named)
        {
            // A result shows every variable of the query, also one that occurs once.
            variable.Uses++;
        }
        Variable[] shown = [.. plan.Variables.Where(named.Contains)];
        return Build(plan, depth, Documents, shown, () => Build(plan, depth, _observed.Value, shown, null));
    }

    private PreparedQuery Build(QueryPlan plan, int depth, DocumentSet documents, Variable[] named, Func<PreparedQuery>? makeObserved)
    {
        var clauseCount = DeepStack.Run(_depth, () => documents.MakeReachable(plan.Body));
        var clause = new Clause(clauseCount, plan.Source, plan.Body.Span);
        var site = documents.IsObserved ? new RuleSite(plan.Source, plan.Body.Span, plan.Source.Slice(plan.Body.Span).ToString(), isQuery: true) : null;
        var builder = new BodyBuilder(documents, plan.Source, plan.Variables.Length, firstCollector: 1, site);
        Expression[] expressions = [];
        clause.Branches =
        [
            builder.BuildRule(plan.Body, null, () =>
            {
                expressions = Array.ConvertAll(plan.Expressions, e => builder.Build(e.Term));
                return new ResultStep();
            }),
        ];
        clause.SlotCount = builder.SlotCount;
        clause.CollectorCount = builder.CollectorCount;
        var bindings = named.Where(v => !v.IsGenerated).DistinctBy(v => v.Name);
        // One term without iteration is evaluated straight away.
        Expression? single = null;
        if (!documents.IsObserved
            && plan.Body.Literals is [UnifyLiteral { Modifiers: [], Left: VariableTerm captured, Right: var term }]
            && plan.Expressions is [{ Term: VariableTerm shown }]
            && ReferenceEquals(captured.Variable, shown.Variable))
        {
            var alone = new BodyBuilder(documents, plan.Source, clause.SlotCount, clause.CollectorCount);
            single = DeepStack.Run(_depth, () => alone.TryBuildAsked(term));
            if (single is DocumentExpression { Document: var asked })
            {
                single = new AskedDocumentExpression(asked);
            }
            (clause.SlotCount, clause.CollectorCount) = (alone.SlotCount, alone.CollectorCount);
        }
        return new PreparedQuery(documents, clauseCount, clause, expressions, [.. bindings], plan, single, depth, makeObserved);
    }
}

/// <summary>Sets how a query is prepared.</summary>
public sealed record QueryOptions
{
    /// <summary>Gets the default options: no package, no imports.</summary>
    public static QueryOptions Default { get; } = new();

    /// <summary>Gets the package whose rules the query can name directly, for example <c>authz.http</c>; empty for none.</summary>
    public string Package { get; init; } = "";

    /// <summary>Gets what the query imports, for example <c>data.lib.strings</c> or <c>input.request as req</c>.</summary>
    public IReadOnlyList<string> Imports { get; init; } = [];
}
