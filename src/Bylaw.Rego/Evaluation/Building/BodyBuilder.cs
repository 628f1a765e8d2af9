using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Building;

/// <summary>
/// Builds the steps of the bodies of one rule. It keeps account of which variables have values at each point, just as
/// <see cref="Binding"/> does, so that every look-up, match and iteration is settled while building.
/// </summary>
internal sealed partial class BodyBuilder
{
    private readonly DocumentSet _documents;
    private readonly SourceText _source;
    private VariableSet _bound = new();
    private Chain _chain = new(0);
    private BodyPlan? _body;
    private int _literalIndex;
    private readonly Observation? _observation;
    private bool _mayReorder;
    private bool _isAnyOrder;
    private bool _mayRepeat;
    private bool _isCounted;
    private int _unguardedAtEnd;

    public BodyBuilder(DocumentSet documents, SourceText source, int variableCount, int firstCollector, RuleSite? rule = null)
    {
        _observation = rule is null ? null : new Observation(rule);
        _documents = documents;
        _source = source;
        SlotCount = variableCount;
        CollectorCount = firstCollector;
    }

    /// <summary>Gets the number of slots that the frame needs so far.</summary>
    public int SlotCount { get; private set; }

    /// <summary>Gets the number of collectors that the frame needs so far.</summary>
    public int CollectorCount { get; private set; }

    /// <summary>Lets nested bodies look at the members of sets in any order where nobody can see it.</summary>
    /// <param name="alsoHere">Whether the rule's own body may as well.</param>
    public void AllowAnyOrder(bool alsoHere) => (_mayReorder, _isAnyOrder, _mayRepeat) = (true, alsoHere, alsoHere);

    /// <summary>Makes variables have values from the start.</summary>
    public void Bind(VariableSet variables) => _bound.AddAll(variables);

    /// <summary>Builds a body that ends with a step made by the caller once all of the body's variables have values.</summary>
    /// <param name="body">The ordered body.</param>
    /// <param name="prologue">Adds steps in front; null for none.</param>
    /// <param name="makeEnd">Makes the last step.</param>
    /// <returns>The first step.</returns>
    public Step BuildBody(BodyPlan body, Action? prologue, Func<Step> makeEnd)
    {
        var (outerChain, outerBound) = (_chain, _bound);
        var (outerBody, outerIndex) = (_body, _literalIndex);
        var (runsOnce, mayInline) = (_runsOnce, _mayInline);
        (_chain, _bound) = (new Chain(_chain.Unguarded), _bound.Copy());
        _mayInline = false;
        prologue?.Invoke();
        _body = body;
        for (_literalIndex = 0; _literalIndex < body.Literals.Count; _literalIndex++)
        {
            if (_observation is null)
            {
                AddLiteral(body.Literals[_literalIndex]);
            }
            else
            {
                AddObserved(body.Literals[_literalIndex], _observation);
            }
        }
        var first = _chain.Close(makeEnd());
        _unguardedAtEnd = _chain.Unguarded;
        (_chain, _bound) = (outerChain, outerBound);
        (_body, _literalIndex) = (outerBody, outerIndex);
        (_runsOnce, _mayInline) = (runsOnce, mayInline);
        return first;
    }

    /// <summary>Adds steps that match a value with a pattern.</summary>
    public void AddMatch(PlanTerm pattern, Expression value)
    {
        switch (pattern)
        {
            case VariableTerm variable when !_bound.Contains(variable.Variable):
                _bound.Add(variable.Variable);
                _chain.Add(new AssignStep(SlotOf(variable.Variable), value));
                break;
            case ArrayPlanTerm array when !IsBound(array):
                AddArrayMatch(array, ToSlot(value));
                break;
            case ObjectPlanTerm obj when !IsBound(obj):
                AddObjectMatch(obj, ToSlot(value));
                break;
            default:
                // The value is looked at first: a pattern may hold look-ups that only count when there is something to match.
                var other = Build(pattern);
                _chain.Add(new EqualStep(value, other));
                break;
        }
    }

