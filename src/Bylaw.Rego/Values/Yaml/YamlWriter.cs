using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Bylaw.Rego.Values.Yaml;

/// <summary>Writes values as YAML in block style: keys sorted, strings quoted only where they would be read as something else.</summary>
internal sealed class YamlWriter
{
    private const int WorkPerNode = 10;

    private readonly StringBuilder _output;

    private readonly Action<int>? _spend;

    private readonly int _most;

    private YamlWriter(StringBuilder output, int most, Action<int>? spend) => (_output, _most, _spend) = (output, most, spend);

    /// <summary>Writes a value.</summary>
    /// <param name="value">A defined value; sets are written as sequences.</param>
    /// <returns>A YAML document that ends with a line break.</returns>
    /// <exception cref="ValueTooLongException">The value is too long to be written.</exception>
    public static string Write(in RegoValue value)
    {
        var output = new StringBuilder();
        return TryAppend(output, value, ValueTooLongException.MostText) ? output.ToString() : throw new ValueTooLongException(ValueTooLongException.MostText);
    }

    /// <summary>Appends a value as a YAML document that ends with a line break.</summary>
    /// <param name="output">Where the text goes.</param>
    /// <param name="value">A defined value.</param>
    /// <param name="most">How long the text may get.</param>
    /// <param name="spend">Is told of work done, to look at limits; null for none.</param>
    /// <returns>False when it would be longer: its beginning was appended then, somewhat more than may be.</returns>
    public static bool TryAppend(StringBuilder output, in RegoValue value, int most, Action<int>? spend = null)
    {
        new YamlWriter(output, most, spend).WriteValue(value, 0);
        if (output[^1] != '\n')
        {
            output.Append('\n');
        }
        return output.Length <= most;
    }

