using Bylaw.Rego.Diagnostics;

namespace Bylaw.Rego.Planning;

/// <summary>Refuses rules that depend on themselves.</summary>
internal sealed class RecursionCheck(RuleTreeNode root, List<RuleGroup> groups, List<Diagnostic> diagnostics)
{
    private readonly Dictionary<RuleGroup, HashSet<RuleGroup>> _uses = [];
    private readonly List<RuleGroup> _order = [];

    /// <summary>Finds what each group depends on, and reports each cycle once.</summary>
    /// <returns>The groups in an order in which each stands behind those that it depends on.</returns>
    public List<RuleGroup> Run()
    {
        foreach (var group in groups)
        {
            var uses = new HashSet<RuleGroup>();
            _uses[group] = uses;
            foreach (var rule in group.Rules.Concat(group.Defaults))
            {
                new DependencyVisitor(root, uses).Visit(rule);
            }
        }
        var done = new HashSet<RuleGroup>();
        foreach (var group in groups)
        {
            Search(group, done);
        }
        return _order;
    }

    /// <summary>Depth-first search without native recursion: chains of rules may be long.</summary>
    private void Search(RuleGroup start, HashSet<RuleGroup> done)
    {
        if (done.Contains(start))
        {
            return;
        }
        var path = new List<RuleGroup>();
        var onPath = new HashSet<RuleGroup>();
        var stack = new Stack<(RuleGroup Group, IEnumerator<RuleGroup> Uses)>();
        stack.Push((start, _uses[start].GetEnumerator()));
        path.Add(start);
        onPath.Add(start);
        while (stack.Count > 0)
        {
            var (group, rest) = stack.Peek();
            if (!rest.MoveNext())
            {
                stack.Pop();
                path.RemoveAt(path.Count - 1);
                onPath.Remove(group);
                done.Add(group);
                _order.Add(group);
                continue;
            }
            var next = rest.Current;
            if (onPath.Contains(next))
            {
                Report(path, next);
            }
            else if (!done.Contains(next))
            {
                stack.Push((next, _uses[next].GetEnumerator()));
                path.Add(next);
                onPath.Add(next);
            }
        }
    }

    private void Report(List<RuleGroup> path, RuleGroup closing)
    {
        var from = path.IndexOf(closing);
        var names = path.Skip(from).Append(closing).Select(g => g.Name).ToList();
        var cycle = names.Count <= 12
            ? string.Join(" -> ", names)
            : $"{string.Join(" -> ", names.Take(6))} -> … ({names.Count - 8} more) -> {string.Join(" -> ", names.TakeLast(2))}";
        var rule = closing.Rules.Concat(closing.Defaults).First();
        diagnostics.Add(new Diagnostic(CompileDiagnostics.Recursion, rule.Source, rule.Span, closing.Name, cycle));
    }
}

/// <summary>Collects the groups that terms and bodies refer to.</summary>
internal sealed class DependencyVisitor(RuleTreeNode root, HashSet<RuleGroup> uses) : PlanVisitor
{
    public override void Visit(PlanTerm term)
    {
        switch (term)
        {
            case DataTerm:
                FindDocuments(root, [], uses);
                break;
            case ReferenceTerm { Head: DataTerm } reference:
                FindDocuments(root, reference.Operands, uses);
                VisitAll(reference.Operands);
                break;
            case RuleCallTerm call:
                uses.Add(call.Function);
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
        if (modifier is FunctionModifier { Replacement: RuleGroup replacement })
        {
            uses.Add(replacement);
        }
    }

    /// <summary>Finds the documents that a reference may lead to; a computed step may lead to every child.</summary>
    /// <param name="root">The root of all packages and rules.</param>
    /// <param name="operands">The steps below <c>data</c>.</param>
    /// <param name="uses">Receives the documents.</param>
    public static void FindDocuments(RuleTreeNode root, ReadOnlySpan<PlanTerm> operands, HashSet<RuleGroup> uses)
    {
        var nodes = new List<RuleTreeNode> { root };
        foreach (var operand in operands)
        {
            var next = new List<RuleTreeNode>();
            foreach (var node in nodes)
            {
                if (operand is ConstantTerm { Value: var key })
                {
                    if (key.TryGetString(out var name) && node.Children.TryGetValue(name, out var child))
                    {
                        next.Add(child);
                    }
                }
                else
                {
                    next.AddRange(node.Children.Values);
                }
            }
            nodes = [];
            foreach (var node in next)
            {
                if (node.Group is { } group)
                {
                    uses.Add(group);
                }
                else
                {
                    nodes.Add(node);
                }
            }
        }
        foreach (var node in nodes)
        {
            uses.UnionWith(node.GroupsBelow().Where(g => g.Kind != RuleKind.Function));
        }
    }
}
