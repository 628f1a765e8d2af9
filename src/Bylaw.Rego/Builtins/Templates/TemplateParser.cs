using Bylaw.Rego.Builtins.GoText;

namespace Bylaw.Rego.Builtins.Templates;

/// <summary>Parses templates in the language of Go's <c>text/template</c>.</summary>
internal sealed class TemplateParser
{
    private const int MaxDepth = 200;

    private readonly List<(string? Text, string? Action)> _pieces;
    private readonly Dictionary<string, IReadOnlyList<TemplateNode>> _templates = new(StringComparer.Ordinal);
    private readonly List<string> _variables = ["$"];
    private List<TemplateToken> _tokens = [];
    private int _piece;
    private int _token;
    private int _depth;
    private int _loops;

    private TemplateParser(string text) => _pieces = Split(text);

    /// <summary>Parses a template and those that it defines.</summary>
    /// <returns>The templates by name; the outer one under the empty name.</returns>
    /// <exception cref="TemplateException">The text is none.</exception>
    internal static IReadOnlyDictionary<string, IReadOnlyList<TemplateNode>> Parse(string text)
    {
        var parser = new TemplateParser(text);
        parser._templates[""] = parser.List(out var end);
        return end is null ? parser._templates : throw new TemplateException($"unexpected {{{{{end}}}}}");
    }

    private static List<(string?, string?)> Split(string text)
    {
        var pieces = new List<(string?, string?)>();
        var at = 0;
        var trimsNext = false;
        while (true)
        {
            var open = text.IndexOf("{{", at, StringComparison.Ordinal);
            var plain = open < 0 ? text[at..] : text[at..open];
            plain = trimsNext ? plain.TrimStart(" \t\r\n".ToCharArray()) : plain;
            if (open < 0)
            {
                pieces.Add((plain, null));
                return pieces;
            }
            var inner = open + 2;
            var trims = inner + 1 < text.Length && text[inner] == '-' && char.IsWhiteSpace(text[inner + 1]);
            pieces.Add((trims ? plain.TrimEnd(" \t\r\n".ToCharArray()) : plain, null));
            inner += trims ? 1 : 0;
            var close = ActionEnd(text, inner);
            var action = text[inner..close];
            trimsNext = action.Length >= 2 && action[^1] == '-' && char.IsWhiteSpace(action[^2]);
            action = trimsNext ? action[..^1] : action;
            if (!action.TrimStart().StartsWith("/*", StringComparison.Ordinal))
            {
                pieces.Add((null, action));
            }
            else if (!action.TrimEnd().EndsWith("*/", StringComparison.Ordinal))
            {
                throw new TemplateException("comment ends before closing delimiter");
            }
            at = close + 2;
        }
    }

    private static int ActionEnd(string text, int at)
    {
        var isComment = text.AsSpan(at).TrimStart().StartsWith("/*", StringComparison.Ordinal);
        var quote = '\0';
        for (var i = at; i + 1 < text.Length; i++)
        {
            if (quote != '\0')
            {
                i += text[i] == '\\' && quote != '`' ? 1 : 0;
                quote = i < text.Length && text[i] == quote ? '\0' : quote;
            }
            else if (!isComment && text[i] is '"' or '`' or '\'')
            {
                quote = text[i];
            }
            else if (text[i] == '}' && text[i + 1] == '}')
            {
                return i;
            }
        }
        throw new TemplateException("unclosed action");
    }

    private List<TemplateNode> List(out string? end)
    {
        if (++_depth > MaxDepth)
        {
            throw new TemplateException("template nests too deep");
        }
        var nodes = new List<TemplateNode>();
        end = null;
        while (end is null && _piece < _pieces.Count)
        {
            var (text, action) = _pieces[_piece++];
            if (text is not null)
            {
                if (text.Length > 0)
                {
                    nodes.Add(new TextNode(text));
                }
                continue;
            }
            _tokens = TemplateLexer.Read(action!);
            _token = 0;
            end = Action(nodes);
        }
        _depth--;
        return nodes;
    }

    /// <summary>Reads one action; returns its word when it ends the list that it stands in.</summary>
    private string? Action(List<TemplateNode> nodes)
    {
        var word = Peek.Kind == TemplateTokenKind.Identifier ? Peek.Text : "";
        switch (word)
        {
            case "end":
                Take();
                ExpectEnd();
                return "end";
            case "else":
                // What follows ("if", "with") is read by the branch.
                Take();
                return "else";
            case "if" or "with" or "range":
                Take();
                nodes.Add(Branch(word));
                return null;
            case "break" or "continue":
                Take();
                ExpectEnd();
                nodes.Add(_loops > 0 ? new LoopExitNode(word == "break") : throw new TemplateException($"{{{{{word}}}}} outside {{{{range}}}}"));
                return null;
            case "define" or "block":
                Take();
                Define(word, nodes);
                return null;
            case "template":
                Take();
                nodes.Add(new TemplateCallNode(Name(), Peek.Kind == TemplateTokenKind.End ? null : PipelineToEnd()));
                return null;
            default:
                nodes.Add(new ActionNode(PipelineToEnd()));
                return null;
        }
    }

