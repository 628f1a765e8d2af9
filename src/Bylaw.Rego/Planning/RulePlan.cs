using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>One rule: a chain of branches (the rule itself, then its <c>else</c> branches), tried in order.</summary>
internal sealed class RulePlan(SourceText source, TextSpan span)
{
    public SourceText Source { get; } = source;

    public TextSpan Span { get; } = span;

    /// <summary>Gets or sets the parameters of a function, as patterns.</summary>
    public PlanTerm[] Parameters { get; set; } = [];

    /// <summary>Gets or sets the keys below the group's path, for a partial object.</summary>
    public PlanTerm[] Suffix { get; set; } = [];

    /// <summary>Gets or sets whether the value is a member of a set at the end of the suffix.</summary>
    public bool IsMultiValue { get; set; }

    /// <summary>Gets the branches: body and value; at least one.</summary>
    public List<RuleBranch> Branches { get; } = [];

    /// <summary>Gets what metadata says of the types of input and data in this rule.</summary>
    public IReadOnlyList<SchemaOverride> Schemas { get; init; } = [];

    /// <summary>Gets or sets the number of slots that a frame needs.</summary>
    public int FrameSize { get; set; }

    /// <summary>Gets or sets the variables by slot.</summary>
    public Variable[] Variables { get; set; } = [];

    /// <summary>Gets the places that lead into the tree of packages and rules, once the rule is whole.</summary>
    public DataUse[] Uses => field ??= DataUse.In(this);
}

/// <summary>One branch of a rule. For rules with a suffix the suffix terms are evaluated after the body too.</summary>
internal sealed class RuleBranch(TextSpan span, BodyPlan body, PlanTerm value)
{
    /// <summary>Gets the place of the branch: its head and body.</summary>
    public TextSpan Span { get; } = span;

    public BodyPlan Body { get; } = body;

    public PlanTerm Value { get; } = value;
}

/// <summary>A step in the tree of packages and rules.</summary>
internal sealed class RuleTreeNode(string name)
{
    private static readonly SortedDictionary<string, RuleTreeNode> _none = [];

    public string Name { get; } = name;

    /// <summary>Gets what stands below, by name; not to be added to but by <see cref="Child"/>.</summary>
    public SortedDictionary<string, RuleTreeNode> Children { get; private set; } = _none;

    /// <summary>Gets or sets the document defined here; null for a package alone.</summary>
    public RuleGroup? Group { get; set; }

    /// <summary>Gets or sets the function defined here.</summary>
    public RuleGroup? Function { get; set; }

    /// <summary>Gets whether a document (not only functions) is defined here or below.</summary>
    public bool HasDocuments => Group is not null || (Children.Count > 0 && Children.Values.Any(c => c.HasDocuments));

    /// <summary>Returns the child of a name, made if need be.</summary>
    public RuleTreeNode Child(string name)
    {
        if (!Children.TryGetValue(name, out var child))
        {
            Children = ReferenceEquals(Children, _none) ? new(StringComparer.Ordinal) : Children;
            Children[name] = child = new RuleTreeNode(name);
        }
        return child;
    }

    /// <summary>Finds the node at the end of a path.</summary>
    public RuleTreeNode? Find(ReadOnlySpan<string> path)
    {
        var node = this;
        foreach (var name in path)
        {
            if (!node.Children.TryGetValue(name, out node))
            {
                return null;
            }
        }
        return node;
    }

    /// <summary>Finds the function that a name of a plan stands for; the name was found in this tree, or in one that defines the same functions.</summary>
    public RuleGroup FunctionOf(FunctionName name) =>
        Find(name.Path)?.Function ?? throw new System.Diagnostics.UnreachableException($"no function {name.Name} in the tree of its plan");

    /// <summary>Lists all groups here and below, functions included.</summary>
    public IEnumerable<RuleGroup> GroupsBelow()
    {
        if (Group is not null)
        {
            yield return Group;
        }
        if (Function is not null)
        {
            yield return Function;
        }
        foreach (var child in Children.Values)
        {
            foreach (var group in child.GroupsBelow())
            {
                yield return group;
            }
        }
    }
}

/// <summary>All modules resolved and put into a safe order: what the machine is built from. Immutable once made.</summary>
internal sealed class Plan(RuleTreeNode root, List<RuleGroup> groups, int bound)
{
    public RuleTreeNode Root { get; } = root;

    /// <summary>Gets the groups in the order of their first rules.</summary>
    public List<RuleGroup> Groups { get; } = groups;

    /// <summary>Gets a number above those of all groups; not every number below it need be in use.</summary>
    public int Bound { get; } = bound;

    /// <summary>Lists the groups by their numbers; null where a number is not in use.</summary>
    public RuleGroup[] ByNumber()
    {
        var groups = new RuleGroup[Bound];
        foreach (var group in Groups)
        {
            groups[group.Id] = group;
        }
        return groups;
    }
}

/// <summary>A query resolved and put into a safe order.</summary>
internal sealed class QueryPlan(SourceText source, BodyPlan body, Variable[] variables, (PlanTerm Term, TextSpan Span)[] expressions)
{
    public SourceText Source { get; } = source;

    public BodyPlan Body { get; } = body;

    public Variable[] Variables { get; } = variables;

    /// <summary>Gets the value of each expression of the query, in the order in which they were written.</summary>
    public (PlanTerm Term, TextSpan Span)[] Expressions { get; } = expressions;
}
