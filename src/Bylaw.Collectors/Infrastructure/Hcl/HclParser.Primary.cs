using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Literals, names, calls, brackets, tuples, objects and for expressions.</summary>
internal sealed partial class HclParser
{
    private HclExpression ParsePrimary(bool newlines)
    {
        var start = _at;
        if (AtEnd)
        {
            throw Fault("a value was expected before the end of the file", start, start);
        }
        switch (Current)
        {
            case '(':
                _at++;
                SkipBlank();
                var inner = ParseWholeExpression(newlines: true);
                SkipBlank();
                Expect(')', "a bracket is not closed with `)`");
                return new HclParentheses(inner, new HclSpan(start, _at));
            case '[':
                return ParseTuple();
            case '{':
                return ParseObject();
            case '"':
                return ParseQuoted();
            case '<' when Next == '<':
                return ParseHeredoc();
            case var c when char.IsAsciiDigit(c):
                return ParseNumber();
            case var c when IsIdentifierStart(c):
                return ParseName(newlines);
            default:
                throw Fault(Current == '\n' ? "a value was expected before the end of the line" : $"a value was expected, not `{Current}`", start, start + 1);
        }
    }

    private HclLiteral ParseNumber()
    {
        var start = _at;
        TakeDigits();
        if (Current == '.' && char.IsAsciiDigit(Next))
        {
            _at++;
            TakeDigits();
        }
        if (Current is 'e' or 'E')
        {
            var mark = _at;
            _at++;
            if (Current is '+' or '-')
            {
                _at++;
            }
            if (!char.IsAsciiDigit(Current))
            {
                _at = mark;
                throw Fault("a number's exponent has no digits", start, mark + 1);
            }
            TakeDigits();
        }
        var span = new HclSpan(start, _at);
        if (!BigFloat.TryParse(_text.AsSpan(start, _at - start), out var number))
        {
            throw Fault("this number is too large", start, _at);
        }
        return new HclLiteral(number.ToValue(_source.At(span.Start, span.End)), span);
    }

    private void TakeDigits()
    {
        while (char.IsAsciiDigit(Current))
        {
            _at++;
        }
    }

    private HclExpression ParseName(bool newlines)
    {
        var start = _at;
        var name = TakeIdentifier();
        while (Current == ':' && Next == ':')
        {
            _at += 2;
            name += "::" + TakeIdentifier();
        }
        var end = _at;
        Skip(newlines: false);
        if (Current == '(')
        {
            return ParseCall(name, start);
        }
        _at = end;
        var span = new HclSpan(start, end);
        var position = _source.At(start, end);
        return name switch
        {
            "true" => new HclLiteral(ConfigValue.Boolean(true, position), span),
            "false" => new HclLiteral(ConfigValue.Boolean(false, position), span),
            "null" => new HclLiteral(ConfigValue.Null(position), span),
            _ => new HclVariable(name, span),
        };
    }

    private HclCall ParseCall(string name, int start)
    {
        var open = _at;
        _at++;
        var arguments = ImmutableArray.CreateBuilder<HclExpression>();
        var expands = false;
        while (true)
        {
            SkipBlank();
            if (TryTake(')'))
            {
                break;
            }
            if (AtEnd)
            {
                throw Fault($"the call of `{name}` is never closed", open, open + 1);
            }
            arguments.Add(ParseWholeExpression(newlines: true));
            SkipBlank();
            if (Looking("..."))
            {
                _at += 3;
                expands = true;
                SkipBlank();
                TryTake(',');
                SkipBlank();
                Expect(')', "`...` must follow the last argument");
                break;
            }
            if (!TryTake(',') && Current != ')')
            {
                throw Fault($"arguments of `{name}` need a comma between them", _at, _at + 1);
            }
        }
        return new HclCall(name, arguments.ToImmutable(), expands, new HclSpan(start, _at));
    }

