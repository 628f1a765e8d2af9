using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Building;

/// <content>Steps that tell a listener.</content>
internal sealed partial class BodyBuilder
{
    private const int MaxSeenTerms = 8;

    /// <summary>Builds the body of a rule's branch, with steps around it that tell a listener if the builder observes.</summary>
    public Step BuildRule(BodyPlan body, Action? prologue, Func<Step> makeEnd)
    {
        if (_observation is not { Rule: var rule })
        {
            return BuildBody(body, prologue, makeEnd);
        }
        return BuildBody(
            body,
            () =>
            {
                _chain.Add(new RuleStep(rule));
                prologue?.Invoke();
            },
            () =>
            {
                // Further terms of the head are built first: the rule holds when they have values too.
                var end = makeEnd();
                _chain.Add(new HoldStep(rule));
                return end;
            });
    }

    private void AddObserved(PlanLiteral literal, Observation observation)
    {
        var site = new LiteralSite(observation.Rule, observation.Parent, _source, literal.Span, NewCollector())
        {
            Literal = literal,
            IsGenerated = literal.Span.Length == 0,
        };
        observation.Rule.Literals.Add(site);
        _chain.Add(new LiteralStep(site));
        var before = _bound.Copy();
        var outer = observation.Parent;
        observation.Parent = site;
        AddLiteral(literal);
        observation.Parent = outer;
        var after = _bound;
        _bound = before;
        site.Terms = [.. SeenTerms(literal, observation).DistinctBy(t => t.Text).Take(MaxSeenTerms)];
        _bound = after;
        _chain.Add(new PassStep(site));
    }

    private List<SeenTerm> SeenTerms(PlanLiteral literal, Observation observation)
    {
        var seen = new List<SeenTerm>();
        switch (literal)
        {
            case TermLiteral term:
                Collect(term.Term, observation, seen, isWhole: true);
                break;
            case UnifyLiteral unify:
                Collect(unify.Left, observation, seen, isWhole: false);
                Collect(unify.Right, observation, seen, isWhole: false);
                break;
            case EveryLiteral every:
                Collect(every.Domain, observation, seen, isWhole: false);
                break;
            default:
                break;
        }
        foreach (var modifier in literal.Modifiers)
        {
            if (modifier.Replacing is { } value)
            {
                Collect(value, observation, seen, isWhole: false);
            }
        }
        return seen;
    }

    /// <summary>Collects the terms whose values can be shown without working anything out anew that could fail, print or look outside.</summary>
    private void Collect(PlanTerm term, Observation observation, List<SeenTerm> seen, bool isWhole)
    {
        switch (term)
        {
            case VariableTerm { Variable: { IsGenerated: false } variable } when _bound.Contains(variable):
                Add(term.Span, new SlotExpression(SlotOf(variable)), OriginOf(term, observation, 0));
                break;
            case InputTerm:
                Add(term.Span, new InputExpression(), []);
                break;
            case ReferenceTerm { Head: InputTerm or VariableTerm } reference:
                CollectReference(reference, observation, seen);
                break;
            case ReferenceTerm { Head: DataTerm } reference when IsBaseDocument(reference) && IsBound(reference):
                Add(term.Span, BuildAside(reference), null);
                break;
            case ReferenceTerm reference:
                foreach (var operand in reference.Operands)
                {
                    Collect(operand, observation, seen, isWhole: false);
                }
                break;
            case BuiltinCallTerm { Function: { Effect: BuiltinEffect.Pure, IsRelation: false } } call:
                if (!isWhole && IsBound(call) && call.Arguments is [var only] && IsPlain(only))
                {
                    Add(term.Span, new QuietExpression(BuildAside(call)), null);
                }
                foreach (var argument in call.Arguments)
                {
                    Collect(argument, observation, seen, isWhole: false);
                }
                break;
            case RuleCallTerm call:
                foreach (var argument in call.Arguments)
                {
                    Collect(argument, observation, seen, isWhole: false);
                }
                break;
            case ArrayPlanTerm array:
                foreach (var item in array.Items)
                {
                    Collect(item, observation, seen, isWhole: false);
                }
                break;
            default:
                break;
        }

        void Add(TextSpan span, Expression value, Expression[]? path) => seen.Add(new SeenTerm(_source.Slice(span).ToString(), value, path));
    }

