using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>Collects which documents a query rests on: those of input and base data, and those that rules define.</summary>
internal sealed class DependencyReport : PlanVisitor
{
    private readonly RuleTreeNode _root;
    private readonly HashSet<RuleGroup> _seen = [];
    private readonly SortedDictionary<string, ImmutableArray<string>> _base = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, ImmutableArray<string>> _virtual = new(StringComparer.Ordinal);
    private readonly Queue<RuleGroup> _open = new();

    private DependencyReport(RuleTreeNode root) => _root = root;

    /// <summary>Lists what a query rests on, through all rules that it reaches.</summary>
    /// <returns>Paths, root first; of a path and one below it only the upper one.</returns>
    public static (ImmutableArray<ImmutableArray<string>> Base, ImmutableArray<ImmutableArray<string>> Virtual) Of(BodyPlan query, RuleTreeNode root)
    {
        var report = new DependencyReport(root);
        report.Visit(query);
        while (report._open.TryDequeue(out var group))
        {
            foreach (var rule in group.Rules.Concat(group.Defaults))
            {
                report.Visit(rule);
            }
        }
        return (WithoutInner(report._base.Values), [.. report._virtual.Values]);
    }

    /// <inheritdoc/>
    public override void Visit(PlanTerm term)
    {
        switch (term)
        {
            case InputTerm:
                AddBase(["input"]);
                break;
            case DataTerm:
                AddData([]);
                break;
            case ReferenceTerm { Head: InputTerm } reference:
                AddBase(["input", .. Constants(reference)]);
                VisitAll(reference.Operands);
                break;
            case ReferenceTerm { Head: DataTerm } reference:
                AddData(Constants(reference));
                VisitAll(reference.Operands);
                break;
            case RuleCallTerm call:
                AddVirtual(_root.FunctionOf(call.Function));
                VisitAll(call.Arguments);
                break;
            default:
                base.Visit(term);
                break;
        }
    }

    /// <inheritdoc/>
    protected override void Visit(PlanModifier modifier)
    {
        base.Visit(modifier);
        if (modifier is FunctionModifier { Replacement: FunctionName function })
        {
            AddVirtual(_root.FunctionOf(function));
        }
    }

    private static string[] Constants(ReferenceTerm reference) =>
        [.. reference.Operands.TakeWhile(o => o is ConstantTerm { Value.IsString: true }).Select(o => ((ConstantTerm)o).Value.AsString())];

    private void AddData(string[] path)
    {
        var node = _root;
        foreach (var step in path)
        {
            if (!node.Children.TryGetValue(step, out var child))
            {
                AddBase(["data", .. path]);
                return;
            }
            node = child;
            if (node.Group is { } group)
            {
                AddVirtual(group);
                return;
            }
        }
        // A package as a whole, or a computed step below it: all its documents, and base data beside them.
        foreach (var group in node.GroupsBelow().Where(g => g.Kind != RuleKind.Function))
        {
            AddVirtual(group);
        }
        AddBase(["data", .. path]);
    }

    private void AddBase(ImmutableArray<string> path) => _base[string.Join('\0', path)] = path;

    private void AddVirtual(RuleGroup group)
    {
        if (_seen.Add(group))
        {
            _virtual[group.Name] = ["data", .. group.Path];
            _open.Enqueue(group);
        }
    }

    private static ImmutableArray<ImmutableArray<string>> WithoutInner(IEnumerable<ImmutableArray<string>> paths)
    {
        var kept = new List<ImmutableArray<string>>();
        foreach (var path in paths.OrderBy(p => p.Length))
        {
            if (!kept.Exists(k => k.Length <= path.Length && k.AsSpan().SequenceEqual(path.AsSpan(0, k.Length))))
            {
                kept.Add(path);
            }
        }
        return [.. kept.OrderBy(k => string.Join('\0', k), StringComparer.Ordinal)];
    }
}
