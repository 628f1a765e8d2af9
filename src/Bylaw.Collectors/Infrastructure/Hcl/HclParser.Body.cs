using System.Collections.Immutable;

namespace Bylaw.Collectors.Infrastructure.Hcl;

/// <summary>Attributes and blocks, and how reading goes on after a fault in one of them.</summary>
internal sealed partial class HclParser
{
    private HclBody ParseBody(HclSpan? openBrace)
    {
        var start = _at;
        var depth = _depth;
        var attributes = ImmutableArray.CreateBuilder<HclAttribute>();
        var blocks = ImmutableArray.CreateBuilder<HclBlock>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        while (true)
        {
            var itemStart = _at;
            try
            {
                SkipBlank();
                itemStart = _at;
                if (AtEnd)
                {
                    if (openBrace is { } brace)
                    {
                        _diagnostics.Add(new HclDiagnostic("this block is never closed", brace));
                    }
                    break;
                }
                if (openBrace is not null && Current == '}')
                {
                    break;
                }
                ParseItem(attributes, blocks, seen);
            }
            catch (HclSyntaxException fault) when (!fault.IsLimit)
            {
                Report(fault);
                _depth = depth;
                Recover(itemStart);
                // A bracket that closes nothing ends no item either; going past it is what makes the loop end.
                if (_at <= itemStart && !(openBrace is not null && Current == '}'))
                {
                    _at = Math.Min(itemStart + 1, _end);
                }
            }
        }
        return new HclBody(attributes.ToImmutable(), blocks.ToImmutable(), new HclSpan(start, _at));
    }

    private void ParseItem(ImmutableArray<HclAttribute>.Builder attributes, ImmutableArray<HclBlock>.Builder blocks, HashSet<string> seen)
    {
        var start = _at;
        var name = TakeIdentifier();
        var nameSpan = new HclSpan(start, _at);
        Skip(newlines: false);
        if (Current == '=' && Next != '=')
        {
            var attribute = ParseAttribute(name, nameSpan);
            EndLine("an attribute must end with a line break");
            if (!seen.Add(name))
            {
                _diagnostics.Add(new HclDiagnostic($"attribute `{name}` is set twice in this block", nameSpan));
                return;
            }
            attributes.Add(attribute);
            return;
        }
        blocks.Add(ParseBlock(name, nameSpan));
        EndLine("a block must end with a line break");
    }

    private HclAttribute ParseAttribute(string name, HclSpan nameSpan)
    {
        _at++;
        Skip(newlines: false);
        var value = ParseWholeExpression(newlines: false);
        return new HclAttribute(name, nameSpan, value, new HclSpan(nameSpan.Start, value.Span.End));
    }

    private HclBlock ParseBlock(string type, HclSpan typeSpan)
    {
        var labels = ImmutableArray.CreateBuilder<string>();
        while (!AtEnd && Current != '{')
        {
            if (Current == '"')
            {
                labels.Add(ParseLabel());
            }
            else if (IsIdentifierStart(Current))
            {
                labels.Add(TakeIdentifier());
            }
            else
            {
                throw Fault(labels.Count == 0 ? $"`{type}` must be followed by `=` or by a block" : "a block label or `{` was expected", _at, _at + 1);
            }
            Skip(newlines: false);
        }
        if (AtEnd)
        {
            throw Fault($"`{type}` must be followed by `=` or by a block", typeSpan.Start, typeSpan.End);
        }
        Enter(_at);
        var open = new HclSpan(_at, _at + 1);
        _at++;
        Skip(newlines: false);
        var body = Current is '\n' || AtEnd ? ParseBody(open) : ParseSingleLine();
        if (!AtEnd)
        {
            _at++;
        }
        _depth--;
        return new HclBlock(type, typeSpan, labels.ToImmutable(), body, open, new HclSpan(typeSpan.Start, _at));
    }

    /// <summary>A block on one line may hold one attribute and nothing else.</summary>
    private HclBody ParseSingleLine()
    {
        var start = _at;
        if (Current == '}')
        {
            return new HclBody([], [], new HclSpan(start, start));
        }
        var name = TakeIdentifier();
        var nameSpan = new HclSpan(start, _at);
        Skip(newlines: false);
        if (Current != '=' || Next == '=')
        {
            // The tokens up to the inner brace are what is wrong.
            var brace = _text.IndexOf('{', _at);
            throw Fault("a block on one line cannot hold another block", start, brace < 0 ? nameSpan.End : brace + 1);
        }
        var attribute = ParseAttribute(name, nameSpan);
        Skip(newlines: false);
        if (Current == ',')
        {
            throw Fault("a block on one line can hold one attribute only", _at, _at + 1);
        }
        if (Current != '}')
        {
            throw Fault("the closing brace of a one-line block must stand on the same line", _at, _at + 1);
        }
        return new HclBody([attribute], [], new HclSpan(start, _at));
    }

    private string ParseLabel()
    {
        var start = _at;
        var tokens = ParseQuoted();
        return tokens.Parts switch
        {
            [] => string.Empty,
            [HclTemplateText text] => text.Text,
            _ => throw Fault("a block label cannot hold an interpolation", start, _at),
        };
    }

    private void EndLine(string message)
    {
        Skip(newlines: false);
        if (AtEnd || Current == '\n' || (Current == '}' && _depth > 0))
        {
            if (Current == '}')
            {
                throw Fault("the closing brace must stand on a line of its own", _at, _at + 1);
            }
            return;
        }
        throw Fault(Current == ',' ? "attributes stand on lines of their own, without a comma" : message, _at, _at + 1);
    }

    /// <summary>Goes to the end of the item that was broken: its line, or the close of the brackets that were opened since it began.</summary>
    private void Recover(int itemStart)
    {
        var faultAt = _at;
        _at = itemStart;
        var open = 0;
        while (!AtEnd)
        {
            var c = Current;
            if (c == '"')
            {
                SkipStringLoosely();
                continue;
            }
            if (c == '#' || (c == '/' && Next is '/' or '*' && c == '/'))
            {
                try
                {
                    var before = _at;
                    Skip(newlines: false);
                    if (_at > before)
                    {
                        continue;
                    }
                }
                catch (HclSyntaxException)
                {
                    return;
                }
            }
            if (c is '{' or '[' or '(')
            {
                open++;
            }
            else if (c is '}' or ']' or ')')
            {
                if (open == 0)
                {
                    return;
                }
                open--;
            }
            else if (c == '\n' && open == 0 && _at >= faultAt)
            {
                return;
            }
            _at++;
        }
    }

    private void SkipStringLoosely()
    {
        _at++;
        while (!AtEnd && Current is not ('"' or '\n'))
        {
            _at += Current == '\\' ? 2 : 1;
        }
        _at = Math.Min(_at + (Current == '"' ? 1 : 0), _end);
    }
}
