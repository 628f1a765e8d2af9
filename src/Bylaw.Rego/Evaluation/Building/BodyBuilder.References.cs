using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Building;

/// <content>References: look-ups below values, and paths through packages and rules.</content>
internal sealed partial class BodyBuilder
{
    /// <summary>Joins a look-up to an expression, using one node for a whole constant path.</summary>
    private static Expression Lookup(Expression head, Expression key)
    {
        if (!key.TryGetConstant(out var constant))
        {
            return new LookupExpression(head, key);
        }
        return head switch
        {
            InputExpression => new InputPathExpression([constant]),
            InputPathExpression input => new InputPathExpression([.. input.Path, constant]),
            SlotExpression slot => new SlotPathExpression(slot.Slot, [constant]),
            SlotPathExpression slot => new SlotPathExpression(slot.Slot, [.. slot.Path, constant]),
            _ => new ConstantLookupExpression(head, constant),
        };
    }

    private Expression BuildLookups(Expression head, ReadOnlySpan<PlanTerm> operands)
    {
        var value = head;
        foreach (var operand in operands)
        {
            value = BuildLookup(value, operand);
        }
        return value;
    }

    private Expression BuildLookup(Expression head, PlanTerm operand)
    {
        if (operand is VariableTerm variable && !_bound.Contains(variable.Variable))
        {
            var slot = NewSlot();
            _bound.Add(variable.Variable);
            AddIterating(new ScanStep(head, SlotOf(variable.Variable), slot, _isAnyOrder));
            return new SlotExpression(slot);
        }
        if (operand is ArrayPlanTerm or ObjectPlanTerm && HasPattern(operand))
        {
            var (keySlot, valueSlot) = (NewSlot(), NewSlot());
            AddIterating(new ScanStep(head, keySlot, valueSlot, _isAnyOrder));
            AddMatch(operand, new SlotExpression(keySlot));
            return new SlotExpression(valueSlot);
        }
        return Lookup(head, Build(operand));
    }

    /// <summary>Whether a collection holds variables that matching it must bind.</summary>
    private bool HasPattern(PlanTerm term) => term switch
    {
        VariableTerm variable => !_bound.Contains(variable.Variable),
        ArrayPlanTerm array => Array.Exists(array.Items, HasPattern),
        ObjectPlanTerm obj => Array.Exists(obj.Items, i => HasPattern(i.Value)),
        _ => false,
    };

    private Expression BuildData(PlanTerm[] operands) => BuildTree(_documents.Root, [], operands);

    /// <summary>Follows operands through the tree as long as they are constant.</summary>
    private Expression BuildTree(RuleTreeNode node, RegoValue[] path, ReadOnlySpan<PlanTerm> operands)
    {
        while (true)
        {
            if (node.Group is { } group)
            {
                return BuildDocument(group, operands);
            }
            if (!_documents.IsVirtual(node))
            {
                return BuildBase(path, operands);
            }
            if (operands.IsEmpty)
            {
                return new ExtentExpression(_documents.Extent(node), path);
            }
            if (operands[0] is not ConstantTerm { Value: var key })
            {
                return BuildTreeStep(node, path, operands[0], operands[1..].ToArray());
            }
            if (!key.TryGetString(out var name) || !node.Children.TryGetValue(name, out var child))
            {
                return BuildBase(path, operands);
            }
            node = child;
            path = [.. path, key];
            operands = operands[1..];
        }
    }

    private Expression BuildDocument(RuleGroup group, ReadOnlySpan<PlanTerm> operands) =>
        BuildLookups(TryInlineDocument(group) ?? new DocumentExpression(_documents[group]), operands);

    private Expression BuildBase(RegoValue[] path, ReadOnlySpan<PlanTerm> operands)
    {
        while (!operands.IsEmpty && operands[0] is ConstantTerm { Value: var key })
        {
            path = [.. path, key];
            operands = operands[1..];
        }
        if (Array.Exists(path, k => !k.IsString))
        {
            Expression value = new DataPathExpression([]);
            foreach (var key in path)
            {
                value = new BaseLookupExpression(value, key);
            }
            return BuildLookups(value, operands);
        }
        return BuildLookups(new DataPathExpression(path), operands);
    }

    private SlotExpression BuildTreeStep(RuleTreeNode node, RegoValue[] path, PlanTerm operand, PlanTerm[] rest)
    {
        Expression? key = null;
        var keySlot = -1;
        PlanTerm? pattern = null;
        if (operand is VariableTerm variable && !_bound.Contains(variable.Variable))
        {
            keySlot = SlotOf(variable.Variable);
            _bound.Add(variable.Variable);
        }
        else if (HasPattern(operand))
        {
            keySlot = NewSlot();
            pattern = operand;
        }
        else
        {
            key = Build(operand);
        }
        var result = NewSlot();
        var baseSlot = NewSlot();
        var ends = new List<Step>();
        var bound = _bound;
        var outer = _chain;
        _mayInline = false;
        var children = new List<(RegoValue, Step)>();
        VariableSet? after = null;
        var unguarded = 0;
        foreach (var (name, child) in node.Children)
        {
            if (_documents.IsVirtual(child))
            {
                var steps = BuildWay(() => BuildTree(child, [.. path, InternPool.Intern(name)], rest));
                children.Add((InternPool.Intern(name), steps));
            }
        }
        var baseSteps = BuildWay(() => BuildLookups(new SlotExpression(baseSlot), rest));
        _chain = outer;
        _bound = after!;
        _runsOnce = false;
        _chain.AddFork(new TreeStep(key, keySlot, [.. children], new DataPathExpression(path), baseSlot, baseSteps), ends, unguarded);
        return new SlotExpression(result);

        // Each way gets steps of its own up to the value; all go on together behind it.
        Step BuildWay(Func<Expression> build)
        {
            (_chain, _bound) = (new Chain(outer.Unguarded), bound.Copy());
            if (pattern is not null)
            {
                AddMatch(pattern, new SlotExpression(keySlot));
            }
            var end = new JoinStep(result, build());
            ends.Add(end);
            after = _bound;
            var first = _chain.Close(end);
            unguarded = Math.Max(unguarded, _chain.Unguarded);
            return first;
        }
    }
}
