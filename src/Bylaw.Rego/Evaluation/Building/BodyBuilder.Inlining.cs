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
        var slot = NewSlot();
        Expression? alias = null;
        var bodies = group.Rules.ConvertAll(rule => BuildInlined(group, rule, builder =>
        {
            var value = builder.BuildValue(rule.Branches[0].Value);
            if (rule.Branches[0].Body.Literals.Count == 0 && builder._chain.First is null)
            {
                alias = value;
            }
            return new YieldToSlotStep(slot, value, rule.Branches[0].Value is ConstantTerm, new CallSite(rule.Source, rule.Span));
        }));
        if (alias is not null && group is { Rules.Count: 1, Defaults.Count: 0 })
        {
            return new AliasExpression(document, alias);
        }
        var fallback = group.Defaults.Count > 0 ? ((ConstantTerm)group.Defaults[0].Branches[0].Value).Value : default;
        return new InlineDocumentExpression(document, [.. bodies], slot, fallback);
    }

    /// <summary>Builds the rules of a set into the place that looks through it; nobody there can see order or repetition.</summary>
    private bool TryInlineScan(ReferenceTerm reference, int keySlot, int valueSlot)
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
        var ends = new List<Step>();
        var bodies = group.Rules.ConvertAll(rule => BuildInlined(group, rule, builder =>
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

    private Step BuildInlined(RuleGroup group, RulePlan rule, Func<BodyBuilder, Step> makeEnd)
    {
        var builder = new BodyBuilder(_documents, rule.Source, SlotCount + rule.FrameSize, CollectorCount)
        {
            _slotBase = SlotCount,
            _inlineDepth = _inlineDepth + 1,
            _runsOnce = true,
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
        && _documents.References.Of(group) == 1;

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