    /// <summary>Builds a term; look-ups with unknown keys become steps in front of it.</summary>
    public Expression Build(PlanTerm term)
    {
        switch (term)
        {
            case ConstantTerm constant:
                return new ConstantExpression(constant.Value);
            case VariableTerm variable:
                return new SlotExpression(SlotOf(variable.Variable));
            case InputTerm:
                return new InputExpression();
            case DataTerm:
                return BuildData([]);
            case ReferenceTerm { Head: DataTerm } reference:
                return BuildData(reference.Operands);
            case ReferenceTerm reference:
                return BuildLookups(Build(reference.Head), reference.Operands);
            case ArrayPlanTerm array:
                return new ArrayExpression(BuildAll(array.Items));
            case SetPlanTerm set:
                return new SetExpression(BuildAll(set.Items));
            case ObjectPlanTerm obj:
                return BuildObject(obj);
            case ComprehensionTerm comprehension:
                return BuildComprehension(comprehension);
            case BuiltinCallTerm call:
                return BuildBuiltin(call);
            case RuleCallTerm call:
                return new FunctionExpression(_documents[call.Function], BuildAll(call.Arguments), Site(call.Span));
            case OutputCallTerm call:
                AddMatch(call.Output, Build(call.Call));
                return new ConstantExpression(RegoValue.True);
            case TemplateTerm template:
                return new TemplateExpression(BuildAll(template.Parts));
            default:
                throw new System.Diagnostics.UnreachableException($"no expression for {term.GetType().Name}");
        }
    }

    private CallSite Site(TextSpan span) => new(_source, span);

    private int NewSlot() => SlotCount++;

    private int NewCollector() => CollectorCount++;

    private SlotExpression ToSlot(Expression value)
    {
        if (value is SlotExpression slot)
        {
            return slot;
        }
        var fresh = NewSlot();
        _chain.Add(new AssignStep(fresh, value));
        return new SlotExpression(fresh);
    }

    /// <summary>Builds several terms; those that others wait for come first.</summary>
    private Expression[] BuildAll(PlanTerm[] terms)
    {
        var built = new Expression[terms.Length];
        var binding = new Binding(new VariableSet());
        var open = terms.Length;
        while (open > 0)
        {
            var before = open;
            for (var i = 0; i < terms.Length; i++)
            {
                if (built[i] is null && binding.TryBind(terms[i], _bound.Copy()))
                {
                    built[i] = Build(terms[i]);
                    open--;
                }
            }
            if (open == before)
            {
                throw new System.Diagnostics.UnreachableException("an unsafe term reached the builder");
            }
        }
        return built;
    }

    private bool IsBound(PlanTerm term)
    {
        var bound = true;
        PlanVariables.Visit(term, intoBodies: false, v => bound &= _bound.Contains(v.Variable));
        return bound;
    }

    private void AddArrayMatch(ArrayPlanTerm array, SlotExpression value)
    {
        _chain.Add(new ArrayShapeStep(value.Slot, array.Items.Length));
        for (var i = 0; i < array.Items.Length; i++)
        {
            AddMatch(array.Items[i], new ConstantLookupExpression(value, i));
        }
    }

    private void AddObjectMatch(ObjectPlanTerm obj, SlotExpression value)
    {
        _chain.Add(new ObjectShapeStep(value.Slot, obj.Items.Length));
        foreach (var (key, item) in obj.Items)
        {
            AddMatch(item, Lookup(value, Build(key)));
        }
    }

    private Expression BuildObject(ObjectPlanTerm obj)
    {
        if (Array.TrueForAll(obj.Items, i => i.Key is ConstantTerm))
        {
            var keys = new KeyCollector(obj.Items.Length);
            var distinct = true;
            foreach (var (key, _) in obj.Items)
            {
                keys.FindOrAdd(((ConstantTerm)key).Value, out var added);
                distinct &= added;
            }
            if (distinct)
            {
                return new RecordExpression(keys.Build(), Array.ConvertAll(obj.Items, i => Build(i.Value)));
            }
        }
        return new ObjectExpression(Array.ConvertAll(obj.Items, i => (Build(i.Key), Build(i.Value))));
    }

    private Expression BuildComprehension(ComprehensionTerm comprehension)
    {
        var collector = NewCollector();
        var outerOrder = _isAnyOrder;
        var (outerRepeat, isCounted) = (_mayRepeat, _isCounted);
        _isCounted = false;
        _mayRepeat = _mayReorder && comprehension.Kind != ValueKind.Array;
        _isAnyOrder = _mayRepeat || (_mayReorder && isCounted);
        var body = BuildBody(comprehension.Body, null, () => comprehension.Kind switch
        {
            ValueKind.Array => new AppendStep(Build(comprehension.Value), collector),
            ValueKind.Set => new AddMemberStep(Build(comprehension.Value), collector),
            _ => new AddEntryStep(Build(comprehension.Key!), Build(comprehension.Value), collector, Site(comprehension.Span)),
        });
        (_isAnyOrder, _mayRepeat) = (outerOrder, outerRepeat);
        return comprehension.Kind switch
        {
            ValueKind.Array => new ArrayComprehensionExpression(body, collector),
            ValueKind.Set => new SetComprehensionExpression(body, collector),
            _ => new ObjectComprehensionExpression(body, collector),
        };
    }
}
