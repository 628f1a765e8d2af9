using System.Text;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Partial;

/// <summary>Writes residual literals and support rules as Rego v1.</summary>
/// <param name="space">The package below which support rules stand.</param>
internal sealed class ResidualText(string space)
{
    private readonly StringBuilder _helpers = new();
    private int _helperCount;

    /// <summary>Gets the modules that the queries need, by package, in order.</summary>
    public SortedDictionary<string, StringBuilder> Modules { get; } = new(StringComparer.Ordinal);

    /// <summary>Writes a body, one literal a line.</summary>
    public string Body(IReadOnlyList<PlanLiteral> literals) => string.Join('\n', literals.Select(Literal));

    /// <summary>Adds a rule to the modules.</summary>
    public void Add(SupportRule rule)
    {
        var path = rule.Group.Path;
        var package = space + string.Concat(path[..^1].Select(Step));
        var name = SupportName(path);
        var head = new StringBuilder(name);
        if (rule.Parameters.Length > 0)
        {
            head.Append('(').AppendJoin(", ", rule.Parameters.Select(Term)).Append(')');
        }
        foreach (var key in rule.Keys)
        {
            head.Append('[').Append(Term(key)).Append(']');
        }
        head.Append(rule.IsMember ? " contains " : " := ").Append(Term(rule.Value));
        Module(package).Append(head).Append(Bodied(rule.Body)).Append("\n\n");
    }

    /// <summary>Writes one literal.</summary>
    public string Literal(PlanLiteral literal)
    {
        switch (literal)
        {
            case TermLiteral term:
                return Term(term.Term);
            case UnifyLiteral unify:
                return $"{Term(unify.Left)} = {Term(unify.Right)}";
            case DefinedLiteral defined:
                return $"_ = {Term(defined.Term)}";
            case NotLiteral { Body.Literals: [TermLiteral or UnifyLiteral] } not when Locals(not.Body).Count == 0 && !NestedCalls.AreIn(not.Body.Literals[0]):
                return $"not {Literal(not.Body.Literals[0])}";
            case NotLiteral not:
                return $"not {Helper([not.Body])}";
            case AnyLiteral any:
                return Helper(any.Bodies);
            case EveryLiteral every:
                return Every(every);
            default:
                throw new System.Diagnostics.UnreachableException($"no text for {literal.GetType().Name}");
        }
    }

    /// <summary>What stands in the body may be handed the item that is looked at.</summary>
    private string Every(EveryLiteral every)
    {
        var key = every.Key is null ? "" : Term(every.Key) + ", ";
        List<Variable> items = [.. new[] { every.Key, every.Value }.OfType<VariableTerm>().Select(v => v.Variable).Where(_outerVariables.Add)];
        var body = string.Join("; ", every.Body.Literals.Select(Literal));
        _outerVariables.ExceptWith(items);
        return $"every {key}{Term(every.Value)} in {Term(every.Domain)} {{ {body} }}";
    }

