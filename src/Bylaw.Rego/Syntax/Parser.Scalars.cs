using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>Numbers, strings and template strings.</summary>
internal sealed partial class Parser
{
    private const int MaxInternedLength = 32;

    private NumberTerm? ParseNumber()
    {
        var start = Current.Start;
        var isNegative = _kind == TokenKind.Minus;
        if (isNegative)
        {
            Advance();
        }
        var startsWithDot = _kind == TokenKind.Dot;
        if (startsWithDot)
        {
            Advance();
        }
        if (_kind != TokenKind.Number)
        {
            ReportUnexpected("expected number");
            return null;
        }
        var digits = TextOf(_index);
        if (!startsWithDot && digits.Length > 1 && digits[0] == '0' && digits[1] is not ('.' or 'e' or 'E'))
        {
            ReportUnexpected("expected number without leading zero");
            return null;
        }
        if (IsTooBig(digits, startsWithDot))
        {
            Report(ParseDiagnostics.IllegalNumber, CurrentSpan, "numbers reach to about ten to the power of 30,000", Shorten(digits), "number too big");
            return null;
        }
        if (startsWithDot && digits.Contains('.'))
        {
            Report(ParseDiagnostics.IllegalNumber, CurrentSpan, null, Shorten(digits), "invalid float");
            return null;
        }
        var text = (isNegative, startsWithDot) switch
        {
            (false, false) => digits.Length <= 3 ? _names.Intern(digits) : digits.ToString(),
            _ => string.Concat(isNegative ? "-" : "", startsWithDot ? "0." : "", digits),
        };
        Advance();
        return new NumberTerm(SpanFrom(start), text);
    }

    private static string Shorten(ReadOnlySpan<char> digits) =>
        digits.Length <= 40 ? digits.ToString() : string.Concat(digits[..40], "...");

