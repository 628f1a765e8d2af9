namespace Bylaw.Rego.Syntax;

/// <summary>
/// Visits a node and all below it in order of their text. Override a method to see a kind of node; call the base to go on below it.
/// </summary>
public abstract class SyntaxWalker
{
    /// <summary>Visits a module: package, imports, rules.</summary>
    /// <param name="module">The module.</param>
    public virtual void VisitModule(ModuleSyntax module)
    {
        ArgumentNullException.ThrowIfNull(module);
        foreach (var import in module.Imports)
        {
            VisitImport(import);
        }
        foreach (var rule in module.Rules)
        {
            VisitRule(rule);
        }
    }

    /// <summary>Visits an import; its path is not visited as a term.</summary>
    /// <param name="import">The import.</param>
    public virtual void VisitImport(ImportSyntax import)
    {
    }

    /// <summary>Visits a rule: head, bodies, else branches.</summary>
    /// <param name="rule">The rule.</param>
    public virtual void VisitRule(RuleSyntax rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        VisitHead(rule.Head);
        foreach (var body in rule.Bodies)
        {
            VisitBody(body);
        }
        foreach (var branch in rule.ElseBranches)
        {
            VisitElse(branch);
        }
    }

    /// <summary>Visits a head: the bracketed steps of its name, parameters, key and value.</summary>
    /// <param name="head">The head.</param>
    public virtual void VisitHead(RuleHeadSyntax head)
    {
        ArgumentNullException.ThrowIfNull(head);
        if (head.Reference is RefTerm reference)
        {
            foreach (var operand in reference.Operands)
            {
                VisitTerm(operand.Term);
            }
        }
        if (head.IsFunction)
        {
            VisitTerms(head.Parameters);
        }
        VisitOptional(head.Key);
        VisitOptional(head.Value);
    }

    /// <summary>Visits an else branch.</summary>
    /// <param name="branch">The branch.</param>
    public virtual void VisitElse(ElseSyntax branch)
    {
        ArgumentNullException.ThrowIfNull(branch);
        VisitOptional(branch.Value);
        if (branch.Body is not null)
        {
            VisitBody(branch.Body);
        }
    }

    /// <summary>Visits a body.</summary>
    /// <param name="body">The body.</param>
    public virtual void VisitBody(BodySyntax body)
    {
        ArgumentNullException.ThrowIfNull(body);
        foreach (var literal in body.Literals)
        {
            VisitLiteral(literal);
        }
    }

    /// <summary>Visits a literal: its expression, then its modifiers.</summary>
    /// <param name="literal">The literal.</param>
    public virtual void VisitLiteral(LiteralSyntax literal)
    {
        ArgumentNullException.ThrowIfNull(literal);
        VisitExpression(literal.Expression);
        foreach (var modifier in literal.Modifiers)
        {
            VisitTerm(modifier.Target);
            VisitTerm(modifier.Value);
        }
    }

    /// <summary>Visits an expression.</summary>
    /// <param name="expression">The expression.</param>
    public virtual void VisitExpression(ExpressionSyntax expression)
    {
        switch (expression)
        {
            case TermExpression term:
                VisitTerm(term.Term);
                break;
            case AssignmentExpression assignment:
                VisitTerm(assignment.Left);
                VisitTerm(assignment.Right);
                break;
            case SomeExpression some:
                foreach (var variable in some.Variables)
                {
                    VisitTerm(variable);
                }
                break;
            case SomeInExpression some:
                VisitOptional(some.Key);
                VisitTerm(some.Value);
                VisitTerm(some.Collection);
                break;
            case EveryExpression every:
                VisitOptional(every.Key);
                VisitTerm(every.Value);
                VisitTerm(every.Domain);
                VisitBody(every.Body);
                break;
            case NotBodyExpression not:
                VisitBody(not.Body);
                break;
            case LogicalExpression logical:
                VisitBody(logical.Left);
                VisitBody(logical.Right);
                break;
        }
    }

    /// <summary>Visits a term and the terms in it.</summary>
    /// <param name="term">The term.</param>
    public virtual void VisitTerm(TermSyntax term)
    {
        switch (term)
        {
            case RefTerm reference:
                VisitTerm(reference.Head);
                foreach (var operand in reference.Operands)
                {
                    VisitTerm(operand.Term);
                }
                break;
            case CallTerm call:
                VisitTerm(call.Function);
                VisitTerms(call.Arguments);
                break;
            case ArrayTerm array:
                VisitTerms(array.Items);
                break;
            case SetTerm set:
                VisitTerms(set.Items);
                break;
            case ObjectTerm obj:
                foreach (var item in obj.Items)
                {
                    VisitTerm(item.Key);
                    VisitTerm(item.Value);
                }
                break;
            case ArrayComprehensionTerm comprehension:
                VisitTerm(comprehension.Head);
                VisitBody(comprehension.Body);
                break;
            case SetComprehensionTerm comprehension:
                VisitTerm(comprehension.Head);
                VisitBody(comprehension.Body);
                break;
            case ObjectComprehensionTerm comprehension:
                VisitTerm(comprehension.Key);
                VisitTerm(comprehension.Value);
                VisitBody(comprehension.Body);
                break;
            case InfixTerm infix:
                VisitTerm(infix.Left);
                VisitTerm(infix.Right);
                break;
            case MembershipTerm membership:
                VisitOptional(membership.Key);
                VisitTerm(membership.Value);
                VisitTerm(membership.Collection);
                break;
            case ParenthesizedTerm parenthesized:
                VisitTerm(parenthesized.Inner);
                break;
            case TemplateStringTerm template:
                foreach (var part in template.Parts)
                {
                    if (part.Expression is not null)
                    {
                        VisitLiteral(part.Expression);
                    }
                }
                break;
        }
    }

    private void VisitOptional(TermSyntax? term)
    {
        if (term is not null)
        {
            VisitTerm(term);
        }
    }

    private void VisitTerms(IEnumerable<TermSyntax> terms)
    {
        foreach (var term in terms)
        {
            VisitTerm(term);
        }
    }
}
