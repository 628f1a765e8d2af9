using System.Collections.Immutable;
using Bylaw.Rego.Syntax;

namespace Bylaw.Rego.Planning;

/// <summary>Finds the variables that stand in syntax directly, not inside a nested body.</summary>
internal static class NameCollector
{
    /// <summary>Lists the variables of a term: not those inside comprehensions, and not the names of called functions.</summary>
    public static List<VarTerm> Variables(TermSyntax term)
    {
        var found = new List<VarTerm>();
        Add(term, found);
        return found;
    }

    /// <summary>Lists the variables of a literal that are neither declared by it nor inside a nested body nor in its modifiers.</summary>
    public static List<VarTerm> Variables(LiteralSyntax literal)
    {
        var found = new List<VarTerm>();
        Add(literal, found);
        return found;
    }

    /// <summary>Lists the variables that a pattern to the left of <c>:=</c> or <c>in</c> declares.</summary>
    public static List<VarTerm> Declared(TermSyntax pattern)
    {
        var found = new List<VarTerm>();
        AddDeclared(pattern, found);
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