    /// <summary>Tells whether the number lies beyond two to the power of 100,000, or as near to zero. OPA has the same bound.</summary>
    private static bool IsTooBig(ReadOnlySpan<char> digits, bool startsWithDot)
    {
        const double limit = 100_000 * 0.30102999566398;
        if (digits.Length < 10_000 && digits.IndexOfAny('e', 'E') < 0)
        {
            return false;
        }
        var exponentAt = digits.IndexOfAny('e', 'E');
        var mantissa = exponentAt < 0 ? digits : digits[..exponentAt];
        var exponent = 0.0;
        if (exponentAt >= 0)
        {
            exponent = double.Parse(digits[(exponentAt + 1)..], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        }
        var dot = mantissa.IndexOf('.');
        var firstDigit = mantissa.IndexOfAnyInRange('1', '9');
        if (firstDigit < 0)
        {
            return false;
        }
        double magnitude = startsWithDot
            ? -firstDigit - 1
            : dot < 0 ? mantissa.Length - firstDigit - 1
            : firstDigit < dot ? dot - firstDigit - 1 : dot - firstDigit;
        return Math.Abs(magnitude + exponent) > limit;
    }

    private StringTerm? ParseString()
    {
        var span = CurrentSpan;
        var inner = _text.AsSpan(span.Start + 1, span.Length - 2);
        var value = Unescape(inner, isTemplate: false);
        if (value is null)
        {
            Report(ParseDiagnostics.IllegalEscape, span, "\\u takes four hexadecimal digits; control characters are written as escapes");
            return null;
        }
        Advance();
        return new StringTerm(span, value, isRaw: false);
    }

    private StringTerm ParseRawString()
    {
        var span = CurrentSpan;
        Advance();
        return new StringTerm(span, Keep(_text.AsSpan(span.Start + 1, span.Length - 2)), isRaw: true);
    }

    private string Keep(ReadOnlySpan<char> text) => text.Length <= MaxInternedLength ? _names.Intern(text) : text.ToString();

    /// <summary>Resolves escapes as JSON has them; null when they are wrong. A lone surrogate becomes U+FFFD.</summary>
    private string? Unescape(ReadOnlySpan<char> inner, bool isTemplate)
    {
        if (!inner.Contains('\\'))
        {
            return Keep(inner);
        }
        var builder = new StringBuilder(inner.Length);
        for (var i = 0; i < inner.Length; i++)
        {
            var c = inner[i];
            if (c < ' ')
            {
                return null;
            }
            if (c != '\\')
            {
                builder.Append(c);
                continue;
            }
            i++;
            c = i < inner.Length ? inner[i] : '\0';
            switch (c)
            {
                case '"' or '\\' or '/':
                    builder.Append(c);
                    break;
                case '{' when isTemplate:
                    builder.Append(c);
                    break;
                case 'b': builder.Append('\b'); break;
                case 'f': builder.Append('\f'); break;
                case 'n': builder.Append('\n'); break;
                case 'r': builder.Append('\r'); break;
                case 't': builder.Append('\t'); break;
                case 'u':
                    if (!TryReadHex(inner, i + 1, out var unit))
                    {
                        return null;
                    }
                    i += 4;
                    if (char.IsHighSurrogate(unit) && i + 2 < inner.Length && inner[i + 1] == '\\' && inner[i + 2] == 'u'
                        && TryReadHex(inner, i + 3, out var low) && char.IsLowSurrogate(low))
                    {
                        builder.Append(unit).Append(low);
                        i += 6;
                    }
                    else
                    {
                        builder.Append(char.IsSurrogate(unit) ? '\uFFFD' : unit);
                    }
                    break;
                default:
                    return null;
            }
        }
        return builder.ToString();
    }

    private static bool TryReadHex(ReadOnlySpan<char> text, int index, out char unit)
    {
        unit = '\0';
        if (index + 4 > text.Length || !ushort.TryParse(text.Slice(index, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value))
        {
            return false;
        }
        unit = (char)value;
        return true;
    }

    private TemplateStringTerm? ParseTemplate()
    {
        var start = Current.Start;
        var isRaw = _kind is TokenKind.RawTemplatePart or TokenKind.RawTemplateEnd;
        var parts = ImmutableArray.CreateBuilder<TemplatePart>();
        var opening = 2;
        while (true)
        {
            if (_kind is not (TokenKind.TemplatePart or TokenKind.TemplateEnd or TokenKind.RawTemplatePart or TokenKind.RawTemplateEnd))
            {
                ReportUnexpected("expected } to end template string expression");
                return null;
            }
            if (!TryAddText(parts, opening, isRaw))
            {
                return null;
            }
            var isEnd = _kind is TokenKind.TemplateEnd or TokenKind.RawTemplateEnd;
            Advance();
            if (isEnd)
            {
                return new TemplateStringTerm(SpanFrom(start), parts.DrainToImmutable(), isRaw);
            }
            opening = 1;
            if (ParseTemplateExpression() is not { } expression)
            {
                return null;
            }
            parts.Add(new TemplatePart(expression.Span, null, expression));
        }
    }

    private bool TryAddText(ImmutableArray<TemplatePart>.Builder parts, int opening, bool isRaw)
    {
        var span = TextSpan.FromBounds(Current.Start + opening, Current.End - 1);
        var text = _source.Slice(span);
        var value = isRaw ? text.ToString().Replace("\\{", "{", StringComparison.Ordinal) : Unescape(text, isTemplate: true);
        if (value is null)
        {
            Report(ParseDiagnostics.IllegalEscape, span, "\\u takes four hexadecimal digits; control characters are written as escapes");
            return false;
        }
        if (value.Length > 0)
        {
            parts.Add(new TemplatePart(span, value, null));
        }
        return true;
    }

    private LiteralSyntax? ParseTemplateExpression()
    {
        if (_kind is TokenKind.TemplatePart or TokenKind.TemplateEnd or TokenKind.RawTemplatePart or TokenKind.RawTemplateEnd
            && _text[Current.Start] == '}')
        {
            Report(ParseDiagnostics.TemplateExpression, CurrentSpan, "write the braces as `\\{` to have them in the text", "end");
            return null;
        }
        var literal = ParseLiteral();
        if (literal is null)
        {
            return null;
        }
        var what = literal switch
        {
            { IsNegated: true } or { Expression: NotBodyExpression } => "negation ('not')",
            { Expression: AssignmentExpression { IsAssignment: true } } => "assignment (':=')",
            { Expression: AssignmentExpression } => "unification ('=')",
            { Expression: EveryExpression } => "'every'",
            { Expression: SomeExpression or SomeInExpression } => "'some'",
            { Expression: LogicalExpression { IsAnd: true } } => "'and'",
            { Expression: LogicalExpression } => "'or'",
            _ => null,
        };
        if (what is not null)
        {
            Report(ParseDiagnostics.TemplateExpression, literal.Span, "move it into the body, and name the value here", what);
            return null;
        }
        return literal;
    }
}
