using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bylaw.Collectors.Models.Cards;

/// <summary>Reads YAML into texts, lists and maps by its events alone.</summary>
/// <remarks>
/// The library's own tree hashes a key that contains itself without end, which ends the process. Here keys are plain texts, depth is bounded,
/// and an alias shares a value that is already complete, so neither a loop nor a growing copy can arise.
/// </remarks>
internal static class YamlTree
{
    private const int MaxDepth = 64;
    private const int MaxNodes = 200_000;

    /// <summary>Reads the first document.</summary>
    /// <returns>A string, a <c>List&lt;object?&gt;</c>, a <c>Dictionary&lt;string, object?&gt;</c>, or null for an empty text.</returns>
    /// <exception cref="InvalidDataException">The text is no YAML, or goes beyond the bounds.</exception>
    public static object? Read(string yaml)
    {
        try
        {
            var parser = new Parser(new StringReader(yaml));
            parser.Consume<StreamStart>();
            if (parser.Accept<StreamEnd>(out _))
            {
                return null;
            }
            parser.Consume<DocumentStart>();
            var count = 0;
            return Node(parser, new Dictionary<string, object?>(StringComparer.Ordinal), 0, ref count);
        }
        catch (YamlException fault)
        {
            throw new InvalidDataException(fault.Message.ReplaceLineEndings(" "), fault);
        }
        catch (InvalidOperationException fault)
        {
            throw new InvalidDataException("a list or mapping that was opened with `[` or `{` is not closed", fault);
        }
    }

    private static object? Node(Parser parser, Dictionary<string, object?> anchors, int depth, ref int count)
    {
        if (depth > MaxDepth || ++count > MaxNodes)
        {
            throw new InvalidDataException("nested too deep or too long");
        }
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors.TryGetValue(alias.Value.Value, out var shared) ? shared : throw new InvalidDataException($"alias `{alias.Value}` names nothing before it");
        }
        var anchor = parser.Current is NodeEvent { Anchor: { IsEmpty: false } name } ? name.Value : null;
        object? value;
        if (parser.TryConsume<Scalar>(out var scalar))
        {
            value = scalar.Value;
        }
        else if (parser.TryConsume<SequenceStart>(out _))
        {
            var list = new List<object?>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                list.Add(Node(parser, anchors, depth + 1, ref count));
            }
            value = list;
        }
        else
        {
            parser.Consume<MappingStart>();
            value = Mapping(parser, anchors, depth, ref count);
        }
        if (anchor is not null)
        {
            anchors[anchor] = value;
        }
        return value;
    }

    private static Dictionary<string, object?> Mapping(Parser parser, Dictionary<string, object?> anchors, int depth, ref int count)
    {
        var map = new Dictionary<string, object?>(StringComparer.Ordinal);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = Node(parser, anchors, depth + 1, ref count) as string ?? throw new InvalidDataException("a key that is no plain text");
            var value = Node(parser, anchors, depth + 1, ref count);
            if (!map.TryAdd(key, value))
            {
                throw new InvalidDataException($"key `{key}` stands twice");
            }
        }
        return map;
    }
}
