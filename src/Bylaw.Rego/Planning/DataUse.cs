using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>
/// One place of a plan that leads into the tree of packages and rules: a reference below <c>data</c>, or a function's name. It is found once in a rule;
/// what it leads to is looked up in each tree anew.
/// </summary>
/// <param name="Steps">The path below <c>data</c>; null for a computed step, which may lead to every child.</param>
/// <param name="IsFunction">Whether it names a function.</param>
/// <param name="EndsAside">Whether a step that no package or rule can have stands behind the last one.</param>
internal sealed record DataUse(string?[] Steps, bool IsFunction, bool EndsAside)
{
    /// <summary>Makes the place of a reference.</summary>
    /// <param name="operands">The steps below <c>data</c>.</param>
    public static DataUse Of(ReadOnlySpan<PlanTerm> operands)
    {
        var steps = new string?[operands.Length];
        for (var i = 0; i < operands.Length; i++)
        {
            if (operands[i] is ConstantTerm { Value: var key })
            {
                if (!key.TryGetString(out var name))
                {
                    return new DataUse(steps[..i], IsFunction: false, EndsAside: true);
                }
                steps[i] = name;
            }
        }
        return new DataUse(steps, IsFunction: false, EndsAside: false);
    }

    /// <summary>Finds the places in a body.</summary>
    public static DataUse[] In(BodyPlan body)
    {
        var finder = new Finder();
        finder.Visit(body);
        return [.. finder.Found];
    }

    /// <summary>Finds the places in a rule.</summary>
    public static DataUse[] In(RulePlan rule)
    {
        var finder = new Finder();
        finder.Visit(rule);
        return [.. finder.Found];
    }

    /// <summary>Adds the documents and functions that the place leads to.</summary>
    public void AddGroups(RuleTreeNode root, HashSet<RuleGroup> uses)
    {
        if (IsFunction)
        {
            if (root.Find(Steps!)?.Function is { } function)
            {
                uses.Add(function);
            }
            return;
        }
        AddBelow(root, 0, uses);
    }

    /// <summary>Tells whether what the place leads to may be another when something is defined, or no longer defined, at a path.</summary>
    public bool MayLeadTo(string[] path)
    {
        for (var i = 0; i < Steps.Length && i < path.Length; i++)
        {
            if (Steps[i] is { } step && step != path[i])
            {
                return false;
            }
        }
        return true;
    }

    private void AddBelow(RuleTreeNode node, int at, HashSet<RuleGroup> uses)
    {
        if (at > 0 && node.Group is { } group)
        {
            uses.Add(group);
        }
        else if (at == Steps.Length)
        {
            if (!EndsAside)
            {
                uses.UnionWith(node.GroupsBelow().Where(g => g.Kind != RuleKind.Function));
            }
        }
        else if (Steps[at] is { } step)
        {
            if (node.Children.TryGetValue(step, out var child))
            {
                AddBelow(child, at + 1, uses);
            }
        }
        else
        {
            foreach (var child in node.Children.Values)
            {
                AddBelow(child, at + 1, uses);
            }
        }
    }

    private sealed class Finder : PlanVisitor
    {
        public List<DataUse> Found { get; } = new(0);

        public override void Visit(PlanTerm term)
        {
            switch (term)
            {
                case DataTerm:
                    Found.Add(Of([]));
                    break;
                case ReferenceTerm { Head: DataTerm } reference:
                    Found.Add(Of(reference.Operands));
                    VisitAll(reference.Operands);
                    break;
                case RuleCallTerm call:
                    Found.Add(new DataUse(call.Function.Path, IsFunction: true, EndsAside: false));
                    VisitAll(call.Arguments);
                    break;
                default:
                    base.Visit(term);
                    break;
            }
        }

        protected override void Visit(PlanModifier modifier)
        {
            base.Visit(modifier);
            if (modifier is FunctionModifier { Replacement: FunctionName replacement })
            {
                Found.Add(new DataUse(replacement.Path, IsFunction: true, EndsAside: false));
            }
        }
    }
}
