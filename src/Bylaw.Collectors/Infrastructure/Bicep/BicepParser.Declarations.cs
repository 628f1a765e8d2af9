using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Bicep;

/// <summary>Statements.</summary>
internal sealed partial class BicepParser
{
    private BicepDeclaration ParseDeclaration()
    {
        var start = _at;
        var decorators = ImmutableArray.CreateBuilder<BicepCall>();
        while (TryTake('@'))
        {
            decorators.Add(ParsePostfix(ParsePrimary()) as BicepCall ?? throw Fault("a decorator is a call"));
            SkipBlank();
        }
        var keyword = TakeName();
        Skip(newlines: false);
        var declaration = keyword switch
        {
            "targetScope" => ParseAssigned(keyword, string.Empty),
            "metadata" => ParseAssigned(keyword, TakeName()),
            "param" or "var" or "output" or "assert" or "type" => ParseTyped(keyword),
            "resource" or "module" => ParseDeployed(keyword),
            "func" => ParseFunction(),
            "import" or "using" or "extends" or "extension" or "provider" => ParseImport(keyword),
            _ => throw Fault($"`{keyword}` begins no statement", start),
        };
        return declaration with { Decorators = decorators.ToImmutable(), Position = From(start) };
    }

    private BicepDeclaration ParseAssigned(string keyword, string name)
    {
        Skip(newlines: false);
        Expect('=');
        Skip(newlines: false);
        return new BicepDeclaration(keyword, name, default) { Value = ParseExpression() };
    }

    private BicepDeclaration ParseTyped(string keyword)
    {
        var name = TakeName();
        Skip(newlines: false);
        var type = string.Empty;
        if (keyword == "type")
        {
            Expect('=');
            Skip(newlines: false);
            return new BicepDeclaration(keyword, name, default) { Type = ParseType() };
        }
        if (Current != '=' && !AtEnd && Current != '\n')
        {
            type = ParseType();
            Skip(newlines: false);
        }
        return Current == '=' ? ParseAssigned(keyword, name) with { Type = type } : new BicepDeclaration(keyword, name, default) { Type = type };
    }

    private BicepDeclaration ParseDeployed(string keyword)
    {
        var name = TakeName();
        Skip(newlines: false);
        var type = ParseString() is BicepLiteral literal ? literal.Value.Text : throw Fault("a type or path cannot hold an interpolation");
        Skip(newlines: false);
        var existing = LookingAtWord("existing");
        _at += existing ? "existing".Length : 0;
        Skip(newlines: false);
        Expect('=');
        Skip(newlines: false);
        BicepExpression? condition = null;
        if (LookingAtWord("if"))
        {
            condition = ParseCondition();
            Skip(newlines: false);
        }
        return new BicepDeclaration(keyword, name, default) { Type = type, IsExisting = existing, Condition = condition, Value = ParseExpression() };
    }

    private BicepExpression ParseCondition()
    {
        _at += 2;
        Skip(newlines: false);
        Expect('(');
        SkipBlank();
        var condition = ParseExpression();
        SkipBlank();
        Expect(')');
        return condition;
    }

    private BicepDeclaration ParseFunction()
    {
        var name = TakeName();
        Skip(newlines: false);
        Expect('(');
        var names = ImmutableArray.CreateBuilder<string>();
        SkipBlank();
        while (!TryTake(')'))
        {
            names.Add(TakeName());
            SkipBlank();
            ParseType();
            SkipBlank();
            if (!TryTake(',') && Current != ')')
            {
                throw Fault("`,` or `)` was expected");
            }
            SkipBlank();
        }
        Skip(newlines: false);
        var type = ParseType();
        SkipBlank();
        if (!Looking("=>"))
        {
            throw Fault("`=>` was expected");
        }
        _at += 2;
        SkipBlank();
        return new BicepDeclaration("func", name, default) { Type = type, Parameters = names.ToImmutable(), Value = ParseExpression() };
    }

    /// <summary>Imports bring names from elsewhere; only their text is kept.</summary>
    private BicepDeclaration ParseImport(string keyword)
    {
        var start = _at;
        while (!AtEnd && Current != '\n')
        {
            if (Current is '{' or '[')
            {
                SkipBrackets();
                continue;
            }
            if (Current == '/' && Next is '/' or '*')
            {
                break;
            }
            _at++;
        }
        return new BicepDeclaration(keyword, string.Empty, default) { Type = _text[start.._at].Trim() };
    }

    /// <summary>Reads a type expression and keeps its text: names, literals, objects, arrays, unions, nullability.</summary>
    private string ParseType()
    {
        var start = _at;
        while (true)
        {
            ParseTypeTerm();
            var mark = _at;
            SkipBlank();
            if (Current != '|')
            {
                _at = mark;
                return _text[start.._at].Trim();
            }
            _at++;
            SkipBlank();
        }
    }

    private void ParseTypeTerm()
    {
        while (Current is '-' or '!')
        {
            _at++;
        }
        if (Current is '{' or '[' or '(')
        {
            SkipBrackets();
        }
        else if (Current == '\'')
        {
            ParseString();
        }
        else
        {
            var start = _at;
            while (IsNamePart(Current) || (Current == '.' && IsNamePart(Next)))
            {
                _at++;
            }
            if (_at == start)
            {
                throw Fault("a type was expected");
            }
        }
        while (Current is '[' or '?' or '<')
        {
            if (Current == '?')
            {
                _at++;
            }
            else
            {
                SkipBrackets();
            }
        }
    }

    private void SkipBrackets()
    {
        Enter();
        var start = _at;
        var close = Current switch { '{' => '}', '[' => ']', '<' => '>', _ => ')' };
        _at++;
        while (true)
        {
            SkipBlank();
            if (AtEnd)
            {
                throw Fault("a bracket is never closed", start);
            }
            if (TryTake(close))
            {
                _depth--;
                return;
            }
            if (Current is '{' or '[' or '(')
            {
                SkipBrackets();
            }
            else if (Current == '\'')
            {
                ParseString();
            }
            else
            {
                _at++;
            }
        }
    }
}
