using Bylaw.Rego.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bylaw.Rego.Bundles;

/// <summary>Reads YAML documents into values, by the core schema of YAML 1.2: <c>on</c> and <c>yes</c> are strings.</summary>
public static class YamlValues
{
    private const int MaxDepth = 500;
    private const int MaxNodes = 5_000_000;

    /// <summary>Reads the first document of a YAML text.</summary>
    /// <param name="text">YAML text; empty text is <c>null</c>.</param>
    /// <returns>The value; keys that are no strings become their text.</returns>
    /// <exception cref="FormatException">The text is not YAML, nests deeper than 500, or grows beyond 5,000,000 nodes by aliases.</exception>
    public static RegoValue Read(string text)
    {
        var all = ReadAll(text);
        return all.Count == 0 ? RegoValue.Null : all[0];
    }

    /// <summary>Reads all documents of a YAML text.</summary>
    /// <param name="text">YAML text.</param>
    /// <returns>One value a document.</returns>
    /// <exception cref="FormatException">As for <see cref="Read"/>.</exception>
    public static IReadOnlyList<RegoValue> ReadAll(string text)
    {
        try
        {
            var parser = new Parser(new StringReader(text));
            var documents = new List<RegoValue>();
            parser.Consume<StreamStart>();
            while (parser.TryConsume<DocumentStart>(out _))
            {
                documents.Add(new Reader(parser).ReadNode(0));
                parser.Consume<DocumentEnd>();
            }
            return documents;
        }
        catch (YamlException error)
        {
            throw new FormatException($"line {error.Start.Line}, column {error.Start.Column}: {error.InnerException?.Message ?? error.Message}", error);
        }
        catch (InvalidOperationException error)
        {
            // The YAML reader's own way to say that it was asked past the end of a broken text.
            throw new FormatException("the document ends too early", error);
        }
    }

    private sealed class Reader(IParser parser)
    {
        private readonly Dictionary<string, RegoValue> _anchors = new(StringComparer.Ordinal);
        private int _nodes;

        public RegoValue ReadNode(int depth)
        {
            if (depth > MaxDepth || ++_nodes > MaxNodes)
            {
                throw new FormatException($"line {parser.Current?.Start.Line}: the document is too deep or too large");
            }
            switch (parser.Current)
            {
                case AnchorAlias alias:
                    parser.MoveNext();
                    return _anchors.TryGetValue(alias.Value.Value, out var known)
                        ? known
                        : throw new FormatException($"line {alias.Start.Line}: unknown alias `{alias.Value.Value}`");
                case Scalar scalar:
                    parser.MoveNext();
                    return Keep(scalar, ToScalar(scalar));
                case SequenceStart sequence:
                    return ReadSequence(sequence, depth);
                case MappingStart mapping:
                    return ReadMapping(mapping, depth);
                default:
                    throw new FormatException($"line {parser.Current?.Start.Line}: unexpected {parser.Current?.GetType().Name}");
            }
        }

        private RegoValue ReadSequence(SequenceStart start, int depth)
        {
            parser.MoveNext();
            var items = new List<RegoValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(ReadNode(depth + 1));
            }
            return Keep(start, RegoArray.Create([.. items]));
        }

        private RegoValue ReadMapping(MappingStart start, int depth)
        {
            parser.MoveNext();
            var builder = new ObjectBuilder();
            var merged = new List<RegoValue>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var isMerge = parser.Current is Scalar { Value: "<<", Style: ScalarStyle.Plain };
                var key = ReadNode(depth + 1);
                var value = ReadNode(depth + 1);
                if (isMerge)
                {
                    merged.Add(value);
                }
                else
                {
                    builder.Set(key.TryGetString(out var text) ? text : key.ToJson(), value);
                }
            }
            foreach (var source in merged.SelectMany(m => m.TryGetArray(out var list) ? list.AsSpan().ToArray() : [m]))
            {
                if (source.TryGetObject(out var obj))
                {
                    foreach (var (key, value) in obj)
                    {
                        builder.TryAdd(key, value);
                    }
                }
            }
            return Keep(start, builder.Build());
        }

        private RegoValue Keep(NodeEvent node, RegoValue value)
        {
            if (!node.Anchor.IsEmpty)
            {
                _anchors[node.Anchor.Value] = value;
            }
            return value;
        }

        private static RegoValue ToScalar(Scalar scalar)
        {
            var text = scalar.Value;
            if (scalar.Style != ScalarStyle.Plain || scalar.Tag == "tag:yaml.org,2002:str" || scalar.Tag == "!!str")
            {
                return text;
            }
            return text switch
            {
                "" or "~" or "null" or "Null" or "NULL" => RegoValue.Null,
                "true" or "True" or "TRUE" => true,
                "false" or "False" or "FALSE" => false,
                _ => ToNumber(text),
            };
        }

        private static RegoValue ToNumber(string text)
        {
            if (RegoValue.TryParseNumber(text, out var number) || (text[0] == '+' && RegoValue.TryParseNumber(text.AsSpan(1), out number)))
            {
                return number;
            }
            if (text.StartsWith("0x", StringComparison.Ordinal)
                && long.TryParse(
                    text.AsSpan(2), System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var hex))
            {
                return hex;
            }
            if (text.StartsWith("0o", StringComparison.Ordinal) && text.Length is > 2 and < 22 && text.AsSpan(2).IndexOfAnyExceptInRange('0', '7') < 0)
            {
                return Convert.ToInt64(text[2..], 8);
            }
            // Forms that YAML allows and JSON does not: .5, 1., 01.5
            return double.TryParse(text, System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out var value)
                && double.IsFinite(value)
                && (char.IsAsciiDigit(text[0]) || text[0] is '.' or '-' or '+')
                && text.AsSpan().IndexOfAny("nNiI") < 0
                ? RegoValue.From(value)
                : text;
        }
    }
}