    /// <summary>Writes a term.</summary>
    public string Term(PlanTerm term)
    {
        switch (term)
        {
            case ConstantTerm constant:
                return constant.Value.ToString();
            case VariableTerm variable:
                return variable.Variable.Name;
            case InputTerm:
                return "input";
            case DataTerm:
                return "data";
            case ReferenceTerm reference:
                var text = new StringBuilder(Term(reference.Head));
                foreach (var operand in reference.Operands)
                {
                    text.Append(operand is ConstantTerm { Value: var key } ? Step(key) : $"[{Term(operand)}]");
                }
                return text.ToString();
            case ArrayPlanTerm array:
                return $"[{string.Join(", ", array.Items.Select(Term))}]";
            case SetPlanTerm set:
                return $"{{{string.Join(", ", set.Items.Select(Term))}}}";
            case ObjectPlanTerm obj:
                return $"{{{string.Join(", ", obj.Items.Select(i => $"{Term(i.Key)}: {Term(i.Value)}"))}}}";
            case BuiltinCallTerm { Function.Name: "internal.member_2", Arguments: [var item, var collection] }:
                return $"{Operand(item)} in {Operand(collection)}";
            case BuiltinCallTerm { Function.Name: "internal.member_3", Arguments: [var key, var item, var collection] }:
                return $"({Operand(key)}, {Operand(item)} in {Operand(collection)})";
            case BuiltinCallTerm { Function.Infix: { } infix, Arguments: [var a, var b] }:
                return $"{Operand(a)} {infix} {Operand(b)}";
            case BuiltinCallTerm call:
                return $"{call.Function.Name}({string.Join(", ", call.Arguments.Select(Operand))})";
            case SupportCallTerm call:
                return $"data.{space}{string.Concat(call.Function.Path[..^1].Select(Step))}.{SupportName(call.Function.Path)}({string.Join(", ", call.Arguments.Select(Operand))})";
            case OutputCallTerm call:
                return $"{Term(call.Output)} = {Term(call.Call)}";
            case TemplateTerm template:
                return Template(template);
            case ComprehensionTerm comprehension:
                var head = comprehension.Key is null ? Term(comprehension.Value) : $"{Term(comprehension.Key)}: {Term(comprehension.Value)}";
                var (open, close) = comprehension.Kind == ValueKind.Array ? ('[', ']') : ('{', '}');
                return $"{open}{head} | {string.Join("; ", comprehension.Body.Literals.Select(PlanText))}{close}";
            default:
                throw new System.Diagnostics.UnreachableException($"no text for {term.GetType().Name}");
        }
    }

    /// <summary>The literals inside a comprehension are still those of the plan.</summary>
    private string PlanText(PlanLiteral literal)
    {
        if (literal.Modifiers.Length > 0)
        {
            throw new PartialException("`with` inside a comprehension over something unknown cannot be evaluated in part");
        }
        return literal switch
        {
            NotLiteral { Body.Literals: [var only] } when !NestedCalls.AreIn(only) => $"not {PlanText(only)}",
            EveryLiteral every => Every(every),
            NotLiteral or LogicalLiteral or PrintLiteral =>
                throw new PartialException("a nested body inside a comprehension over something unknown cannot be evaluated in part"),
            _ => Literal(literal),
        };

        string Every(EveryLiteral every)
        {
            var key = every.Key is null ? "" : Term(every.Key) + ", ";
            return $"every {key}{Term(every.Value)} in {Term(every.Domain)} {{ {string.Join("; ", every.Body.Literals.Select(PlanText))} }}";
        }
    }

    private string Template(TemplateTerm template)
    {
        var text = new StringBuilder("$\"");
        foreach (var part in template.Parts)
        {
            switch (part)
            {
                case ConstantTerm { Value: var literal } when literal.TryGetString(out var plain):
                    var quoted = RegoValue.From(plain).ToString();
                    text.Append(quoted.AsSpan(1, quoted.Length - 2)).Replace("{", "\\{", text.Length - quoted.Length + 2, quoted.Length - 2);
                    break;
                case ComprehensionTerm { Body.Literals: [UnifyLiteral { Modifiers.Length: 0 } unify] }:
                    text.Append('{').Append(Term(unify.Right)).Append('}');
                    break;
                default:
                    throw new PartialException("this template string cannot be evaluated in part");
            }
        }
        return text.Append('"').ToString();
    }

    /// <summary>Makes a rule of bodies of which one must hold, and writes a call of it with the variables that come from outside.</summary>
    private string Helper(List<BodyPlan> bodies)
    {
        var name = $"__any{++_helperCount}";
        var outer = bodies.SelectMany(b => b.Literals).SelectMany(Outer).Distinct().ToList();
        foreach (var body in bodies)
        {
            var parameters = outer.Count == 0 ? "" : $"({string.Join(", ", outer.Select(v => v.Name))})";
            // The body may add helpers of its own: it is written first.
            var text = $"{name}{parameters}{Bodied(body.Literals)}\n\n";
            _helpers.Append(text);
        }
        return outer.Count == 0 ? $"data.{space}.{name}" : $"data.{space}.{name}({string.Join(", ", outer.Select(v => v.Name))})";

        IEnumerable<Variable> Outer(PlanLiteral literal) => AllVariables(literal).Where(v => _outerVariables.Contains(v));
    }