    /// <summary>A reference is shown as far as its keys are known: <c>input.users</c> for <c>input.users[_].name</c>.</summary>
    private void CollectReference(ReferenceTerm reference, Observation observation, List<SeenTerm> seen)
    {
        if (reference.Head is VariableTerm { Variable: var head } && !_bound.Contains(head))
        {
            return;
        }
        var known = 0;
        while (known < reference.Operands.Length && reference.Operands[known] is ConstantTerm or VariableTerm && IsBound(reference.Operands[known]))
        {
            known++;
        }
        var part = known == reference.Operands.Length ? reference
            : known == 0 ? reference.Head
            : new ReferenceTerm(TextSpan.FromBounds(reference.Span.Start, reference.Operands[known - 1].Span.End), reference.Head, reference.Operands[..known]);
        var text = _source.Slice(part.Span).ToString();
        // A part of a reference ends inside its brackets or behind its dot.
        if (text.LastIndexOf('[') > text.LastIndexOf(']'))
        {
            text += "]";
        }
        seen.Add(new SeenTerm(text, BuildAside(part), OriginOf(part, observation, 0)));
        foreach (var operand in reference.Operands.AsSpan(0, known))
        {
            if (operand is VariableTerm)
            {
                Collect(operand, observation, seen, isWhole: false);
            }
        }
    }

    /// <summary>Builds a term that needs no steps, beside the body.</summary>
    private Expression BuildAside(PlanTerm term)
    {
        var outer = _chain;
        _chain = new Chain(0);
        var expression = Build(term);
        _chain = outer;
        return expression;
    }

    private bool IsBaseDocument(ReferenceTerm reference) =>
        !_documents.LeadsIntoTree(reference.Operands) && !_documents.LeadsToDocument(reference.Operands);

    private static bool IsPlain(PlanTerm term) => term is VariableTerm or ReferenceTerm { Head: InputTerm or VariableTerm };

    /// <summary>Works out which path below the input a term is taken from.</summary>
    private Expression[]? OriginOf(PlanTerm term, Observation observation, int depth)
    {
        if (depth > 16)
        {
            return null;
        }
        switch (term)
        {
            case InputTerm:
                return [];
            case ReferenceTerm { Head: InputTerm or VariableTerm } reference
                when Array.TrueForAll(reference.Operands, o => o is ConstantTerm or VariableTerm):
                return OriginOf(reference.Head, observation, depth + 1) is { } head
                    ? [.. head, .. reference.Operands.Select(KeyOf)]
                    : null;
            case VariableTerm variable when observation.Origins.TryGetValue(variable.Variable, out var origin):
                var path = OriginOf(origin.Term, observation, depth + 1);
                return path is null || origin.Key is null ? path : [.. path, origin.Key];
            default:
                return null;
        }

        static Expression KeyOf(PlanTerm operand) => operand is ConstantTerm constant
            ? new ConstantExpression(constant.Value)
            : new SlotExpression(((VariableTerm)operand).Variable.Index);
    }

    /// <summary>A call shown for its value alone: what it refuses is no failure of the policy.</summary>
    private sealed class QuietExpression(Expression call) : Expression
    {
        public override RegoValue Evaluate(Frame frame)
        {
            var errors = frame.Machine.Builtins.Errors;
            var (count, site) = (errors.Count, frame.Machine.CurrentCall);
            try
            {
                return call.Evaluate(frame);
            }
            catch (BuiltinFailedException)
            {
                return default;
            }
            finally
            {
                frame.Machine.CurrentCall = site;
                errors.RemoveRange(count, errors.Count - count);
            }
        }
    }
}
