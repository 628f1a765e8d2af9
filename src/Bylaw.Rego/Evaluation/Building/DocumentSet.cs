using Bylaw.Rego.Evaluation.Expressions;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Evaluation.Steps;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Building;

/// <summary>
/// All documents and functions of a plan, ready to run. Their clauses are made when the first query reaches them: most queries reach few. Safe to
/// share between threads.
/// </summary>
internal sealed class DocumentSet
{
    private readonly Plan _plan;
    private readonly Document[] _documents;
    private readonly RuleGroup[] _groups;
    private readonly bool[] _isFilled;
    private readonly Dictionary<RuleTreeNode, bool> _virtual = [];
    private readonly Dictionary<RuleTreeNode, ExtentNode> _extents = [];

    /// <summary>Makes the documents of a plan.</summary>
    /// <param name="plan">The plan.</param>
    /// <param name="isObserved">Whether steps that tell a listener are built in.</param>
    /// <param name="isIndexed">Whether an index says which rules can hold; without one each rule is tried.</param>
    public DocumentSet(Plan plan, bool isObserved = false, bool isIndexed = true)
    {
        _plan = plan;
        IsObserved = isObserved;
        IsIndexed = isIndexed;
        References = new ReferenceCount(plan);
        _groups = plan.ByNumber();
        _documents = new Document[plan.Bound];
        foreach (var group in plan.Groups)
        {
            _documents[group.Id] = Make(group);
        }
        _isFilled = new bool[_documents.Length];
    }

    public RuleTreeNode Root => _plan.Root;

    /// <summary>Gets whether steps that tell a listener are built in.</summary>
    public bool IsObserved { get; }

    /// <summary>Gets whether rules may be left out by an index or built into the place that refers to them.</summary>
    public bool IsIndexed { get; }

    /// <summary>Gets the plan.</summary>
    public Plan Plan => _plan;

    /// <summary>Gets how many places refer to each document.</summary>
    public ReferenceCount References { get; }

    /// <summary>Gets all documents in the order of their first rules.</summary>
    public IEnumerable<Document> Documents => _plan.Groups.Select(g => _documents[g.Id]);

    /// <summary>Gets the number of clauses made so far.</summary>
    public int ClauseCount { get; private set; }

    /// <summary>Gets a number above those of all documents.</summary>
    public int GroupCount => _documents.Length;

    /// <summary>Makes the clauses of all documents and functions that a body reaches.</summary>
    /// <param name="body">The body of a query.</param>
    /// <returns>The number of clauses made so far: a number that none of those has.</returns>
    public int MakeReachable(BodyPlan body)
    {
        lock (_isFilled)
        {
            var reached = new HashSet<RuleGroup>();
            foreach (var use in DataUse.In(body))
            {
                use.AddGroups(Root, reached);
            }
            FillAll(reached);
            return ClauseCount;
        }
    }

    /// <summary>Makes the clauses of all documents and functions.</summary>
    public void MakeAll()
    {
        lock (_isFilled)
        {
            FillAll(_plan.Groups);
        }
    }

    /// <summary>Gets the document of a group.</summary>
    public Document this[RuleGroup group] => _documents[group.Id];

    /// <summary>Gets the function of a name.</summary>
    public FunctionDocument this[FunctionName name] => (FunctionDocument)this[Root.FunctionOf(name)];

    /// <summary>Tells whether a node is a package or holds documents, and so covers base documents.</summary>
    public bool IsVirtual(RuleTreeNode node)
    {
        lock (_virtual)
        {
            if (!_virtual.TryGetValue(node, out var answer))
            {
                answer = node.Function is null || node.Group is not null || node.Children.Values.Any(IsVirtual);
                _virtual[node] = answer;
            }
            return answer;
        }
    }

    /// <summary>Makes what evaluates a node as a whole.</summary>
    public ExtentNode Extent(RuleTreeNode node)
    {
        lock (_extents)
        {
            if (!_extents.TryGetValue(node, out var extent))
            {
                var children = node.Children.Values.Where(IsVirtual).Select(c => (InternPool.Intern(c.Name), Extent(c)));
                extent = new ExtentNode(node.Group is null ? null : this[node.Group], [.. children]);
                _extents[node] = extent;
            }
            return extent;
        }
    }

    /// <summary>Tells whether a path of operands passes a computed step inside the tree.</summary>
    public bool LeadsIntoTree(ReadOnlySpan<PlanTerm> operands)
    {
        var node = Root;
        foreach (var operand in operands)
        {
            if (node.Group is not null)
            {
                return false;
            }
            if (operand is not ConstantTerm { Value: var key })
            {
                return true;
            }
            if (!key.TryGetString(out var name) || !node.Children.TryGetValue(name, out var child))
            {
                return false;
            }
            node = child;
        }
        return node.Group is null && IsVirtual(node);
    }

    /// <summary>Tells whether a path of operands leads to a virtual document, or into one.</summary>
    public bool LeadsToDocument(ReadOnlySpan<PlanTerm> operands)
    {
        var node = Root;
        foreach (var operand in operands)
        {
            if (node.Group is not null)
            {
                return true;
            }
            if (operand is not ConstantTerm { Value: var key } || !key.TryGetString(out var name) || !node.Children.TryGetValue(name, out var child))
            {
                return false;
            }
            node = child;
        }
        return node.HasDocuments;
    }

