using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>Puts rules into groups, one a virtual document or function, and the groups into the tree.</summary>
internal static class RuleGrouping
{
    /// <summary>Groups all rules.</summary>
    public static void Group(List<RuleDeclaration> declared, RuleTreeNode root, List<RuleGroup> groups, List<Diagnostic> diagnostics)
    {
        // A document with computed keys takes in the rules below it, so that one evaluation sees all its keys.
        var open = new HashSet<string>(StringComparer.Ordinal);
        foreach (var declaration in declared)
        {
            if (declaration.Suffix.Length > 0)
            {
                open.Add(Key(declaration.Path));
            }
        }
        foreach (var declaration in declared)
        {
            var path = declaration.Path;
            if (open.Count > 0 && !declaration.Syntax.Head.IsFunction)
            {
                for (var length = 1; length < declaration.Path.Length; length++)
                {
                    if (open.Contains(Key(declaration.Path[..length])))
                    {
                        path = declaration.Path[..length];
                        declaration.ConstantSuffix = [.. declaration.Path[length..].Select(InternPool.Intern)];
                        break;
                    }
                }
            }
            Place(declaration, path, root, groups, diagnostics);
        }
        CheckPackages(root, declared, diagnostics);
    }

    private static void Place(RuleDeclaration declaration, string[] path, RuleTreeNode root, List<RuleGroup> groups, List<Diagnostic> diagnostics)
    {
        var node = root;
        foreach (var step in path)
        {
            node = node.Child(step);
        }
        var head = declaration.Syntax.Head;
        var kind = head.IsFunction ? RuleKind.Function
            : declaration.Suffix.Length + declaration.ConstantSuffix.Length > 0 ? RuleKind.PartialObject
            : declaration.IsMultiValue ? RuleKind.PartialSet
            : RuleKind.Complete;
        var existing = node.Function ?? node.Group;
        if (existing is null)
        {
            existing = new RuleGroup(groups.Count, path, kind) { Arity = head.IsFunction ? head.Parameters.Length : -1 };
            groups.Add(existing);
            if (kind == RuleKind.Function)
            {
                node.Function = existing;
            }
            else
            {
                node.Group = existing;
            }
        }
        else if (existing.Kind != kind)
        {
            diagnostics.Add(new Diagnostic(CompileDiagnostics.ConflictingRules, declaration.Scope.Source, head.Span, existing.Name));
        }
        else if (kind == RuleKind.Function && existing.Arity != head.Parameters.Length)
        {
            diagnostics.Add(new Diagnostic(CompileDiagnostics.ArityConflict, declaration.Scope.Source, head.Span, existing.Name));
        }
        if (declaration.Syntax.IsDefault)
        {
            if (existing.HasDefault && declaration.Suffix.Length + declaration.ConstantSuffix.Length == 0)
            {
                diagnostics.Add(new Diagnostic(CompileDiagnostics.MultipleDefaults, declaration.Scope.Source, head.Span, existing.Name));
            }
            existing.HasDefault = true;
        }
        declaration.Group = existing;
    }

    private static void CheckPackages(RuleTreeNode root, List<RuleDeclaration> declared, List<Diagnostic> diagnostics)
    {
        var reported = new HashSet<RuleGroup>();
        foreach (var declaration in declared)
        {
            if (declaration.Group is { Kind: not RuleKind.Function } group
                && root.Find(group.Path) is { Children.Count: > 0 } node
                && node.Children.Values.Any(c => c.HasDocuments)
                && reported.Add(group))
            {
                diagnostics.Add(new Diagnostic(
                    CompileDiagnostics.PackageConflict, declaration.Scope.Source, declaration.Syntax.Head.Span, group.Name));
            }
        }
    }

    private static string Key(string[] path) => string.Join('\0', path);
}