    private readonly HashSet<Variable> _outerVariables = [];

    /// <summary>Writes the queries; a variable that stands in a query outside of nested bodies is handed to helpers made of them.</summary>
    public List<string> Queries(List<List<PlanLiteral>> queries)
    {
        var texts = new List<string>();
        foreach (var query in queries)
        {
            texts.Add(InScope(query, () => Body(query)));
        }
        return texts;
    }

    /// <summary>Puts the helpers that were needed into their module; to be called once everything else is written.</summary>
    public void Close()
    {
        if (_helpers.Length > 0)
        {
            Module(space).Append(_helpers);
        }
    }

    private string InScope(IReadOnlyList<PlanLiteral> literals, Func<string> write)
    {
        _outerVariables.Clear();
        foreach (var literal in literals)
        {
            _outerVariables.UnionWith(OwnVariables(literal));
        }
        return write();
    }

    private string Bodied(IReadOnlyList<PlanLiteral> body)
    {
        if (body.Count == 0)
        {
            return "";
        }
        var outer = _outerVariables.ToArray();
        foreach (var literal in body)
        {
            _outerVariables.UnionWith(OwnVariables(literal));
        }
        var text = " if {\n\t" + string.Join("\n\t", body.Select(Literal)) + "\n}";
        _outerVariables.Clear();
        _outerVariables.UnionWith(outer);
        return text;
    }

    private List<Variable> Locals(BodyPlan body) => [.. body.Literals.SelectMany(AllVariables).Where(v => !_outerVariables.Contains(v))];

    private static IEnumerable<Variable> OwnVariables(PlanLiteral literal) => literal is NotLiteral or AnyLiteral ? [] : AllVariables(literal);

    private static List<Variable> AllVariables(PlanLiteral literal)
    {
        var found = new List<Variable>();
        switch (literal)
        {
            case DefinedLiteral defined:
                Visit(defined.Term);
                break;
            case AnyLiteral any:
                found.AddRange(any.Bodies.SelectMany(b => b.Literals).SelectMany(AllVariables));
                break;
            case NotLiteral not:
                found.AddRange(not.Body.Literals.SelectMany(AllVariables));
                break;
            case EveryLiteral every:
                Visit(every.Domain);
                found.AddRange(every.Body.Literals.SelectMany(AllVariables).Where(v => !IsOf(every.Value, v) && !IsOf(every.Key, v)));
                break;
            case TermLiteral term:
                Visit(term.Term);
                break;
            case UnifyLiteral unify:
                Visit(unify.Left);
                Visit(unify.Right);
                break;
            default:
                break;
        }
        return found;

        void Visit(PlanTerm term) => PlanVariables.Visit(term, intoBodies: false, v => found.Add(v.Variable));

        static bool IsOf(PlanTerm? term, Variable variable) => term is VariableTerm v && ReferenceEquals(v.Variable, variable);
    }

    private StringBuilder Module(string package)
    {
        if (!Modules.TryGetValue(package, out var text))
        {
            Modules[package] = text = new StringBuilder($"package {package}\n\n");
        }
        return text;
    }

    /// <summary>A nested operator is put in brackets.</summary>
    private string Operand(PlanTerm term) =>
        term is BuiltinCallTerm { Function: { Infix: not null } } or BuiltinCallTerm { Function.Name: "internal.member_2" } ? $"({Term(term)})" : Term(term);

    private static string SupportName(string[] path) => IsName(path[^1]) ? path[^1] : "rule";

    private static string Step(string name) => IsName(name) ? $".{name}" : $"[{RegoValue.From(name)}]";

    private static string Step(RegoValue key) => key.TryGetString(out var name) ? Step(name) : $"[{key}]";

    private static bool IsName(string name) =>
        name.Length > 0 && (char.IsAsciiLetter(name[0]) || name[0] == '_') && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '_') && !_keywords.Contains(name);

    private static readonly HashSet<string> _keywords = new(StringComparer.Ordinal)
    {
        "package", "import", "as", "default", "else", "not", "with", "true", "false", "null", "some", "every", "in", "if", "contains", "and", "or",
    };
}
