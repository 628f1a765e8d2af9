using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Syntax.Json;

/// <summary>Writes trees in the JSON form that OPA's tools and <c>rego.parse_module</c> have.</summary>
/// <remarks>
/// OPA's form is made of terms with <c>type</c> and <c>value</c>. Operators become calls of the built-ins behind them, <c>_</c> becomes
/// <c>$0</c>, <c>$1</c> and so on, parentheses vanish, and each chained body becomes a rule of its own.
/// </remarks>
public sealed partial class AstWriter
{
    private readonly SourceText _source;
    private readonly bool _includesLocations;
    private readonly Dictionary<VarTerm, string> _wildcards = new(ReferenceEqualityComparer.Instance);

    private AstWriter(SourceText source, bool includesLocations)
    {
        _source = source;
        _includesLocations = includesLocations;
    }

    /// <summary>Makes the JSON form of a module.</summary>
    /// <param name="module">A module that was parsed without errors.</param>
    /// <param name="includesLocations">Whether nodes get a <c>location</c> with file, row and column.</param>
    /// <param name="includesComments">Whether <c>comments</c> are added.</param>
    /// <returns>An object.</returns>
    public static RegoValue Write(ModuleSyntax module, bool includesLocations = false, bool includesComments = false)
    {
        ArgumentNullException.ThrowIfNull(module);
        return new AstWriter(module.Source, includesLocations).WriteModule(module, includesComments);
    }

    private RegoValue WriteModule(ModuleSyntax module, bool includesComments)
    {
        var result = new ObjectBuilder();
        result.Set("package", Node(module.Package.Span, ("path", WritePath(module.Package))));
        if (!module.Imports.IsEmpty)
        {
            result.Set("imports", List(module.Imports, WriteImport));
        }
        if (!module.Rules.IsEmpty)
        {
            result.Set("rules", RegoArray.Create([.. module.Rules.SelectMany(WriteRules)]));
        }
        if (includesComments && !module.Comments.IsEmpty)
        {
            result.Set("comments", List(module.Comments, WriteComment));
        }
        return result.Build();
    }

    private RegoValue WritePath(PackageSyntax package)
    {
        var steps = new List<RegoValue> { Term("var", "data", package.Reference.Span) };
        steps.AddRange(package.Path.Select(s => Term("string", s, package.Reference.Span)));
        return RegoArray.Create([.. steps]);
    }

    private RegoValue WriteImport(ImportSyntax import)
    {
        var path = import.Reference is VarTerm variable
            ? Term("ref", RegoArray.Create(Term("var", variable.Name, variable.Span)), variable.Span)
            : WriteTerm(import.Reference);
        return import.Alias is null
            ? Node(import.Span, ("path", path))
            : Node(import.Span, ("path", path), ("alias", import.Alias.Name));
    }

    private RegoValue WriteComment(CommentSyntax comment)
    {
        var result = new ObjectBuilder();
        result.Set("Text", Convert.ToBase64String(Encoding.UTF8.GetBytes(comment.Text)));
        result.Set("Location", Location(comment.Span));
        return result.Build();
    }

    private IEnumerable<RegoValue> WriteRules(RuleSyntax rule)
    {
        var first = true;
        foreach (var body in rule.Bodies.IsEmpty ? [null] : rule.Bodies.Select(b => (BodySyntax?)b))
        {
            yield return WriteRule(rule, body, first ? rule.ElseBranches.AsSpan().ToArray() : []);
            first = false;
        }
    }

    private RegoValue WriteRule(RuleSyntax rule, BodySyntax? body, ReadOnlySpan<ElseSyntax> branches)
    {
        var result = new ObjectBuilder();
        var head = WriteHead(rule);
        result.Set("body", body is null ? True(rule.Head.Span) : WriteBody(body));
        if (rule.IsDefault)
        {
            result.Set("default", true);
        }
        if (!branches.IsEmpty)
        {
            result.Set("else", WriteElse(rule, branches));
        }
        result.Set("head", head);
        AddLocation(result, rule.Span);
        return result.Build();
    }

    private RegoValue WriteElse(RuleSyntax rule, ReadOnlySpan<ElseSyntax> branches)
    {
        var branch = branches[0];
        var head = new RuleHeadSyntax(branch.Span, rule.Head.Reference, rule.Head.Parameters, null, branch.Value, branch.Assignment, branch.UsesIf);
        var result = new ObjectBuilder();
        result.Set("body", branch.Body is null ? True(branch.Span) : WriteBody(branch.Body));
        result.Set("head", WriteHead(new RuleSyntax(branch.Span, false, head, branch.Body is null ? [] : [branch.Body], [])));
        if (branches.Length > 1)
        {
            result.Set("else", WriteElse(rule, branches[1..]));
        }
        AddLocation(result, branch.Span);
        return result.Build();
    }

