using System.Collections.Immutable;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Expressions by precedence. <c>newlines</c> says whether a line break is only a space here, as inside brackets.</summary>
internal sealed partial class HclParser
{
    private static readonly string[][] _levels =
    [
        ["||"], ["&&"], ["==", "!="], ["<=", ">=", "<", ">"], ["+", "-"], ["*", "/", "%"],
    ];

    private HclExpression ParseWholeExpression(bool newlines)
    {
        Enter(_at);
        var start = _at;
        var condition = ParseBinary(0, newlines);
        var mark = _at;
        // Terraform accepts a break before `?`; the reference parser does so inside brackets only, other readers everywhere.
        Skip(newlines || FollowsAfterBreak('?'));
        if (Current != '?')
        {
            _at = mark;
            _depth--;
            return condition;
        }
        _at++;
        SkipBlank();
        var then = ParseWholeExpression(newlines: newlines);
        SkipBlank();
        if (!TryTake(':'))
        {
            throw Fault("a conditional needs `:` between its two results", _at, _at + 1);
        }
        SkipBlank();
        var otherwise = ParseWholeExpression(newlines);
        _depth--;
        return new HclConditional(condition, then, otherwise, new HclSpan(start, otherwise.Span.End));
    }

    private bool FollowsAfterBreak(char wanted)
    {
        var mark = _at;
        SkipBlank();
        var found = Current == wanted;
        _at = mark;
        return found;
    }

    private HclExpression ParseBinary(int level, bool newlines)
    {
        if (level == _levels.Length)
        {
            return ParseUnary(newlines);
        }
        var left = ParseBinary(level + 1, newlines);
        while (true)
        {
            var mark = _at;
            Skip(newlines);
            if (TakeOperator(level) is not { } op)
            {
                _at = mark;
                return left;
            }
            SkipBlank();
            var right = ParseBinary(level + 1, newlines);
            left = new HclBinary(op, left, right, new HclSpan(left.Span.Start, right.Span.End));
        }
    }

    private string? TakeOperator(int level)
    {
        foreach (var op in _levels[level])
        {
            if (Looking(op) && !(op == "/" && Next is '/' or '*' && op == "/"))
            {
                _at += op.Length;
                return op;
            }
        }
        return null;
    }

    private HclExpression ParseUnary(bool newlines)
    {
        var start = _at;
        if (Current is '!' or '-' && !(Current == '!' && Next == '='))
        {
            Enter(_at);
            var op = Current.ToString();
            _at++;
            Skip(newlines);
            var operand = ParseUnary(newlines);
            _depth--;
            return new HclUnary(op, operand, new HclSpan(start, operand.Span.End));
        }
        return ParsePostfix(ParsePrimary(newlines), newlines);
    }

    private HclExpression ParsePostfix(HclExpression target, bool newlines)
    {
        var start = target.Span.Start;
        while (true)
        {
            var mark = _at;
            Skip(newlines);
            if (Current == '.' && Next != '.')
            {
                _at++;
                Skip(newlines);
                if (TryTake('*'))
                {
                    return ParseSplat(target, isFull: false, newlines);
                }
                target = ParseAttributeStep(target, start);
            }
            else if (Current == '[')
            {
                _at++;
                SkipBlank();
                if (Current == '*' && ClosesIndex())
                {
                    return ParseSplat(target, isFull: true, newlines);
                }
                var key = ParseWholeExpression(newlines: true);
                SkipBlank();
                Expect(']', "an index must end with `]`");
                target = new HclIndex(target, key, false, new HclSpan(start, _at));
            }
            else
            {
                _at = mark;
                return target;
            }
        }
    }

    private bool ClosesIndex()
    {
        var mark = _at;
        _at++;
        SkipBlank();
        if (TryTake(']'))
        {
            return true;
        }
        _at = mark;
        return false;
    }

    /// <summary>One step after a dot: a name, or digits in the old index form (<c>a.0</c>, <c>a.0.1</c>).</summary>
    private HclExpression ParseAttributeStep(HclExpression target, int start)
    {
        var at = _at;
        if (char.IsAsciiDigit(Current))
        {
            while (char.IsAsciiDigit(Current))
            {
                _at++;
            }
            var key = new HclLiteral(ConfigValue.Number(TrimZeros(_text[at.._at])), new HclSpan(at, _at));
            return new HclIndex(target, key, true, new HclSpan(start, _at));
        }
        var name = TakeIdentifier();
        return new HclGetAttribute(target, name, new HclSpan(start, _at));
    }

    private static string TrimZeros(string digits) => digits.TrimStart('0') is { Length: > 0 } rest ? rest : "0";

    /// <summary>Everything after <c>[*]</c> belongs to each item; after <c>.*</c> attribute steps do, and an index ends it.</summary>
    private HclSplat ParseSplat(HclExpression target, bool isFull, bool newlines)
    {
        var start = target.Span.Start;
        var item = new HclSplatItem(new HclSpan(_at, _at));
        HclExpression each = item;
        if (isFull)
        {
            each = ParsePostfix(item, newlines);
        }
        else
        {
            while (Current == '.' && Next != '.')
            {
                _at++;
                if (TryTake('*'))
                {
                    each = ParseSplat(each, isFull: false, newlines);
                    break;
                }
                each = ParseAttributeStep(each, start);
            }
        }
        return new HclSplat(target, each, item, isFull, new HclSpan(start, _at));
    }

    private void Expect(char wanted, string message)
    {
        if (!TryTake(wanted))
        {
            throw Fault(message, _at, _at + 1);
        }
    }
}
