using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;
using Bylaw.Rego.Types;

namespace Bylaw.Rego.Planning;

/// <summary>
/// Infers the types of documents, functions and variables, and reports what can never hold: look-ups of what is not there, operands
/// that a function never takes, comparisons of what is never equal. What merely may fail is no fault. It walks bodies in their safe
/// order, so each variable has its type before it is read.
/// </summary>
/// <param name="root">The tree of packages and rules.</param>
/// <param name="input">The type of the input document; null when nothing is known of it.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed partial class TypeChecker(RuleTreeNode root, RegoType? input, List<Diagnostic> diagnostics)
{
    private readonly HashSet<(SourceText, TextSpan, DiagnosticKind)> _reported = [];
    private SourceText _source = null!;
    private RegoType?[] _variables = [];
    private IReadOnlyList<SchemaOverride> _schemas = [];
    private RegoType _input = RegoType.Any;

    /// <summary>Set inside literals with modifiers: input, data and what rests on them may be anything there.</summary>
    private bool _isMocked;

    /// <summary>Set where a modifier replaces a function: calls may take and yield anything.</summary>
    private bool _hasMockedCalls;

    /// <summary>Checks the groups that are new or refer to one whose types have changed; what was found of the others still holds.</summary>
    /// <param name="plan">The plan; a group that is checked again is another one there afterwards.</param>
    /// <param name="order">Its groups, each behind those that it depends on.</param>
    /// <returns>How many were checked.</returns>
    public int CheckAll(Plan plan, List<RuleGroup> order)
    {
        var checkedCount = 0;
        var changed = new bool[plan.Bound];
        Dictionary<RuleGroup, RuleGroup>? reopened = null;
        foreach (var known in order)
        {
            var group = known;
            if (known.Type is not null)
            {
                if (!Array.Exists(known.Uses!, u => changed[u]))
                {
                    diagnostics.AddRange(known.Faults);
                    continue;
                }
                // Another plan may hold it with the types that it has.
                group = known.Reopened();
                RuleGrouping.Put(root.Find(group.Path)!, group);
                (reopened ??= new(ReferenceEqualityComparer.Instance))[known] = group;
            }
            checkedCount++;
            var faults = diagnostics.Count;
            var parameters = group.Kind == RuleKind.Function ? new RegoType[group.Arity] : [];
            var type = TypeRelations.Bound(Check(group, parameters));
            changed[group.Id] = group.SetTypes(type, parameters, [.. diagnostics.Skip(faults)]);
        }
        for (var i = 0; reopened is not null && i < plan.Groups.Count; i++)
        {
            plan.Groups[i] = reopened.GetValueOrDefault(plan.Groups[i], plan.Groups[i]);
        }
        return checkedCount;
    }

    /// <summary>Checks a query.</summary>
    public void CheckQuery(QueryPlan query)
    {
        _source = query.Source;
        _variables = new RegoType?[query.Variables.Length];
        _input = input ?? RegoType.Any;
        _schemas = [];
        CheckBody(query.Body);
    }

    private RegoType Check(RuleGroup group, RegoType[] parameters)
    {
        RegoType? joined = null;
        var shape = group.Kind == RuleKind.PartialObject ? new SuffixShape() : null;
        foreach (var rule in group.Defaults.Concat(group.Rules))
        {
            Enter(rule);
            for (var i = 0; i < rule.Parameters.Length; i++)
            {
                var type = Infer(rule.Parameters[i]);
                Match(rule.Parameters[i], type);
                if (i < parameters.Length)
                {
                    parameters[i] = TypeRelations.Join(parameters[i], type);
                }
            }
            RegoType? values = null;
            List<(PlanTerm Term, RegoType Type)>? keys = null;
            foreach (var branch in rule.Branches)
            {
                CheckBody(branch.Body);
                values = TypeRelations.Join(values, Infer(branch.Value));
                if (keys is null && rule.Suffix.Length > 0)
                {
                    keys = [.. rule.Suffix.Select(s => (s, Infer(s)))];
                }
            }
            var value = rule.IsMultiValue ? new SetType(values!) : values!;
            if (shape is not null)
            {
                shape.Add(keys ?? [], 0, value);
            }
            else
            {
                joined = Join(joined, value, rule.IsMultiValue);
            }
        }
        return shape is not null ? shape.Build() : joined ?? RegoType.Any;
    }

    /// <summary>Joins what rules of one name yield; the members of a partial set go into one set.</summary>
    private static RegoType Join(RegoType? joined, RegoType value, bool isMultiValue) =>
        isMultiValue && joined is SetType before && value is SetType more
            ? new SetType(TypeRelations.Join(before.Member, more.Member))
            : TypeRelations.Join(joined, value);

    private void Enter(RulePlan rule)
    {
        _source = rule.Source;
        _variables = new RegoType?[rule.FrameSize];
        _schemas = rule.Schemas;
        _input = InputIn(rule.Schemas);
        // What a caller passes may be anything, so that a parameter never narrows to the first thing it meets.
        foreach (var parameter in rule.Parameters)
        {
            PlanVariables.Visit(parameter, intoBodies: false, v => _variables[v.Variable.Index] = RegoType.Any);
        }
    }

    /// <summary>Works out the type of input in a rule: what is given for all, and over it what metadata says, the nearest last.</summary>
    private RegoType InputIn(IReadOnlyList<SchemaOverride> schemas)
    {
        var type = input ?? RegoType.Any;
        foreach (var schema in schemas)
        {
            if (schema.Path is ["input", ..])
            {
                type = Put(type, schema.Path.AsSpan(1), schema.Type);
            }
        }
        return type;
    }

    private static RegoType Put(RegoType into, ReadOnlySpan<string> path, RegoType type)
    {
        if (path.IsEmpty)
        {
            return type;
        }
        Values.RegoValue key = path[0];
        var known = into as ObjectType;
        var below = Put(known?.Find(key) ?? RegoType.Any, path[1..], type);
        var rest = known is null ? (RegoType.Any, RegoType.Any) : known.Rest;
        return new ObjectType([.. (known?.Properties ?? []).Where(p => !p.Key.Equals(key)), (key, below)], rest);
    }

    private void Report(DiagnosticKind kind, TextSpan span, string? help, params object?[] arguments)
    {
        // Chained bodies share their head: what is wrong there is said once.
        if (_reported.Add((_source, span, kind)))
        {
            diagnostics.Add(new Diagnostic(kind, _source, span, arguments) { Help = help });
        }
    }

    private static string Shown(RegoType type)
    {
        var text = type.ToString();
        return text.Length <= 100 ? text : type is UnionType ? text[..97] + "..." : type.Kind;
    }
}