    private void WriteValue(in RegoValue value, int indent)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_output.Length > _most)
        {
            return;
        }
        _spend?.Invoke(WorkPerNode);
        switch (value.Reference)
        {
            case RegoObject obj:
                WriteMapping(obj, indent);
                break;
            case RegoArray array:
                WriteSequence(array.AsSpan(), indent);
                break;
            case RegoSet set:
                WriteSequence(set.ToSortedArray(), indent);
                break;
            case string text:
                WriteString(text, indent);
                break;
            default:
                _output.Append(value.IsNumber ? WriteNumber(value) : value.ToString());
                break;
        }
    }

    private void WriteMapping(RegoObject obj, int indent)
    {
        if (obj.Count == 0)
        {
            _output.Append("{}");
            return;
        }
        var entries = new List<(string Key, RegoValue Value)>(obj.Count);
        foreach (var (key, value) in obj)
        {
            entries.Add((key.TryGetString(out var text) ? text : key.ToJson(), value));
        }
        entries.Sort((a, b) => NaturalOrder.Compare(a.Key, b.Key));
        for (var i = 0; i < entries.Count && _output.Length <= _most; i++)
        {
            if (i > 0)
            {
                BreakLine(indent);
            }
            WriteKey(entries[i].Key);
            var value = entries[i].Value;
            if (value.Kind is ValueKind.Object && value.AsObject().Count > 0)
            {
                BreakLine(indent + 2);
                WriteValue(value, indent + 2);
            }
            else if (IsFilledSequence(value))
            {
                // A sequence below a key stands as far in as the key.
                BreakLine(indent);
                WriteValue(value, indent);
            }
            else
            {
                _output.Append(' ');
                WriteValue(value, indent);
            }
        }
    }

    private void WriteSequence(ReadOnlySpan<RegoValue> items, int indent)
    {
        if (items.IsEmpty)
        {
            _output.Append("[]");
            return;
        }
        for (var i = 0; i < items.Length; i++)
        {
            if (i > 0)
            {
                BreakLine(indent);
            }
            _output.Append("- ");
            WriteValue(items[i], items[i].IsString ? indent : indent + 2);
        }
    }

    private static bool IsFilledSequence(in RegoValue value) =>
        (value.TryGetArray(out var array) && array.Count > 0) || (value.TryGetSet(out var set) && set.Count > 0);

    private void WriteKey(string key)
    {
        if (CanStandPlain(key))
        {
            _output.Append(key);
        }
        else
        {
            WriteQuoted(key);
        }
        _output.Append(':');
    }

    private void WriteString(string text, int indent)
    {
        if (text.Contains('\n', StringComparison.Ordinal) && CanStandAsBlock(text))
        {
            WriteBlock(text, indent);
        }
        else if (CanStandPlain(text))
        {
            _output.Append(text);
        }
        else
        {
            WriteQuoted(text);
        }
    }

    private void WriteBlock(string text, int indent)
    {
        var trailing = text.Length - text.TrimEnd('\n').Length;
        _output.Append('|').Append(trailing == 0 ? "-" : trailing == 1 ? "" : "+");
        var lines = (trailing == 0 ? text : text[..^1]).Split('\n');
        foreach (var line in lines)
        {
            _output.Append('\n');
            if (line.Length > 0)
            {
                _output.Append(' ', indent + 2).Append(line);
            }
        }
    }

    private static bool CanStandAsBlock(string text) =>
        text.TrimStart('\n').Length > 0 && text[0] is not (' ' or '\n' or '\t')
        && text.Split('\n').All(line => line.Length == 0 || (!char.IsWhiteSpace(line[^1]) && line.All(c => c == '\t' || IsPrintable(c))));

    private static bool CanStandPlain(string text)
    {
        if (text.Length == 0 || char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1]) || !text.All(IsPrintable) || !YamlScalar.IsPlainString(text))
        {
            return false;
        }
        if (",[]{}#&*!|>'\"%@`".Contains(text[0], StringComparison.Ordinal) || text.StartsWith("---", StringComparison.Ordinal) || text.StartsWith("...", StringComparison.Ordinal))
        {
            return false;
        }
        if (text[0] is '-' or '?' or ':' && (text.Length == 1 || text[1] == ' '))
        {
            return false;
        }
        return !text.Contains(": ", StringComparison.Ordinal) && !text.Contains(" #", StringComparison.Ordinal) && text[^1] != ':';
    }

    private static bool IsPrintable(char c) => c is >= ' ' and < '\u007F' or '\u0085' or (>= '\u00A0' and not ('\uFEFF' or '\u2028' or '\u2029'));

    private void WriteQuoted(string text)
    {
        // A string that only looks like another scalar needs no escapes.
        _output.Append('"');
        foreach (var c in text)
        {
            switch (c)
            {
                case '"':
                    _output.Append("\\\"");
                    break;
                case '\\':
                    _output.Append("\\\\");
                    break;
                case '\n':
                    _output.Append("\\n");
                    break;
                case '\r':
                    _output.Append("\\r");
                    break;
                case '\t':
                    _output.Append("\\t");
                    break;
                default:
                    if (IsPrintable(c))
                    {
                        _output.Append(c);
                    }
                    else
                    {
                        _output.Append("\\u").Append(((int)c).ToString("X4", CultureInfo.InvariantCulture));
                    }
                    break;
            }
        }
        _output.Append('"');
    }

    /// <summary>Numbers beyond 64 bits and those with a point pass through a double, as they do in OPA.</summary>
    private static string WriteNumber(in RegoValue value)
    {
        if (NumberArithmetic.TryGetInteger(value, out var integer) && integer >= long.MinValue && integer <= ulong.MaxValue)
        {
            return integer.ToString(CultureInfo.InvariantCulture);
        }
        var real = value.AsDouble();
        return double.IsFinite(real) ? RegoValue.From(real).NumberAsText().Replace("E", "e", StringComparison.Ordinal) : value.NumberAsText();
    }

    private void BreakLine(int indent) => _output.Append('\n').Append(' ', indent);
}