    private BranchNode Branch(string keyword)
    {
        var scope = _variables.Count;
        var pipeline = PipelineToEnd(keyword == "range");
        _loops += keyword == "range" ? 1 : 0;
        var body = List(out var end);
        _loops -= keyword == "range" ? 1 : 0;
        List<TemplateNode> otherwise = [];
        if (end == "else")
        {
            if (Peek is { Kind: TemplateTokenKind.Identifier, Text: "if" or "with" } next)
            {
                // "else if" is an if within the else that shares its end.
                Take();
                otherwise.Add(Branch(next.Text));
                end = "end";
            }
            else
            {
                ExpectEnd();
                otherwise = List(out end);
            }
        }
        if (end != "end")
        {
            throw new TemplateException(end is null ? "unexpected EOF" : "unexpected {{else}}");
        }
        _variables.RemoveRange(scope, _variables.Count - scope);
        return new BranchNode(keyword, pipeline, body, otherwise);
    }

    private void Define(string word, List<TemplateNode> nodes)
    {
        var name = Name();
        var argument = word == "block" ? PipelineToEnd() : null;
        if (word == "define")
        {
            ExpectEnd();
        }
        var (outer, loops) = (_variables.ToList(), _loops);
        _variables.RemoveRange(1, _variables.Count - 1);
        _loops = 0;
        _templates[name] = List(out var end);
        _variables.Clear();
        _variables.AddRange(outer);
        _loops = loops;
        if (end != "end")
        {
            throw new TemplateException($"unexpected EOF in {word} clause");
        }
        if (word == "block")
        {
            nodes.Add(new TemplateCallNode(name, argument));
        }
    }

    private TemplateToken Peek => _tokens[_token];

    private TemplateToken Take() => _tokens[Math.Min(_token++, _tokens.Count - 1)];

    private bool TakeMark(string mark)
    {
        if (Peek.Kind != TemplateTokenKind.Mark || Peek.Text != mark)
        {
            return false;
        }
        Take();
        return true;
    }

    private void ExpectEnd()
    {
        if (Peek.Kind != TemplateTokenKind.End)
        {
            throw new TemplateException($"unexpected {GoQuote.Quote(Peek.Text)} in action");
        }
    }

    private string Name() =>
        Take() is { Kind: TemplateTokenKind.Constant, Value: var value } && value.TryGetString(out var name)
            ? name
            : throw new TemplateException("template name must be a quoted string");

    private Pipeline PipelineToEnd(bool isRange = false)
    {
        var result = Pipeline(isRange);
        ExpectEnd();
        return result;
    }

    private Pipeline Pipeline(bool isRange)
    {
        var (variables, isDeclaration) = Assigned(isRange);
        var commands = new List<Command>();
        do
        {
            commands.Add(Command());
        }
        while (TakeMark("|"));
        if (isDeclaration)
        {
            _variables.AddRange(variables);
        }
        return new Pipeline(variables, isDeclaration, commands);
    }

    private (List<string>, bool) Assigned(bool isRange)
    {
        var start = _token;
        var names = new List<string>();
        while (Peek.Kind == TemplateTokenKind.Variable)
        {
            names.Add(Take().Text);
            if (TakeMark(":="))
            {
                return (names, true);
            }
            if (TakeMark("="))
            {
                return (names, false);
            }
            if (!isRange || names.Count == 2 || !TakeMark(","))
            {
                break;
            }
        }
        _token = start;
        return ([], false);
    }

    private Command Command()
    {
        var operands = new List<Operand>();
        while (Peek.Kind != TemplateTokenKind.End && !(Peek.Kind == TemplateTokenKind.Mark && Peek.Text is "|" or ")"))
        {
            if (operands.Count > 0 && !Peek.FollowsSpace)
            {
                throw new TemplateException($"unexpected {GoQuote.Quote(Peek.Text)} in operand");
            }
            operands.Add(Operand());
        }
        return operands.Count > 0 ? new Command(operands) : throw new TemplateException("missing value for command");
    }

    private Operand Operand()
    {
        var token = Take();
        switch (token.Kind)
        {
            case TemplateTokenKind.Constant:
                return new ConstantOperand(token.Value);
            case TemplateTokenKind.Identifier:
                return TemplateFunctions.IsKnown(token.Text)
                    ? new FunctionOperand(token.Text)
                    : throw new TemplateException($"function {GoQuote.Quote(token.Text)} not defined");
            case TemplateTokenKind.Dot:
                return new FieldOperand([]);
            case TemplateTokenKind.Field:
                return new FieldOperand([token.Text, .. Fields()]);
            case TemplateTokenKind.Variable:
                return _variables.Contains(token.Text)
                    ? new VariableOperand(token.Text, Fields())
                    : throw new TemplateException($"undefined variable {GoQuote.Quote(token.Text)}");
            case TemplateTokenKind.Mark when token.Text == "(":
                if (++_depth > MaxDepth)
                {
                    throw new TemplateException("template nests too deep");
                }
                var inner = Pipeline(isRange: false);
                _depth--;
                return TakeMark(")") ? new PipelineOperand(inner, Fields()) : throw new TemplateException("unclosed left paren");
            default:
                throw new TemplateException($"unexpected {GoQuote.Quote(token.Text)} in operand");
        }
    }

    private List<string> Fields()
    {
        var fields = new List<string>();
        while (Peek.Kind == TemplateTokenKind.Field && !Peek.FollowsSpace)
        {
            fields.Add(Take().Text);
        }
        return fields;
    }
}
