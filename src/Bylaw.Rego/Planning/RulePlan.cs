using Bylaw.Rego.Text;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>What evaluating a group of rules yields.</summary>
internal enum RuleKind
{
    /// <summary>One value.</summary>
    Complete,

    /// <summary>A set of what the rules contribute.</summary>
    PartialSet,

    /// <summary>An object whose keys the rules contribute; leaves may be values or sets.</summary>
    PartialObject,

    /// <summary>One value for given arguments.</summary>
    Function,
}

/// <summary>All rules that define one virtual document or one function.</summary>
internal sealed class RuleGroup(int id, string[] path, RuleKind kind)
{
    /// <summary>Gets the zero-based number of the group in its policies.</summary>
    public int Id { get; } = id;

    /// <summary>Gets the path below <c>data</c>.</summary>
    public string[] Path { get; } = path;

    public RuleKind Kind { get; } = kind;

    /// <summary>Gets the rules in the order in which they were written.</summary>
    public List<RulePlan> Rules { get; } = [];

    /// <summary>Gets the default rules; one at most without a suffix.</summary>
    public List<RulePlan> Defaults { get; } = [];

    /// <summary>Gets or sets the number of parameters; -1 for no function.</summary>
    public int Arity { get; set; } = -1;

    /// <summary>Gets or sets the type of the document, or of the function's result; null before it is checked.</summary>
    public RegoType? Type { get; set; }

    /// <summary>Gets or sets the types of a function's parameters; empty before it is checked.</summary>
    public RegoType[] ParameterTypes { get; set; } = [];

    /// <summary>Gets or sets whether a default rule was met while grouping.</summary>
    public bool HasDefault { get; set; }

    public string Name => "data." + string.Join('.', Path);

    public override string ToString() => Name;
}

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
internal sealed class RuleTreeNode(string name, RuleTreeNode? parent)
{
    public string Name { get; } = name;

    public RuleTreeNode? Parent { get; } = parent;

    public SortedDictionary<string, RuleTreeNode> Children { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets or sets the document defined here; null for a package alone.</summary>
    public RuleGroup? Group { get; set; }

    /// <summary>Gets or sets the function defined here.</summary>
    public RuleGroup? Function { get; set; }

    /// <summary>Gets whether a document (not only functions) is defined here or below.</summary>
    public bool HasDocuments => Group is not null || Children.Values.Any(c => c.HasDocuments);

    /// <summary>Returns the child of a name, made if need be.</summary>
    public RuleTreeNode Child(string name)
    {
        if (!Children.TryGetValue(name, out var child))
        {
            Children[name] = child = new RuleTreeNode(name, this);
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
internal sealed class Plan(RuleTreeNode root, List<RuleGroup> groups)
{
    public RuleTreeNode Root { get; } = root;

    /// <summary>Gets the groups by their number.</summary>
    public List<RuleGroup> Groups { get; } = groups;
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
