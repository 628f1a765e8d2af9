using Bylaw.Rego.Diagnostics;

namespace Bylaw.Rego.Planning;

/// <summary>Puts rules into groups, one a virtual document or function, and the groups into a new tree; those that were there before keep their numbers.</summary>
/// <param name="before">The tree of the compilation before; null for none.</param>
/// <param name="numbers">Where numbers come from.</param>
/// <param name="diagnostics">Receives what is wrong.</param>
internal sealed class RuleGrouping(RuleTreeNode? before, GroupNumbers numbers, List<Diagnostic> diagnostics)
{
    // A document with computed keys takes in the rules below it, so that one evaluation sees all its keys.
    private readonly HashSet<string> _open = new(StringComparer.Ordinal);
    private readonly bool[] _kept = new bool[numbers.Bound];

    /// <summary>Gets the tree of packages and rules.</summary>
    public RuleTreeNode Root { get; } = new("data");

    /// <summary>Gets the groups in the order of their first rules, with the node and the first rule of each.</summary>
    public List<(RuleGroup Group, RuleTreeNode Node, RuleDeclaration First)> Groups { get; } = [];

    /// <summary>Gets the paths at which something is defined now that was not before, or was of another kind.</summary>
    public List<string[]> Changed { get; } = [];

    /// <summary>Groups all rules.</summary>
    /// <param name="modules">The modules; each receives the group of each of its declarations.</param>
    /// <param name="lengths">Receives, module by module, how many steps of each declaration's path lead to its group.</param>
    public void Group(PlannedModule[] modules, int[][] lengths)
    {
        foreach (var module in modules)
        {
            foreach (var declaration in module.Declared)
            {
                if (declaration.Suffix.Length > 0)
                {
                    _open.Add(PlannedModule.KeyOf(declaration.Path));
                }
            }
        }
        for (var i = 0; i < modules.Length; i++)
        {
            lengths[i] = Group(modules[i]);
        }
        CheckPackages();
    }

    /// <summary>Adds to <see cref="Changed"/> what is no longer defined.</summary>
    public void FindGone(List<RuleGroup> groupsBefore)
    {
        foreach (var group in groupsBefore)
        {
            if (!_kept[group.Id])
            {
                Changed.Add(group.Path);
                numbers.Free(group.Id);
            }
        }
    }

    private int[] Group(PlannedModule module)
    {
        var package = module.Scope!.Package;
        var (node, old) = (Root, before);
        foreach (var step in package)
        {
            (node, old) = (node.Child(step), old?.Children.GetValueOrDefault(step));
        }
        var lengths = new int[module.Declared.Count];
        var groups = new RuleGroup[lengths.Length];
        for (var i = 0; i < lengths.Length; i++)
        {
            var declaration = module.Declared[i];
            lengths[i] = LengthOf(declaration);
            var (at, was) = lengths[i] < package.Length ? (Root, before) : (node, old);
            foreach (var step in declaration.Path.AsSpan((lengths[i] < package.Length ? 0 : package.Length)..lengths[i]))
            {
                (at, was) = (at.Child(step), was?.Children.GetValueOrDefault(step));
            }
            groups[i] = Place(declaration, lengths[i], at, was);
        }
        module.Groups = groups;
        return lengths;
    }

    private int LengthOf(RuleDeclaration declaration)
    {
        if (_open.Count > 0 && !declaration.Syntax.Head.IsFunction)
        {
            for (var length = 1; length < declaration.Path.Length; length++)
            {
                if (_open.Contains(PlannedModule.KeyOf(declaration.Path.AsSpan(..length))))
                {
                    return length;
                }
            }
        }
        return declaration.Path.Length;
    }

    private RuleGroup Place(RuleDeclaration declaration, int length, RuleTreeNode node, RuleTreeNode? was)
    {
        var head = declaration.Syntax.Head;
        var hasSuffix = declaration.Suffix.Length > 0 || length < declaration.Path.Length;
        var kind = head.IsFunction ? RuleKind.Function
            : hasSuffix ? RuleKind.PartialObject
            : declaration.IsMultiValue ? RuleKind.PartialSet
            : RuleKind.Complete;
        var group = node.Function ?? node.Group;
        if (group is null)
        {
            group = Make(declaration, length, kind, kind == RuleKind.Function ? was?.Function : was?.Group);
            Groups.Add((group, node, declaration));
            Put(node, group);
        }
        else if (group.Kind != kind)
        {
            diagnostics.Add(new Diagnostic(CompileDiagnostics.ConflictingRules, declaration.Scope.Source, head.Span, group.Name));
        }
        else if (kind == RuleKind.Function && group.Arity != head.Parameters.Length)
        {
            diagnostics.Add(new Diagnostic(CompileDiagnostics.ArityConflict, declaration.Scope.Source, head.Span, group.Name));
        }
        if (declaration.Syntax.IsDefault)
        {
            if (group.HasDefault && !hasSuffix)
            {
                diagnostics.Add(new Diagnostic(CompileDiagnostics.MultipleDefaults, declaration.Scope.Source, head.Span, group.Name));
            }
            group.HasDefault = true;
        }
        return group;
    }

    private RuleGroup Make(RuleDeclaration declaration, int length, RuleKind kind, RuleGroup? was)
    {
        var arity = kind == RuleKind.Function ? declaration.Syntax.Head.Parameters.Length : -1;
        if (was is not null && was.Kind == kind && was.Arity == arity)
        {
            _kept[was.Id] = true;
            return RuleGroup.After(was);
        }
        var path = length == declaration.Path.Length ? declaration.Path : declaration.Path[..length];
        if (before is not null)
        {
            Changed.Add(path);
        }
        return new RuleGroup(numbers.Next(), path, kind) { Arity = arity };
    }

    /// <summary>Puts a group in its place in a tree.</summary>
    public static void Put(RuleTreeNode node, RuleGroup group)
    {
        if (group.Kind == RuleKind.Function)
        {
            node.Function = group;
        }
        else
        {
            node.Group = group;
        }
    }

    private void CheckPackages()
    {
        foreach (var (group, node, first) in Groups)
        {
            if (group.Kind != RuleKind.Function && node.Children.Count > 0 && node.Children.Values.Any(c => c.HasDocuments))
            {
                diagnostics.Add(new Diagnostic(CompileDiagnostics.PackageConflict, first.Scope.Source, first.Syntax.Head.Span, group.Name));
            }
        }
    }
}
