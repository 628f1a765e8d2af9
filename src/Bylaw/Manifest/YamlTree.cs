using System.Globalization;
using System.Text.Json.Nodes;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Bylaw.Manifest;

/// <summary>A YAML document as JSON, with the line and column of every node by JSON pointer.</summary>
/// <param name="Root">The document; an empty one is an empty object.</param>
/// <param name="Places">Line and column, from 1, by JSON pointer.</param>
public sealed record YamlTree(JsonNode Root, IReadOnlyDictionary<string, (int Line, int Column)> Places)
{
    private const int MaxDepth = 100;
    private const int MaxNodes = 200_000;

    /// <summary>Reads one YAML document by the core schema of YAML 1.2.</summary>
    /// <param name="text">YAML text.</param>
    /// <returns>The document with its places.</returns>
    /// <exception cref="FormatException">The text is not YAML, repeats a key, or is too deep or large; the message begins with line and column.</exception>
    public static YamlTree Read(string text)
    {
        var stream = new YamlStream();
        try
        {
            RefuseCycles(text);
            stream.Load(new StringReader(text));
        }
        catch (YamlException error)
        {
            throw new FormatException($"{error.Start.Line}:{error.Start.Column}: {error.InnerException?.Message ?? error.Message}", error);
        }
        var places = new Dictionary<string, (int, int)>(StringComparer.Ordinal);
        var count = 0;
        var root = stream.Documents.Count == 0 ? new JsonObject() : Convert(stream.Documents[0].RootNode, "", 0);
        return new YamlTree(root ?? new JsonObject(), places);

        JsonNode? Convert(YamlNode node, string pointer, int depth)
        {
            if (depth > MaxDepth || ++count > MaxNodes)
            {
                throw new FormatException($"{node.Start.Line}:{node.Start.Column}: the document is too deep or too large");
            }
            places[pointer] = ((int)node.Start.Line, (int)node.Start.Column);
            switch (node)
            {
                case YamlMappingNode mapping:
                    var obj = new JsonObject();
                    foreach (var (key, value) in mapping.Children)
                    {
                        var name = (key as YamlScalarNode)?.Value ?? key.ToString();
                        var inner = $"{pointer}/{Escape(name)}";
                        obj[name] = Convert(value, inner, depth + 1);
                        places[inner] = ((int)key.Start.Line, (int)key.Start.Column);
                    }
                    return obj;
                case YamlSequenceNode sequence:
                    return new JsonArray([.. sequence.Children.Select((item, i) => Convert(item, $"{pointer}/{i}", depth + 1))]);
                default:
                    return ToScalar((YamlScalarNode)node);
            }
        }
    }

    /// <summary>Reads one YAML document that is only looked at where it can be read.</summary>
    /// <param name="text">YAML text.</param>
    /// <returns>The document; null when it is no YAML.</returns>
    public static YamlTree? TryRead(string text)
    {
        try
        {
            return Read(text);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    /// <summary>Finds the place of a node, or of the nearest one around it.</summary>
    /// <param name="pointer">A JSON pointer.</param>
    /// <returns>Line and column, from 1.</returns>
    public (int Line, int Column) PlaceOf(string pointer)
    {
        for (var p = pointer; ; p = p[..p.LastIndexOf('/')])
        {
            if (Places.TryGetValue(p, out var place))
            {
                return place;
            }
            if (p.Length == 0)
            {
                return (1, 1);
            }
        }
    }

    /// <summary>Refuses a node that contains itself: a tree reader would follow it for ever.</summary>
    private static void RefuseCycles(string text)
    {
        var parser = new Parser(new StringReader(text));
        var open = new Stack<string>();
        while (Next(parser))
        {
            switch (parser.Current)
            {
                case MappingStart or SequenceStart:
                    open.Push(((NodeEvent)parser.Current).Anchor is { IsEmpty: false } anchor ? anchor.Value : "");
                    break;
                case MappingEnd or SequenceEnd:
                    open.Pop();
                    break;
                case AnchorAlias alias when open.Contains(alias.Value.Value):
                    throw new FormatException($"{alias.Start.Line}:{alias.Start.Column}: `*{alias.Value.Value}` contains itself");
                default:
                    break;
            }
        }
    }

    private static bool Next(Parser parser)
    {
        var last = parser.Current?.End ?? Mark.Empty;
        try
        {
            return parser.MoveNext();
        }
        catch (InvalidOperationException error)
        {
            // The YAML reader's own way to say that a flow mapping or list ends in the middle.
            throw new FormatException($"{Math.Max(1, last.Line)}:{Math.Max(1, last.Column)}: a list or mapping that was opened with `[` or `{{` is not closed", error);
        }
    }

    internal static string Escape(string name) => name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static JsonValue? ToScalar(YamlScalarNode node)
    {
        var text = node.Value ?? "";
        if (node.Style != ScalarStyle.Plain)
        {
            return JsonValue.Create(text);
        }
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return null;
            case "true" or "True" or "TRUE":
                return JsonValue.Create(true);
            case "false" or "False" or "FALSE":
                return JsonValue.Create(false);
            default:
                break;
        }
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            return JsonValue.Create(whole);
        }
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && double.IsFinite(number) && text.AsSpan().IndexOfAny("0123456789") >= 0
            ? JsonValue.Create(number)
            : JsonValue.Create(text);
    }
}