    /// <summary>Lists the documents that replacing a path replaces: those at it and below, or the one that it leads into.</summary>
    public int[] GroupsAt(string[] path)
    {
        var node = Root;
        foreach (var name in path)
        {
            if (node.Group is { } group)
            {
                return [group.Id];
            }
            if (!node.Children.TryGetValue(name, out var child))
            {
                return [];
            }
            node = child;
        }
        return [.. node.GroupsBelow().Select(g => g.Id)];
    }

    private static Document Make(RuleGroup group) => group.Kind switch
    {
        RuleKind.Complete => new CompleteDocument(group.Id, group.Path),
        RuleKind.PartialSet => new SetDocument(group.Id, group.Path),
        RuleKind.PartialObject => new ObjectDocument(group.Id, group.Path),
        _ => new FunctionDocument(group.Id, group.Path) { Arity = group.Arity },
    };

    private void FillAll(IEnumerable<RuleGroup> groups)
    {
        var open = new Stack<RuleGroup>(groups);
        while (open.TryPop(out var group))
        {
            if (_isFilled[group.Id])
            {
                continue;
            }
            _isFilled[group.Id] = true;
            Fill(group, _documents[group.Id]);
            foreach (var used in group.Uses!)
            {
                open.Push(_groups[used]);
            }
        }
    }

    private void Fill(RuleGroup group, Document document)
    {
        document.Clauses = [.. group.Rules.Select(r => BuildClause(group, r))];
        if (IsIndexed)
        {
            document.Index = IndexBuilder.Build(group, document.Clauses, IsObserved ? document : null);
        }
        Clause[] defaults = [.. group.Defaults.Select(r => BuildClause(group, r, isDefault: true))];
        document.Defaults = defaults;
        switch (document)
        {
            case CompleteDocument complete:
                complete.Default = defaults.FirstOrDefault();
                complete.FirstDecides = AllYieldSame(document.Clauses);
                break;
            case FunctionDocument function:
                function.Default = defaults.FirstOrDefault();
                function.FirstDecides = AllYieldSame(document.Clauses);
                function.IsWorthKeeping = group.Rules.Exists(PlanCost.IsWorthKeeping);
                break;
            default:
                break;
        }
    }

    private static bool AllYieldSame(Clause[] clauses) =>
        clauses.Length > 0 && Array.TrueForAll(clauses, c => c.Constant.IsDefined && c.Constant == clauses[0].Constant);

    private Clause BuildClause(RuleGroup group, RulePlan rule, bool isDefault = false)
    {
        var clause = new Clause(ClauseCount++, rule.Source, rule.Span);
        var isFunction = group.Kind == RuleKind.Function;
        var site = new CallSite(rule.Source, rule.Span);
        var (slots, collectors) = (rule.FrameSize + rule.Parameters.Length, 1);
        clause.ParameterSlots = [.. Enumerable.Range(rule.FrameSize, rule.Parameters.Length)];
        clause.Branches = new Step[rule.Branches.Count];
        var mayReorder = !IsObserved && !PlanOrder.Prints(rule);
        clause.Sites = new RuleSite[IsObserved ? rule.Branches.Count : 0];
        for (var i = 0; i < rule.Branches.Count; i++)
        {
            var (index, branch) = (i, rule.Branches[i]);
            var rulePlace = IsObserved
                ? clause.Sites[i] = new RuleSite(rule.Source, branch.Span, group.Name, isQuery: false) { Clause = clause, Branch = i, IsDefault = isDefault, Keys = KeysOf(rule) }
                : null;
            var builder = new BodyBuilder(this, rule.Source, slots, collectors, rulePlace);
            if (!isFunction)
            {
                builder.AllowInlining();
            }
            if (mayReorder)
            {
                builder.AllowAnyOrder(PlanOrder.EndsInAnyOrder(group, branch));
            }
            clause.Branches[i] = builder.BuildRule(
                branch.Body,
                () => MatchParameters(builder, rule),
                () => MakeEnd(builder, group, rule, branch, index, isFunction, site));
            (slots, collectors) = (builder.SlotCount, builder.CollectorCount);
        }
        clause.SlotCount = slots;
        clause.CollectorCount = collectors;
        if (rule.Branches.TrueForAll(b => b.Value is ConstantTerm c && c.Value == ((ConstantTerm)rule.Branches[0].Value).Value))
        {
            clause.Constant = ((ConstantTerm)rule.Branches[0].Value).Value;
        }
        return clause;
    }

    private static Expression[] KeysOf(RulePlan rule) =>
        Array.TrueForAll(rule.Suffix, s => s is VariableTerm) ? Array.ConvertAll(rule.Suffix, s => (Expression)new SlotExpression(((VariableTerm)s).Variable.Index)) : [];

    private static void MatchParameters(BodyBuilder builder, RulePlan rule)
    {
        for (var i = 0; i < rule.Parameters.Length; i++)
        {
            builder.AddMatch(rule.Parameters[i], new SlotExpression(rule.FrameSize + i));
        }
    }

    private static Step MakeEnd(BodyBuilder builder, RuleGroup group, RulePlan rule, RuleBranch branch, int index, bool isFunction, CallSite site)
    {
        switch (group.Kind)
        {
            case RuleKind.PartialSet:
                return new AddMemberStep(builder.BuildValue(branch.Value), 0);
            case RuleKind.PartialObject when index == 0:
                return new ContributeStep(
                    Array.ConvertAll(rule.Suffix, builder.Build), builder.Build(branch.Value), rule.IsMultiValue, site);
            default:
                return new YieldStep(builder.BuildValue(branch.Value), branch.Value is ConstantTerm, isFunction, site);
        }
    }
}
