using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Bicep;

/// <summary>Expressions by precedence.</summary>
internal sealed partial class BicepParser
{
    private static readonly string[][] _levels =
    [
        ["??"], ["||"], ["&&"], ["==", "!=", "=~", "!~"], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"],
    ];

    private BicepExpression ParseExpression()
    {
        Enter();
        SkipBlank();
        var start = _at;
        var condition = ParseBinary(0);
        var mark = _at;
        SkipBlank();
        if (Current != '?' || IsArm)
        {
            _at = mark;
            _depth--;
            return condition;
        }
        _at++;
        var then = ParseExpression();
        SkipBlank();
        Expect(':');
        var otherwise = ParseExpression();
        _depth--;
        return new BicepConditional(condition, then, otherwise, From(start));
    }

    private BicepExpression ParseBinary(int level)
    {
        if (level == _levels.Length || IsArm)
        {
            return ParseUnary();
        }
        var start = _at;
        var left = ParseBinary(level + 1);
        while (true)
        {
            var mark = _at;
            // An operator may begin the next line.
            SkipBlank();
            var op = _levels[level].FirstOrDefault(o => Looking(o) && !(o == "/" && Next is '/' or '*' && o == "/"));
            if (op is null || (op is "<" or ">" && Next == '=') || (op == "-" && _text.AsSpan(mark, _at - mark).Contains('\n')))
            {
                _at = mark;
                return left;
            }
            _at += op.Length;
            SkipBlank();
            left = new BicepBinary(op, left, ParseBinary(level + 1), From(start));
        }
    }

    private BicepExpression ParseUnary()
    {
        var start = _at;
        if (Current is '!' or '-' or '+')
        {
            Enter();
            var op = Current;
            _at++;
            SkipBlank();
            var operand = ParseUnary();
            _depth--;
            return new BicepUnary(op, operand, From(start));
        }
        return ParsePostfix(ParsePrimary());
    }

    private BicepExpression ParsePostfix(BicepExpression target)
    {
        var start = _at;
        while (true)
        {
            if (Current == '.' && Next == '?')
            {
                _at += 2;
                target = new BicepMember(target, TakeName(), true, From(start));
            }
            else if (Current == '.' && Next != '.')
            {
                _at++;
                SkipBlank();
                var name = TakeName();
                target = Current == '(' ? new BicepCall(target, name, ParseArguments(), From(start)) : new BicepMember(target, name, false, From(start));
            }
            else if (Current == ':' && Next == ':')
            {
                _at += 2;
                target = new BicepNested(target, TakeName(), From(start));
            }
            else if (Current == '[')
            {
                _at++;
                var safe = TryTake('?');
                var key = ParseExpression();
                SkipBlank();
                Expect(']');
                target = new BicepIndex(target, key, safe, From(start));
            }
            else if (Current == '!' && Next != '=' && Next != '~')
            {
                _at++;
            }
            else
            {
                return target;
            }
        }
    }

    private BicepExpression ParsePrimary()
    {
        var start = _at;
        switch (Current)
        {
            case '\'':
                return ParseString();
            case '(':
                return TryParseLambda() ?? ParseParentheses();
            case '[':
                return ParseArray();
            case '{':
                return ParseObject();
            case var c when char.IsAsciiDigit(c) || (IsArm && c == '-'):
                _at++;
                while (char.IsAsciiDigit(Current) || (IsArm && Current == '.'))
                {
                    _at++;
                }
                return new BicepLiteral(ConfigValue.Number(_text[start.._at], From(start)), From(start));
            case var c when c == '_' || char.IsLetter(c):
                return ParseNamed();
            default:
                throw Fault(AtEnd ? "a value was expected before the end" : $"a value was expected, not `{Current}`");
        }
    }

    private BicepExpression ParseNamed()
    {
        var start = _at;
        var name = TakeName();
        if (Current == '(')
        {
            return new BicepCall(null, name, ParseArguments(), From(start));
        }
        var mark = _at;
        SkipBlank();
        if (Looking("=>"))
        {
            _at += 2;
            return new BicepLambda([name], ParseExpression(), From(start));
        }
        _at = mark;
        return name switch
        {
            "true" => new BicepLiteral(ConfigValue.Boolean(true, From(start)), From(start)),
            "false" => new BicepLiteral(ConfigValue.Boolean(false, From(start)), From(start)),
            "null" => new BicepLiteral(ConfigValue.Null(From(start)), From(start)),
            _ => new BicepName(name, From(start)),
        };
    }