    private HclExpression ParseTuple()
    {
        var start = _at;
        _at++;
        SkipBlank();
        if (LookingAtKeyword("for") && !IsPlainName("for"))
        {
            return ParseFor(start, ']');
        }
        var items = ImmutableArray.CreateBuilder<HclExpression>();
        while (!TryTake(']'))
        {
            if (AtEnd)
            {
                throw Fault("a list is never closed", start, start + 1);
            }
            items.Add(ParseWholeExpression(newlines: true));
            SkipBlank();
            if (!TryTake(',') && Current != ']')
            {
                throw Fault("list items need a comma between them", _at, _at + 1);
            }
            SkipBlank();
        }
        return new HclTuple(items.ToImmutable(), new HclSpan(start, _at));
    }

    private HclExpression ParseObject()
    {
        var start = _at;
        _at++;
        SkipBlank();
        if (LookingAtKeyword("for") && !IsPlainName("for"))
        {
            return ParseFor(start, '}');
        }
        var items = ImmutableArray.CreateBuilder<HclObjectItem>();
        while (!TryTake('}'))
        {
            if (AtEnd)
            {
                throw Fault("an object is never closed", start, start + 1);
            }
            var key = ParseWholeExpression(newlines: false);
            Skip(newlines: false);
            if (!(Current is '=' or ':'))
            {
                throw Fault("an object key must be followed by `=` or `:`", _at, _at + 1);
            }
            _at++;
            SkipBlank();
            var value = ParseWholeExpression(newlines: false);
            items.Add(new HclObjectItem(key, value));
            Skip(newlines: false);
            if (!TryTake(',') && !(Current is '}' or '\n'))
            {
                throw Fault("object items need a comma or a line break between them", _at, _at + 1);
            }
            SkipBlank();
        }
        return new HclObject(items.ToImmutable(), new HclSpan(start, _at));
    }

    /// <summary>Tells <c>{ for = 1 }</c> from a for expression.</summary>
    private bool IsPlainName(string word)
    {
        var mark = _at;
        _at += word.Length;
        SkipBlank();
        var plain = Current is '=' or ':' or ',' or ']' or '.';
        _at = mark;
        return plain;
    }

    private HclFor ParseFor(int start, char close)
    {
        _at += "for".Length;
        SkipBlank();
        var (key, value, collection) = ParseForHead();
        SkipBlank();
        Expect(':', "a for expression needs `:` after its collection");
        SkipBlank();
        var result = ParseWholeExpression(newlines: true);
        HclExpression? keyExpression = null;
        SkipBlank();
        if (Looking("=>"))
        {
            _at += 2;
            SkipBlank();
            keyExpression = result;
            result = ParseWholeExpression(newlines: true);
            SkipBlank();
        }
        if (keyExpression is null != (close == ']'))
        {
            throw Fault(close == ']' ? "a list for expression has no `=>`" : "an object for expression needs `=>`", start, _at);
        }
        var groups = Looking("...");
        if (groups)
        {
            _at += 3;
            SkipBlank();
        }
        HclExpression? condition = null;
        if (LookingAtKeyword("if"))
        {
            _at += 2;
            SkipBlank();
            condition = ParseWholeExpression(newlines: true);
            SkipBlank();
        }
        Expect(close, $"a for expression must end with `{close}`");
        return new HclFor(key, value, collection, keyExpression, result, condition, groups, new HclSpan(start, _at));
    }

    private (string? Key, string Value, HclExpression Collection) ParseForHead()
    {
        string? key = null;
        var value = TakeIdentifier();
        SkipBlank();
        if (TryTake(','))
        {
            SkipBlank();
            key = value;
            value = TakeIdentifier();
            SkipBlank();
        }
        if (!LookingAtKeyword("in"))
        {
            throw Fault("a for expression needs `in` after its names", _at, _at + 1);
        }
        _at += 2;
        SkipBlank();
        return (key, value, ParseWholeExpression(newlines: true));
    }
}
