using System.Collections.Immutable;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Syntax.Json;

/// <summary>Terms of the JSON form.</summary>
public sealed partial class AstWriter
{
    private RegoValue WriteTerm(TermSyntax term) => term switch
    {
        NullTerm => Term("null", RegoObject.Empty, term.Span),
        BooleanTerm b => Term("boolean", b.Value, term.Span),
        NumberTerm n => Term("number", RegoValue.FromNumberText(n.Text), term.Span),
        StringTerm s => Term("string", s.Value, term.Span),
        VarTerm { IsWildcard: true } wildcard => Term("var", NameOf(wildcard), term.Span),
        VarTerm { Name: "input" or "data" } root => Term("ref", RegoArray.Create(Term("var", root.Name, term.Span)), term.Span),
        VarTerm v => Term("var", v.Name, term.Span),
        RefTerm r => Term("ref", WriteSteps(r), term.Span),
        ArrayTerm a => Term("array", List(a.Items, WriteTerm), term.Span),
        SetTerm s => Term("set", WriteSorted(s.Items), term.Span),
        ObjectTerm o => Term("object", WriteObject(o), term.Span),
        ArrayComprehensionTerm c => Term("arraycomprehension", Comprehension(c.Head, c.Body), term.Span),
        SetComprehensionTerm c => Term("setcomprehension", Comprehension(c.Head, c.Body), term.Span),
        ObjectComprehensionTerm c => Term("objectcomprehension", ObjectComprehension(c), term.Span),
        CallTerm c => Term("call", RegoArray.Create([WriteReference(c.Function), .. c.Arguments.Select(WriteTerm)]), term.Span),
        InfixTerm i => Term("call", RegoArray.Create(Operator(SyntaxFacts.BuiltinOf(i.Operator), i.OperatorSpan), WriteTerm(i.Left), WriteTerm(i.Right)), term.Span),
        MembershipTerm m => Term("call", WriteMembership(m), term.Span),
        ParenthesizedTerm p => WriteTerm(p.Inner),
        TemplateStringTerm t => Term("templatestring", WriteTemplate(t), term.Span),
        _ => RegoValue.Null,
    };

    private RegoValue WriteReference(TermSyntax term) =>
        term is VarTerm variable ? Term("ref", RegoArray.Create(Term("var", variable.Name, term.Span)), term.Span) : WriteTerm(term);

    private RegoValue WriteSteps(RefTerm reference)
    {
        var head = reference.Head is VarTerm { IsWildcard: false } variable ? Term("var", variable.Name, variable.Span) : WriteTerm(reference.Head);
        return RegoArray.Create([head, .. reference.Operands.Select(o => WriteTerm(o.Term))]);
    }

    private RegoValue Operator(string name, TextSpan span)
    {
        var steps = name.Split('.');
        return Term("ref", RegoArray.Create([Term("var", steps[0], span), .. steps.Skip(1).Select(s => Term("string", s, span))]), span);
    }

    private RegoValue WriteMembership(MembershipTerm membership) => membership.Key is null
        ? RegoArray.Create(Operator("internal.member_2", membership.Span), WriteTerm(membership.Value), WriteTerm(membership.Collection))
        : RegoArray.Create(
            Operator("internal.member_3", membership.Span), WriteTerm(membership.Key), WriteTerm(membership.Value), WriteTerm(membership.Collection));

    // OPA keeps sets and objects in order of their members; where those are no constants the order of the text is as good.
    private RegoValue WriteSorted(ImmutableArray<TermSyntax> items)
    {
        var written = items.Select(WriteTerm).ToList();
        if (items.All(IsScalar))
        {
            written = [.. written.DistinctBy(w => w.Get("value")).OrderBy(w => w.Get("value"))];
        }
        return RegoArray.Create([.. written]);
    }

    private RegoValue WriteObject(ObjectTerm obj)
    {
        var pairs = obj.Items.Select(i => (Key: WriteTerm(i.Key), Value: WriteTerm(i.Value))).ToList();
        if (obj.Items.All(i => IsScalar(i.Key)))
        {
            pairs = [.. pairs.OrderBy(p => p.Key.Get("value"))];
        }
        return RegoArray.Create([.. pairs.Select(p => (RegoValue)RegoArray.Create(p.Key, p.Value))]);
    }

    private static bool IsScalar(TermSyntax term) => term is NullTerm or BooleanTerm or NumberTerm or StringTerm;

    private RegoValue Comprehension(TermSyntax head, BodySyntax body)
    {
        var result = new ObjectBuilder();
        result.Set("term", WriteTerm(head));
        result.Set("body", WriteBody(body));
        return result.Build();
    }

    private RegoValue ObjectComprehension(ObjectComprehensionTerm comprehension)
    {
        var result = new ObjectBuilder();
        result.Set("key", WriteTerm(comprehension.Key));
        result.Set("value", WriteTerm(comprehension.Value));
        result.Set("body", WriteBody(comprehension.Body));
        return result.Build();
    }

    private RegoValue WriteTemplate(TemplateStringTerm template)
    {
        var result = new ObjectBuilder();
        result.Set("parts", List(template.Parts, p => p.Expression is null ? Term("string", p.Text!, p.Span) : WriteLiteral(p.Expression, 0)));
        result.Set("multi_line", template.IsRaw);
        return result.Build();
    }
}