    private ImmutableArray<BicepExpression> ParseArguments()
    {
        _at++;
        var arguments = ImmutableArray.CreateBuilder<BicepExpression>();
        SkipBlank();
        while (!TryTake(')'))
        {
            arguments.Add(ParseExpression());
            SkipBlank();
            if (!TryTake(',') && Current != ')')
            {
                throw Fault("`,` or `)` was expected");
            }
            SkipBlank();
        }
        return arguments.ToImmutable();
    }

    private BicepExpression ParseParentheses()
    {
        _at++;
        var inner = ParseExpression();
        SkipBlank();
        Expect(')');
        return inner;
    }

    private BicepLambda? TryParseLambda()
    {
        var start = _at;
        var names = ImmutableArray.CreateBuilder<string>();
        _at++;
        SkipBlank();
        while (IsNamePart(Current) && !char.IsDigit(Current))
        {
            names.Add(TakeName());
            SkipBlank();
            TryTake(',');
            SkipBlank();
        }
        if (TryTake(')'))
        {
            SkipBlank();
            if (Looking("=>"))
            {
                _at += 2;
                return new BicepLambda(names.ToImmutable(), ParseExpression(), From(start));
            }
        }
        _at = start;
        return null;
    }

    private BicepExpression ParseArray()
    {
        var start = _at;
        _at++;
        SkipBlank();
        if (LookingAtWord("for"))
        {
            return ParseFor(start);
        }
        var items = ImmutableArray.CreateBuilder<BicepExpression>();
        while (!TryTake(']'))
        {
            var itemStart = _at;
            items.Add(TakeSpread() is { } spread ? spread : ParseExpression());
            EndItem(']', itemStart);
        }
        return new BicepArray(items.ToImmutable(), From(start));
    }

    private BicepSpread? TakeSpread()
    {
        var start = _at;
        if (!Looking("..."))
        {
            return null;
        }
        _at += 3;
        return new BicepSpread(ParseExpression(), From(start));
    }

    /// <summary>Items end with a comma or with their line.</summary>
    private void EndItem(char close, int start)
    {
        Skip(newlines: false);
        if (!TryTake(',') && !AtEnd && Current != '\n' && Current != close)
        {
            throw Fault("a comma or a line break was expected");
        }
        SkipBlank();
        if (AtEnd)
        {
            throw Fault($"`{close}` is missing", start);
        }
    }

    private BicepFor ParseFor(int start)
    {
        _at += 3;
        SkipBlank();
        string item;
        string? index = null;
        if (TryTake('('))
        {
            SkipBlank();
            item = TakeName();
            SkipBlank();
            Expect(',');
            SkipBlank();
            index = TakeName();
            SkipBlank();
            Expect(')');
        }
        else
        {
            item = TakeName();
        }
        SkipBlank();
        if (!LookingAtWord("in"))
        {
            throw Fault("`in` was expected");
        }
        _at += 2;
        var collection = ParseExpression();
        SkipBlank();
        Expect(':');
        SkipBlank();
        BicepExpression? condition = null;
        if (LookingAtWord("if"))
        {
            condition = ParseCondition();
            SkipBlank();
        }
        var body = ParseExpression();
        SkipBlank();
        Expect(']');
        return new BicepFor(item, index, collection, condition, body, From(start));
    }

    private BicepObject ParseObject()
    {
        var start = _at;
        _at++;
        SkipBlank();
        var entries = ImmutableArray.CreateBuilder<(BicepExpression Key, BicepExpression Value)>();
        var resources = ImmutableArray.CreateBuilder<BicepDeclaration>();
        while (!TryTake('}'))
        {
            var itemStart = _at;
            if (Current == '@' || (LookingAtWord("resource") && BeginsResource()))
            {
                resources.Add(ParseDeclaration());
            }
            else if (TakeSpread() is { } spread)
            {
                entries.Add((spread, spread));
            }
            else
            {
                BicepExpression key = Current == '\'' ? ParseString() : new BicepLiteral(ConfigValue.String(TakeName()), From(itemStart));
                SkipBlank();
                Expect(':');
                entries.Add((key, ParseExpression()));
            }
            EndItem('}', itemStart);
        }
        return new BicepObject(entries.ToImmutable(), resources.ToImmutable(), From(start));
    }

    /// <summary>Tells a nested resource from a property that is named <c>resource</c>.</summary>
    private bool BeginsResource()
    {
        var mark = _at;
        _at += "resource".Length;
        Skip(newlines: false);
        var begins = char.IsLetter(Current) || Current == '_';
        _at = mark;
        return begins;
    }
}
