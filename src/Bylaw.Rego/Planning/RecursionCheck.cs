using Bylaw.Rego.Diagnostics;

namespace Bylaw.Rego.Planning;

/// <summary>Refuses rules that depend on themselves.</summary>
/// <param name="plan">The plan, its groups without those that they refer to as far as they are new.</param>
/// <param name="diagnostics">Receives each cycle once.</param>
internal sealed class RecursionCheck(Plan plan, List<Diagnostic> diagnostics)
{
    private readonly RuleGroup[] _byNumber = plan.ByNumber();
    private readonly State[] _states = new State[plan.Bound];
    private readonly List<RuleGroup> _order = new(plan.Groups.Count);

    private enum State : byte
    {
        New,
        OnPath,
        Done,
    }

    /// <summary>Finds what each group depends on, and reports each cycle once.</summary>
    /// <returns>The groups in an order in which each stands behind those that it depends on.</returns>
    public List<RuleGroup> Run()
    {
        foreach (var group in plan.Groups)
        {
            group.Uses ??= UsesOf(group);
        }
        foreach (var group in plan.Groups)
        {
            Search(group);
        }
        return _order;
    }

    private int[] UsesOf(RuleGroup group)
    {
        var uses = new HashSet<RuleGroup>(ReferenceEqualityComparer.Instance);
        foreach (var rule in group.Rules.Concat(group.Defaults))
        {
            foreach (var use in rule.Uses)
            {
                use.AddGroups(plan.Root, uses);
            }
        }
        return [.. uses.Select(u => u.Id)];
    }

    /// <summary>Depth-first search without native recursion: chains of rules may be long.</summary>
    private void Search(RuleGroup start)
    {
        if (_states[start.Id] != State.New)
        {
            return;
        }
        var path = new List<(RuleGroup Group, int Next)> { (start, 0) };
        _states[start.Id] = State.OnPath;
        while (path.Count > 0)
        {
            var (group, at) = path[^1];
            if (at == group.Uses!.Length)
            {
                path.RemoveAt(path.Count - 1);
                _states[group.Id] = State.Done;
                _order.Add(group);
                continue;
            }
            path[^1] = (group, at + 1);
            var next = _byNumber[group.Uses[at]];
            if (_states[next.Id] == State.OnPath)
            {
                Report(path.ConvertAll(p => p.Group), next);
            }
            else if (_states[next.Id] == State.New)
            {
                path.Add((next, 0));
                _states[next.Id] = State.OnPath;
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
