using Bylaw.Rego.Planning;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Building;

/// <summary>Counts how many places of a plan refer to each document by a constant path.</summary>
internal sealed class ReferenceCount : PlanVisitor
{
    private readonly RuleTreeNode _root;
    private readonly int[] _counts;

    public ReferenceCount(Plan plan)
    {
        _root = plan.Root;
        _counts = new int[plan.Bound];
        foreach (var group in plan.Groups)
        {
            foreach (var rule in group.Rules)
            {
                Visit(rule);
            }
            foreach (var rule in group.Defaults)
            {
                Visit(rule);
            }
        }
    }

    /// <summary>Returns the number of places that refer to a group.</summary>
    public int Of(RuleGroup group) => _counts[group.Id];

    /// <inheritdoc/>
    public override void Visit(PlanTerm term)
    {
        if (term is ReferenceTerm { Head: DataTerm } reference && Target(reference) is { } group)
        {
            _counts[group.Id]++;
        }
        base.Visit(term);
    }

    private RuleGroup? Target(ReferenceTerm reference)
    {
        var node = _root;
        foreach (var operand in reference.Operands)
        {
            if (operand is not ConstantTerm { Value: var key } || !key.TryGetString(out var name) || !node.Children.TryGetValue(name, out var child))
            {
                return null;
            }
            if (child.Group is { } group)
            {
                return group;
            }
            node = child;
        }
        return null;
    }
}
