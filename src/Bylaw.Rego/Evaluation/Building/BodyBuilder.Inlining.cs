using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Planning;

namespace Bylaw.Rego.Evaluation.Building;

/// <content>
/// Rules whose steps are built into the one place that refers to them: they run in the frame of the referring rule, and a set that is
/// looked through there is never made. Only where the place runs once at most, so that nothing is worked out again.
/// </content>
internal sealed partial class BodyBuilder
{
    private const int MaxInlinedRules = 3;

    private const int MaxInlineDepth = 8;

    private int _slotBase;
    private int _inlineDepth;
    private bool _runsOnce;
    private bool _mayInline;
    private bool _isAsked;

    // The variable whose values go straight to the place that looks through the set, and which of them that place wants.
    private Variable? _streamed;
    private Join? _streamJoin;

    /// <summary>Says that the body runs once at most in an evaluation, as those of documents do.</summary>
    public void AllowInlining() => _runsOnce = _observation is null;

    /// <summary>Builds a term that is evaluated where it stands, once if the body up to here runs once.</summary>
    public Expression BuildValue(PlanTerm term)
    {
        _mayInline = _runsOnce && IsBound(term);
        var built = Build(term);
        _mayInline = false;
        return built;
    }

    /// <summary>Builds the one term of a query: the document that it names runs once, whoever else refers to it.</summary>
    /// <returns>The expression; null when it needs steps of its own.</returns>
    public Expression? TryBuildAsked(PlanTerm term)
    {
        _isAsked = term is ReferenceTerm { Head: DataTerm } reference && Array.TrueForAll(reference.Operands, o => o is ConstantTerm);
        if (_isAsked)
        {
            AllowInlining();
        }
        var expression = BuildValue(term);
        return _chain.First is null ? expression : null;
    }

    private int SlotOf(Variable variable) => variable.Index + _slotBase;

    /// <summary>Adds a step behind which everything runs as often as it likes.</summary>
    private void AddIterating(Step step)
    {
        _chain.Add(step);
        _runsOnce = false;
    }

    /// <summary>Builds a document of one value into this place; null where that would not do.</summary>
    private Expression? TryInlineDocument(RuleGroup group)
    {
        if (!_mayInline
            || group.Kind != RuleKind.Complete
            || !CanInline(group)
            || group.Defaults.Exists(d => d.Branches is not [{ Value: ConstantTerm, Body.Literals.Count: 0 }])
            || (group.Rules.Count > 1 && !YieldOneConstant(group)))
        {
            return null;
        }
        var document = _documents[group];
        var fallback = group.Defaults.Count > 0 ? ((ConstantTerm)group.Defaults[0].Branches[0].Value).Value : default;
        if (YieldOneConstant(group))
        {
            var tests = group.Rules.ConvertAll(rule => BuildInlined(group, rule, null, _ => new FoundStep()));
            return new InlineTestExpression(document, [.. tests], ((ConstantTerm)group.Rules[0].Branches[0].Value).Value, fallback);
        }
        var slot = NewSlot();
        Expression? alias = null;
        var rule = group.Rules[0];
        var body = BuildInlined(group, rule, null, builder =>
        {
            var value = builder.BuildValue(rule.Branches[0].Value);
            if (rule.Branches[0].Body.Literals.Count == 0 && builder._chain.First is null)
            {
                alias = value;
            }
            return new YieldToSlotStep(slot, value, new CallSite(rule.Source, rule.Span));
        });
        return alias is not null && group.Defaults.Count == 0
            ? new AliasExpression(document, alias)
            : new InlineDocumentExpression(document, body, slot, fallback);
    }

    /// <summary>Builds the rules of a set into the place that looks through it; nobody there can see order or repetition.</summary>
    private bool TryInlineScan(ReferenceTerm reference, int keySlot, Variable target)
    {
        if (!_runsOnce || !_isAnyOrder || !_mayRepeat || GroupAt(reference) is not { Kind: RuleKind.PartialSet } group || !CanInline(group))
        {
            return false;
        }
        var quiet = new QuietPlan(_documents);
        if (!group.Rules.TrueForAll(r => r.Branches[0].Body.Literals.TrueForAll(quiet.IsQuiet) && quiet.IsQuiet(r.Branches[0].Value)))
        {
            return false;
        }
        var collector = NewCollector();
        var valueSlot = SlotOf(target);
        var join = FindJoin(target);
        var ends = new List<Step>();
        var bodies = group.Rules.ConvertAll(rule => BuildInlined(group, rule, join, builder =>
        {
            var end = new StreamEndStep(builder.Build(rule.Branches[0].Value), keySlot, valueSlot, collector);
            ends.Add(end);
            return end;
        }));
        var document = _documents[group];
        var scan = new ScanStep(new DocumentExpression(document), keySlot, valueSlot, isAnyOrder: true);
        ends.Add(scan);
        _chain.AddFork(new StreamStep(document, [.. bodies], scan, collector), ends, _unguardedAtEnd);
        _runsOnce = false;
        return true;
    }

    private Step BuildInlined(RuleGroup group, RulePlan rule, Join? join, Func<BodyBuilder, Step> makeEnd)
    {
        var builder = new BodyBuilder(_documents, rule.Source, SlotCount + rule.FrameSize, CollectorCount)
        {
            _slotBase = SlotCount,
            _inlineDepth = _inlineDepth + 1,
            _runsOnce = true,
            _streamed = (rule.Branches[0].Value as VariableTerm)?.Variable,
            _streamJoin = join,
        };
        if (!PlanOrder.Prints(rule))
        {
            builder.AllowAnyOrder(PlanOrder.EndsInAnyOrder(group, rule.Branches[0]));
        }
        builder._chain = new Chain(_chain.Unguarded);
        var first = builder.BuildBody(rule.Branches[0].Body, null, () => makeEnd(builder));
        (SlotCount, CollectorCount) = (builder.SlotCount, builder.CollectorCount);
        _unguardedAtEnd = Math.Max(_unguardedAtEnd, builder._unguardedAtEnd);
        return first;
    }

    private bool CanInline(RuleGroup group) =>
        _observation is null
        && _documents.IsIndexed
        && _inlineDepth < MaxInlineDepth
        && group.Rules.Count is > 0 and <= MaxInlinedRules
        && group.Rules.TrueForAll(r => r.Branches.Count == 1 && r.Suffix.Length == 0 && r.Parameters.Length == 0)
        && (_documents.References.Of(group) == 1 || _isAsked);

    private static bool YieldOneConstant(RuleGroup group) =>
        group.Rules[0].Branches[0].Value is ConstantTerm { Value: var first }
        && group.Rules.TrueForAll(r => r.Branches[0].Value is ConstantTerm { Value: var value } && value == first);

    /// <summary>Finds the group that a reference names as a whole.</summary>
    private RuleGroup? GroupAt(ReferenceTerm reference)
    {
        if (reference.Head is not DataTerm)
        {
            return null;
        }
        var node = _documents.Root;
        foreach (var operand in reference.Operands)
        {
            if (node.Group is not null
                || operand is not ConstantTerm { Value: var key }
                || !key.TryGetString(out var name)
                || !node.Children.TryGetValue(name, out var child))
            {
                return null;
            }
            node = child;
        }
        return node.Group;
    }
}
