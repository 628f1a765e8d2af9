using System.Text;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Tooling.Formatting;

namespace Bylaw.Rego.Tooling.Tests.Formatting;

/// <summary>Writes a tree as text that is the same for two texts of one meaning: no places, no parentheses, one name for each operation.</summary>
internal static class TreeShape
{
    public static string Of(ModuleSyntax module)
    {
        var rules = new List<string>();
        foreach (var rule in module.Rules)
        {
            var bodies = rule.Bodies.IsEmpty ? new BodySyntax?[] { null } : [.. rule.Bodies];
            for (var i = 0; i < bodies.Length; i++)
            {
                rules.Add(Rule(rule, bodies[i], i == 0));
            }
        }
        var imports = module.Imports.Select(i => Term(i.Reference) + i.Alias?.Name)
            .Where(i => !i.Contains("\"in\"", StringComparison.Ordinal)).Order(StringComparer.Ordinal);
        var comments = module.Comments.Select(c => c.Text.Trim()).Order(StringComparer.Ordinal);
        return string.Join('\n', [string.Join('.', module.Package.Path), .. imports, .. rules, .. comments]);
    }

    private static string Rule(RuleSyntax rule, BodySyntax? body, bool withElse)
    {
        var head = rule.Head;
        var key = head.Key;
        var reference = head.Reference;
        var isBracketSet = !rule.IsDefault && head is { Key: null, Value: null, UsesIf: false, IsFunction: false, Reference: RefTerm { Operands.Length: 1 } };
        if (isBracketSet)
        {
            key = ((RefTerm)reference).Operands[0].Term;
            reference = ((RefTerm)reference).Head;
        }
        var text = new StringBuilder(rule.IsDefault ? "default " : "").Append(Term(reference));
        if (head is { IsFunction: true, Parameters.IsEmpty: false }) // to OPA f() is f
        {
            text.Append('(').AppendJoin(", ", head.Parameters.Select(Term)).Append(')');
        }
        text.Append(key is null ? "" : " contains " + Term(key));
        text.Append(" = ").Append(head.Value is null ? "true" : Term(head.Value));
        text.Append(Body(body));
        foreach (var branch in withElse ? rule.ElseBranches : [])
        {
            text.Append(" else ").Append(branch.Value is null ? "true" : Term(branch.Value)).Append(Body(branch.Body));
        }
        return text.ToString();
    }

    private static string Body(BodySyntax? body) =>
        body is null ? " { true }" : " { " + string.Join("; ", body.Literals.Select(Literal)) + " }";

    private static string Literal(LiteralSyntax literal)
    {
        var expression = literal.Expression switch
        {
            TermExpression { Term: var t } => TopTerm(t),
            AssignmentExpression a => $"{(a.IsAssignment ? "assign" : "eq")}({Term(a.Left)}, {Term(a.Right)})",
            SomeExpression s => "some " + string.Join(", ", s.Variables.Select(Term)),
            SomeInExpression s => $"some {(s.Key is null ? "" : Term(s.Key))}, {Term(s.Value)} in {Term(s.Collection)}",
            EveryExpression e => $"every {e.Key?.Name}, {e.Value.Name} in {Term(e.Domain)}{Body(e.Body)}",
            NotBodyExpression n => "NOT" + n.Body.IsBraced + Body(n.Body),
            LogicalExpression l => $"({l.Left.IsBraced}{Body(l.Left)} {(l.IsAnd ? "and" : "or")} {l.Right.IsBraced}{Body(l.Right)})",
            _ => "?",
        };
        return (literal.IsNegated ? "not " : "") + expression + string.Concat(literal.Modifiers.Select(m => $" with {Term(m.Target)} as {Term(m.Value)}"));
    }

    private static string TopTerm(TermSyntax term) => ModuleFormatter.Unwrap(term) switch
    {
        CallTerm { Function: VarTerm { Name: "eq" or "assign" } f, Arguments: [var a, var b] } => $"{f.Name}({Term(a)}, {Term(b)})",
        CallTerm { Function: VarTerm { Name: var n }, Arguments: [var a, var b, var c] } when InfixCalls.SignOf(n) is { } sign and not ("=" or ":=")
            => $"eq({Term(c)}, ({Term(a)} {sign} {Term(b)}))",
        var bare => Term(bare),
    };

    private static string Term(TermSyntax term)
    {
        var bare = ModuleFormatter.Unwrap(term);
        if (InfixCalls.Of(bare) is { } infix)
        {
            return $"({Term(infix.Left)} {infix.Sign} {Term(infix.Right)})";
        }
        return bare switch
        {
            StringTerm s => $"\"{s.Value}\"",
            NumberTerm n => n.Text,
            BooleanTerm b => b.Value ? "true" : "false",
            NullTerm => "null",
            VarTerm v => v.Name,
            RefTerm r => Term(r.Head) + string.Concat(r.Operands.Select(o => $"[{Term(o.Term)}]")),
            CallTerm c => $"{Term(c.Function)}({string.Join(", ", c.Arguments.Select(Term))})",
            ArrayTerm a => $"[{string.Join(", ", a.Items.Select(Term))}]",
            SetTerm s => $"<{string.Join(", ", s.Items.Select(Term))}>",
            ObjectTerm o => $"{{{string.Join(", ", o.Items.Select(i => Term(i.Key) + ": " + Term(i.Value)))}}}",
            ArrayComprehensionTerm c => $"[{Term(c.Head)} |{Body(c.Body)}]",
            SetComprehensionTerm c => $"<{Term(c.Head)} |{Body(c.Body)}>",
            ObjectComprehensionTerm c => $"{{{Term(c.Key)}: {Term(c.Value)} |{Body(c.Body)}}}",
            MembershipTerm m => $"({(m.Key is null ? "" : Term(m.Key) + ", ")}{Term(m.Value)} in {Term(m.Collection)})",
            TemplateStringTerm t => Template(t),
            _ => "?",
        };
    }

    // Constants of a template may become its text.
    private static string Template(TemplateStringTerm template) => "$" + string.Concat(template.Parts.Select(p => p switch
    {
        { Text: { } text } => text,
        { Expression: { Modifiers.IsEmpty: true, Expression: TermExpression { Term: StringTerm { Value: var value } } } } => value,
        { Expression: { Modifiers.IsEmpty: true, Expression: TermExpression { Term: NumberTerm or BooleanTerm or NullTerm } } constant } => Literal(constant),
        _ => "{" + Literal(p.Expression!) + "}",
    }));
}
