using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>
/// Works out which parts of the input a query looks at, through all rules that it reaches, so that the others need not be kept when it is
/// read. Where a value goes that cannot be followed, all of it counts as looked at.
/// </summary>
/// <remarks>
/// Followed are constant and computed steps, variables that are bound to a place (the first occurrence of a variable binds, in whatever
/// order steps are run later: every other one counts as a look at the whole), and parameters of functions. A variable has more places the more
/// calls are known, so rules are visited until nothing new is found.
/// </remarks>
internal sealed class InputUse : PlanVisitor
{
    private const int MaxPasses = 16;

    private readonly RuleTreeNode _root;
    private readonly InputPart _input = new();
    private readonly HashSet<RuleGroup> _reached = [];
    private readonly List<RuleGroup> _groups = [];
    private readonly Dictionary<Variable, HashSet<InputPart>> _places = [];
    private readonly HashSet<Variable> _met = [];
    private bool _isReplacing;
    private bool _hasNews;

    private InputUse(RuleTreeNode root) => _root = root;

    /// <summary>Works out what to read of the input.</summary>
    /// <param name="query">The query.</param>
    /// <param name="root">All packages and rules.</param>
    /// <returns>What matters; null when all does.</returns>
    public static JsonProjection? Of(QueryPlan query, RuleTreeNode root)
    {
        var use = new InputUse(root);
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            use._hasNews = false;
            use.VisitAll(query);
            if (!use._hasNews)
            {
                return use._input.ToProjection();
            }
        }
        return null;
    }

    private void VisitAll(QueryPlan query)
    {
        _met.Clear();
        Visit(query.Body);
        foreach (var (term, _) in query.Expressions)
        {
            Visit(term);
        }
        // Visiting a group may reach others, which are appended.
        for (var i = 0; i < _groups.Count; i++)
        {
            foreach (var rule in _groups[i].Rules.Concat(_groups[i].Defaults))
            {
                VisitRule(rule);
            }
        }
    }

    private void VisitRule(RulePlan rule)
    {
        _met.Clear();
        foreach (var parameter in rule.Parameters)
        {
            if (parameter is not VariableTerm { Variable: var variable } || !_met.Add(variable))
            {
                Visit(parameter);
            }
        }
        foreach (var branch in rule.Branches)
        {
            Visit(branch.Body);
            Visit(branch.Value);
            VisitAll(rule.Suffix);
        }
    }

    /// <summary>Visits a term whose value is looked at as a whole.</summary>
    public override void Visit(PlanTerm term)
    {
        foreach (var place in PlacesOf(term))
        {
            _hasNews |= place.TakeWhole();
        }
    }

    /// <inheritdoc/>
    public override void Visit(PlanLiteral literal)
    {
        switch (literal)
        {
            case { Modifiers.Length: > 0 }:
                base.Visit(literal);
                break;
            case TermLiteral term:
                // Only whether it is there, and not false.
                PlacesOf(term.Term);
                break;
            case UnifyLiteral { Left: VariableTerm { Variable: var variable }, Right: var value } when !_met.Contains(variable):
                Bind(variable, PlacesOf(value));
                break;
            case UnifyLiteral { Left: var value, Right: VariableTerm { Variable: var variable } } when !_met.Contains(variable):
                Bind(variable, PlacesOf(value));
                break;
            default:
                base.Visit(literal);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void Visit(PlanModifier modifier)
    {
        base.Visit(modifier);
        if (modifier is FunctionModifier { Replacement: var replacement })
        {
            // Whatever is called from now on may be something else.
            _hasNews |= !_isReplacing;
            _isReplacing = true;
            if (replacement is FunctionName function)
            {
                Reach(_root.FunctionOf(function));
            }
        }
    }

    /// <inheritdoc/>
    protected override void VisitEvery(EveryLiteral every)
    {
        var items = Each(PlacesOf(every.Domain));
        if (every.Key is not null)
        {
            Visit(every.Key);
        }
        if (every.Value is VariableTerm { Variable: var variable } && !_met.Contains(variable))
        {
            Bind(variable, items);
        }
        else
        {
            Visit(every.Value);
            TakeWhole(items);
        }
        Visit(every.Body);
    }

    /// <summary>Visits what a term is made of and returns the places in the input that its value may be.</summary>
    private List<InputPart> PlacesOf(PlanTerm term)
    {
        switch (term)
        {
            case InputTerm:
                return [_input];
            case VariableTerm { Variable: var variable }:
                _met.Add(variable);
                return _places.TryGetValue(variable, out var known) ? [.. known] : [];
            case DataTerm:
                ReachData([]);
                return [];
            case ReferenceTerm { Head: DataTerm } reference:
                VisitAll(reference.Operands);
                ReachData(reference.Operands);
                return [];
            case ReferenceTerm reference:
                return Step(PlacesOf(reference.Head), reference.Operands);
            case RuleCallTerm call:
                VisitCall(call);
                return [];
            case BuiltinCallTerm { Function.Name: "count", Arguments: [var collection] } when !_isReplacing:
                // Every key and item must be there, whatever is below.
                Each(PlacesOf(collection));
                return [];
            default:
                base.Visit(term);
                return [];
        }
    }

    private List<InputPart> Step(List<InputPart> places, PlanTerm[] operands)
    {
        foreach (var operand in operands)
        {
            if (operand is ConstantTerm { Value: { IsString: true } key })
            {
                places = places.ConvertAll(p => p.Below(key));
                continue;
            }
            // A variable that the step binds takes keys, which are no places.
            Visit(operand);
            places = Each(places);
        }
        return places;
    }

    private static List<InputPart> Each(List<InputPart> places) => places.ConvertAll(p => p.Each());

    private void TakeWhole(List<InputPart> places)
    {
        foreach (var place in places)
        {
            _hasNews |= place.TakeWhole();
        }
    }

    private void Bind(Variable variable, List<InputPart> places)
    {
        _met.Add(variable);
        AddPlaces(variable, places);
    }

    private void AddPlaces(Variable variable, List<InputPart> places)
    {
        if (places.Count == 0)
        {
            return;
        }
        if (!_places.TryGetValue(variable, out var known))
        {
            _places[variable] = known = [];
        }
        foreach (var place in places)
        {
            _hasNews |= known.Add(place);
        }
    }

    private void VisitCall(RuleCallTerm call)
    {
        var function = _root.FunctionOf(call.Function);
        Reach(function);
        for (var i = 0; i < call.Arguments.Length; i++)
        {
            var places = PlacesOf(call.Arguments[i]);
            if (_isReplacing)
            {
                TakeWhole(places);
            }
            foreach (var rule in function.Rules.Concat(function.Defaults))
            {
                if (i < rule.Parameters.Length && rule.Parameters[i] is VariableTerm { Variable: var parameter })
                {
                    AddPlaces(parameter, places);
                }
                else
                {
                    TakeWhole(places);
                }
            }
        }
    }

    private void ReachData(ReadOnlySpan<PlanTerm> operands)
    {
        var found = new HashSet<RuleGroup>();
        DataUse.Of(operands).AddGroups(_root, found);
        foreach (var group in found)
        {
            Reach(group);
        }
    }

    private void Reach(RuleGroup group)
    {
        if (_reached.Add(group))
        {
            _groups.Add(group);
            _hasNews = true;
        }
    }
}