    private RegoValue WriteHead(RuleSyntax rule)
    {
        var head = rule.Head;
        var result = new ObjectBuilder();
        var reference = head.Reference;
        var key = head.Key;
        if (reference is RefTerm { Head: var name, Operands: [var operand] } && head is { Key: null, IsFunction: false } && !rule.IsDefault)
        {
            if (!head.UsesIf)
            {
                key = operand.Term;
                reference = head.Value is null ? name : reference;
            }
            else if (!SyntaxFacts.IsGround(operand.Term))
            {
                key = operand.Term;
            }
        }
        if (reference is VarTerm variable || (reference is RefTerm { Operands.Length: 1, Head: VarTerm } && (variable = (VarTerm)((RefTerm)reference).Head) is not null && key is not null))
        {
            result.Set("name", variable.Name);
        }
        if (head.IsFunction && !head.Parameters.IsEmpty)
        {
            result.Set("args", List(head.Parameters, WriteTerm));
        }
        if (key is not null)
        {
            result.Set("key", WriteTerm(key));
        }
        var isSet = head.Key is not null || (key is not null && head.Value is null && !head.UsesIf);
        if (!isSet)
        {
            result.Set("value", head.Value is null ? Term("boolean", true, head.Span) : WriteTerm(head.Value));
        }
        if (head.Assignment == HeadAssignment.Assign)
        {
            result.Set("assign", true);
        }
        result.Set("ref", reference is VarTerm single ? RegoArray.Create(Term("var", single.Name, single.Span)) : WriteSteps((RefTerm)reference));
        AddLocation(result, head.Span);
        return result.Build();
    }

    private RegoValue True(TextSpan span)
    {
        var expression = new ObjectBuilder();
        expression.Set("index", 0L);
        expression.Set("terms", Term("boolean", true, span));
        AddLocation(expression, span);
        return RegoArray.Create(expression.Build());
    }

    private RegoValue WriteBody(BodySyntax body)
    {
        var literals = new RegoValue[body.Literals.Length];
        for (var i = 0; i < literals.Length; i++)
        {
            literals[i] = WriteLiteral(body.Literals[i], i);
        }
        return RegoArray.Create(literals);
    }

    private RegoValue WriteLiteral(LiteralSyntax literal, int index)
    {
        var result = new ObjectBuilder();
        result.Set("index", (long)index);
        if (literal.IsNegated)
        {
            result.Set("negated", true);
        }
        result.Set("terms", WriteExpression(literal.Expression));
        if (!literal.Modifiers.IsEmpty)
        {
            result.Set("with", List(literal.Modifiers, m => Node(m.Span, ("target", WriteReference(m.Target)), ("value", WriteTerm(m.Value)))));
        }
        AddLocation(result, literal.Span);
        return result.Build();
    }

    private RegoValue WriteExpression(ExpressionSyntax expression) => expression switch
    {
        TermExpression { Term: var term } => WriteTopTerm(term),
        AssignmentExpression a => RegoArray.Create(
            Operator(a.IsAssignment ? "assign" : "eq", a.OperatorSpan), WriteTerm(a.Left), WriteTerm(a.Right)),
        SomeExpression s => Node(s.Span, ("symbols", List(s.Variables, v => WriteTerm(v)))),
        SomeInExpression s => Node(s.Span, ("symbols", RegoArray.Create(WriteTerm(new MembershipTerm(s.Span, s.Key, s.Value, s.Collection))))),
        EveryExpression e => WriteEvery(e),
        NotBodyExpression n => Node(n.Span, ("body", WriteBody(n.Body)), ("explicit_body", n.Body.IsBraced)),
        LogicalExpression l => Node(
            l.Span, ("type", l.IsAnd ? "and" : "or"), ("lhs", WriteBody(l.Left)), ("rhs", WriteBody(l.Right)),
            ("explicit_lhs", l.Left.IsBraced), ("explicit_rhs", l.Right.IsBraced)),
        _ => RegoValue.Null,
    };

    private RegoValue WriteEvery(EveryExpression every)
    {
        var result = new ObjectBuilder();
        result.Set("key", every.Key is null ? RegoValue.Null : WriteTerm(every.Key));
        result.Set("value", WriteTerm(every.Value));
        result.Set("domain", WriteTerm(every.Domain));
        result.Set("body", WriteBody(every.Body));
        AddLocation(result, every.Span);
        return result.Build();
    }

    // The call of a literal stands as a list of terms, and not as a call term.
    private RegoValue WriteTopTerm(TermSyntax term)
    {
        var value = WriteTerm(term);
        return value.Get("type") == "call" ? value.Get("value") : value;
    }

    private RegoValue Node(TextSpan span, params ReadOnlySpan<(string Key, RegoValue Value)> fields)
    {
        var result = new ObjectBuilder();
        foreach (var (key, value) in fields)
        {
            result.Set(key, value);
        }
        AddLocation(result, span);
        return result.Build();
    }

    private RegoValue Term(string type, RegoValue value, TextSpan span) => Node(span, ("type", type), ("value", value));

    private void AddLocation(ObjectBuilder node, TextSpan span)
    {
        if (_includesLocations)
        {
            node.Set("location", Location(span));
        }
    }

    private RegoValue Location(TextSpan span)
    {
        var (line, column) = _source.LineAt(span.Start);
        var result = new ObjectBuilder();
        result.Set("file", _source.Name);
        result.Set("row", line + 1L);
        result.Set("col", column + 1L);
        return result.Build();
    }

    private static RegoValue List<T>(ImmutableArray<T> items, Func<T, RegoValue> write) => RegoArray.Create([.. items.Select(write)]);

    // The bracket of q[_] is both key and step: one place in the text has one name.
    private string NameOf(VarTerm wildcard)
    {
        if (!_wildcards.TryGetValue(wildcard, out var name))
        {
            name = "$" + _wildcards.Count.ToString(CultureInfo.InvariantCulture);
            _wildcards.Add(wildcard, name);
        }
        return name;
    }
}
