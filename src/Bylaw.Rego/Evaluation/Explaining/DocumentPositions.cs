using System.Text;
using System.Text.Json;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bylaw.Rego.Evaluation.Explaining;

/// <summary>Where the values of a JSON or YAML file stand. Made beside the values, only when an explanation asks for places.</summary>
public sealed class DocumentPositions
{
    private const int MaxDepth = 1000;

    private readonly string _file;
    private readonly Node _root;
    private readonly Func<RegoValue[], TextPlace?>? _find;

    private DocumentPositions(string file, Node root, Func<RegoValue[], TextPlace?>? find = null)
    {
        _file = file;
        _root = root;
        _find = find;
    }

    /// <summary>Takes positions from somebody who read the file, in whatever format.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="find">Finds the place of the value at a path, or of the innermost value on the way to it; null when nothing there has a place.</param>
    /// <returns>The positions.</returns>
    public static DocumentPositions FromReader(string file, Func<IReadOnlyList<RegoValue>, TextPlace?> find)
    {
        ArgumentNullException.ThrowIfNull(find);
        return new DocumentPositions(file, new Node(1, 1), find);
    }

    /// <summary>Notes where the values of a JSON text stand.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="json">UTF-8 JSON that has been read without error.</param>
    /// <returns>The positions.</returns>
    /// <exception cref="JsonException">The text is not JSON.</exception>
    public static DocumentPositions FromJson(string file, ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        reader.Read();
        return new DocumentPositions(file, ReadJson(ref reader, new LineCounter(json)));
    }

    /// <summary>Notes where the values of the first document of a YAML text stand.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="yaml">YAML that has been read without error.</param>
    /// <returns>The positions; those behind an alias are those of what it stands for.</returns>
    /// <exception cref="YamlException">The text is not YAML.</exception>
    public static DocumentPositions FromYaml(string file, string yaml)
    {
        var parser = new YamlDotNet.Core.Parser(new StringReader(yaml));
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _))
        {
            return new DocumentPositions(file, new Node(1, 1));
        }
        return new DocumentPositions(file, ReadYaml(parser, [], 0));
    }

    /// <summary>Finds where the value at a path stands.</summary>
    /// <param name="path">Keys below the root: strings for objects, integers for arrays.</param>
    /// <returns>The place of the value, or of the innermost value on the way to it that is there.</returns>
    public TextPlace Find(ReadOnlySpan<RegoValue> path)
    {
        if (_find is not null)
        {
            return _find(path.ToArray()) ?? new TextPlace(_file, 1, 1);
        }
        var node = _root;
        foreach (ref readonly var key in path)
        {
            if (node.Children is null || !node.Children.TryGetValue(key, out var child))
            {
                break;
            }
            node = child;
        }
        return new TextPlace(_file, node.Line, node.Column);
    }

    private static Node ReadJson(ref Utf8JsonReader reader, LineCounter lines)
    {
        var (line, column) = lines.At((int)reader.TokenStartIndex);
        var node = new Node(line, column);
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                node.Children = [];
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var key = reader.GetString()!;
                    reader.Read();
                    node.Children[key] = ReadJson(ref reader, lines);
                }
                break;
            case JsonTokenType.StartArray:
                node.Children = [];
                for (var i = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; i++)
                {
                    node.Children[i] = ReadJson(ref reader, lines);
                }
                break;
            default:
                break;
        }
        return node;
    }

    private static Node ReadYaml(YamlDotNet.Core.Parser parser, Dictionary<string, Node> anchors, int depth)
    {
        var mark = parser.Current!.Start;
        var node = new Node((int)mark.Line, (int)mark.Column);
        if (depth > MaxDepth)
        {
            throw new YamlException("the document nests too deep");
        }
        if (parser.Current is NodeEvent { Anchor.IsEmpty: false } anchored)
        {
            anchors[anchored.Anchor.Value] = node;
        }
        if (parser.TryConsume<AnchorAlias>(out var alias))
        {
            return anchors.TryGetValue(alias.Value.Value, out var target) ? target : node;
        }
        if (parser.TryConsume<MappingStart>(out _))
        {
            node.Children = [];
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Current is Scalar scalar ? scalar.Value : null;
                var keyNode = ReadYaml(parser, anchors, depth + 1);
                var value = ReadYaml(parser, anchors, depth + 1);
                // A block below a key is best pointed at by its key.
                node.Children[key ?? ""] = value.Children is null ? value : new Node(keyNode.Line, keyNode.Column) { Children = value.Children };
            }
        }
        else if (parser.TryConsume<SequenceStart>(out _))
        {
            node.Children = [];
            for (var i = 0; !parser.TryConsume<SequenceEnd>(out _); i++)
            {
                node.Children[i] = ReadYaml(parser, anchors, depth + 1);
            }
        }
        else
        {
            parser.Consume<Scalar>();
        }
        return node;
    }

    private sealed class Node(int line, int column)
    {
        public int Line { get; } = line;

        public int Column { get; } = column;

        public Dictionary<RegoValue, Node>? Children { get; set; }
    }

    /// <summary>Turns byte offsets, asked for in rising order, into lines and columns.</summary>
    private sealed class LineCounter
    {
        private readonly byte[] _json;
        private int _offset;
        private int _line = 1;
        private int _lineStart;

        public LineCounter(ReadOnlySpan<byte> json) => _json = json.ToArray();

        public (int Line, int Column) At(int offset)
        {
            for (; _offset < offset; _offset++)
            {
                if (_json[_offset] == (byte)'\n')
                {
                    _line++;
                    _lineStart = _offset + 1;
                }
            }
            return (_line, Encoding.UTF8.GetCharCount(_json, _lineStart, offset - _lineStart) + 1);
        }
    }
}
