using System.Collections.Immutable;

namespace Bylaw.Rego.Syntax;

/// <summary>Finds the variables that stand in syntax directly, not inside a nested body.</summary>
public static class SyntaxVariables
{
    /// <summary>Lists the variables of a term: not those inside comprehensions, and not the names of called functions.</summary>
    /// <param name="term">The term.</param>
    /// <returns>The variables in the order of the text, each place by itself; wildcards, <c>input</c> and <c>data</c> too.</returns>
    public static IReadOnlyList<VarTerm> Of(TermSyntax term)
    {
        ArgumentNullException.ThrowIfNull(term);
        var found = new List<VarTerm>();
        Add(term, found);
        return found;
    }

    /// <summary>Lists the variables of a literal that are neither declared by it nor inside a nested body nor in its modifiers.</summary>
    /// <param name="literal">The literal.</param>
    /// <returns>The variables in the order of the text, each place by itself.</returns>
    public static IReadOnlyList<VarTerm> Of(LiteralSyntax literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        var found = new List<VarTerm>();
        Add(literal, found);
        return found;
    }

    /// <summary>Lists the variables that an expression declares: by <c>:=</c>, <c>some</c> or <c>some … in</c>.</summary>
    /// <param name="expression">The expression.</param>
    /// <returns>The variables in the order of the text; none for other expressions.</returns>
    public static IReadOnlyList<VarTerm> DeclaredBy(ExpressionSyntax expression)
    {
        var found = new List<VarTerm>();
        switch (expression)
        {
            case AssignmentExpression { IsAssignment: true } e:
                AddDeclared(e.Left, found);
                break;
            case SomeExpression e:
                found.AddRange(e.Variables);
                break;
            case SomeInExpression e:
                if (e.Key is not null)
                {
                    Add(e.Key, found);
                }
                Add(e.Value, found);
                break;
            default:
                break;
        }
        return found;
    }

    private static void Add(LiteralSyntax literal, List<VarTerm> found)
    {
        switch (literal.Expression)
        {
            case TermExpression { Term: CallTerm { Function: VarTerm { Name: "print" } } }:
                break;
            case TermExpression e:
                Add(e.Term, found);
                break;
            case AssignmentExpression { IsAssignment: true } e:
                Add(e.Right, found);
                break;
            case AssignmentExpression e:
                Add(e.Left, found);
                Add(e.Right, found);
                break;
            case SomeInExpression e:
                Add(e.Collection, found);
                break;
            case EveryExpression e:
                Add(e.Domain, found);
                break;
            case LogicalExpression e:
                AddOperand(e.Left, found);
                AddOperand(e.Right, found);
                break;
            default:
                break;
        }
    }

    private static void AddOperand(BodySyntax body, List<VarTerm> found)
    {
        if (!body.IsBraced)
        {
            foreach (var literal in body.Literals)
            {
                Add(literal, found);
            }
        }
    }

    private static void Add(TermSyntax term, List<VarTerm> found)
    {
        switch (term)
        {
            case VarTerm variable:
                found.Add(variable);
                break;
            case RefTerm reference:
                Add(reference.Head, found);
                foreach (var operand in reference.Operands)
                {
                    Add(operand.Term, found);
                }
                break;
            case ArrayTerm array:
                AddAll(array.Items, found);
                break;
            case SetTerm set:
                AddAll(set.Items, found);
                break;
            case ObjectTerm obj:
                foreach (var item in obj.Items)
                {
                    Add(item.Key, found);
                    Add(item.Value, found);
                }
                break;
            case CallTerm call:
                AddAll(call.Arguments, found);
                break;
            case InfixTerm infix:
                Add(infix.Left, found);
                Add(infix.Right, found);
                break;
            case MembershipTerm membership:
                if (membership.Key is not null)
                {
                    Add(membership.Key, found);
                }
                Add(membership.Value, found);
                Add(membership.Collection, found);
                break;
            case ParenthesizedTerm parenthesized:
                Add(parenthesized.Inner, found);
                break;
            default:
                break;
        }
    }

    private static void AddAll(ImmutableArray<TermSyntax> terms, List<VarTerm> found)
    {
        foreach (var term in terms)
        {
            Add(term, found);
        }
    }

    private static void AddDeclared(TermSyntax pattern, List<VarTerm> found)
    {
        switch (pattern)
        {
            case VarTerm variable:
                found.Add(variable);
                break;
            case ArrayTerm array:
                foreach (var item in array.Items)
                {
                    AddDeclared(item, found);
                }
                break;
            case ObjectTerm obj:
                foreach (var item in obj.Items)
                {
                    AddDeclared(item.Value, found);
                }
                break;
            default:
                break;
        }
    }
}
