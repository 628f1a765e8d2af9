using System.Runtime.CompilerServices;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bylaw.Rego.Values.Yaml;

/// <summary>Reads the first document of a YAML text as the value that its JSON form has: YAML 1.1 scalars, keys as text, merge keys worked in.</summary>
internal sealed class YamlReader
{
    private const int MaxDepth = 1_000;

    /// <summary>A node takes about a microsecond, in the pieces that limits are counted in.</summary>
    private const int WorkPerNode = 50;

    /// <summary>Aliases may make a document this much larger than what was written.</summary>
    private const long MaxValues = 5_000_000;

    private readonly IParser _parser;
    private readonly Dictionary<AnchorName, (RegoValue Value, long Size)> _anchors = [];
    private readonly Action<int>? _spend;
    private long _size;
    private int _depth;

    private YamlReader(IParser parser, Action<int>? spend) => (_parser, _spend) = (parser, spend);

    /// <summary>Reads a document.</summary>
    /// <param name="text">YAML; an empty text is <c>null</c>.</param>
    /// <param name="spend">Is told of work done, to look at limits; null for none.</param>
    /// <returns>The value.</returns>
    /// <exception cref="FormatException">The text is not YAML, or has no JSON form.</exception>
    public static RegoValue Read(string text, Action<int>? spend = null)
    {
        try
        {
            var reader = new YamlReader(new Parser(new StringReader(text)), spend);
            return reader.ReadDocument();
        }
        catch (YamlException error)
        {
            throw new FormatException($"yaml: {Place(error)}{Shorten(error.Message)}", error);
        }
        catch (InvalidOperationException error)
        {
            // The YAML reader's own way to say that a flow mapping or list ends in the middle.
            throw new FormatException("yaml: did not find expected ',' or '}'", error);
        }
    }

    /// <summary>Counts lines as Go's reader does: from 1 where a token is wrong, from 0 where its place is; no line for the first.</summary>
    private static string Place(YamlException error)
    {
        var index = error.Start.Line - 1;
        return index <= 0 ? "" : $"line {(error is SemanticErrorException ? index : index + 1)}: ";
    }

    /// <summary>Keeps the point of a parser's message: what was not found, without what was being parsed.</summary>
    private static string Shorten(string message)
    {
        var comma = message.StartsWith("While ", StringComparison.OrdinalIgnoreCase) ? message.IndexOf(", ", StringComparison.Ordinal) : -1;
        return message[(comma < 0 ? 0 : comma + 2)..].TrimEnd('.');
    }

    private RegoValue ReadDocument()
    {
        _parser.Consume<StreamStart>();
        if (!_parser.TryConsume<DocumentStart>(out _))
        {
            return RegoValue.Null;
        }
        var value = ReadNode();
        _parser.Consume<DocumentEnd>();
        return value;
    }

    private RegoValue ReadNode()
    {
        _spend?.Invoke(WorkPerNode);
        if (_parser.TryConsume<AnchorAlias>(out var alias))
        {
            if (!_anchors.TryGetValue(alias.Value, out var known))
            {
                throw new YamlException(alias.Start, alias.End, $"unknown anchor '{alias.Value}' referenced");
            }
            Count(known.Size);
            return known.Value;
        }
        var before = _size;
        Count(1);
        var anchor = _parser.Current is NodeEvent node ? node.Anchor : AnchorName.Empty;
        var value = ReadContent();
        if (!anchor.IsEmpty)
        {
            _anchors[anchor] = (value, _size - before);
        }
        return value;
    }

    private RegoValue ReadContent()
    {
        if (_parser.TryConsume<Scalar>(out var scalar))
        {
            return YamlScalar.Resolve(scalar.Value, scalar.IsPlainImplicit(), scalar.Tag.IsEmpty ? "" : scalar.Tag.Value);
        }
        if (++_depth > MaxDepth)
        {
            throw new FormatException($"yaml: the document nests deeper than {MaxDepth}");
        }
        RuntimeHelpers.EnsureSufficientExecutionStack();
        var value = _parser.TryConsume<SequenceStart>(out _) ? ReadSequence() : ReadMapping();
        _depth--;
        return value;
    }

    private RegoValue ReadSequence()
    {
        var items = new List<RegoValue>();
        while (!_parser.TryConsume<SequenceEnd>(out _))
        {
            items.Add(ReadNode());
        }
        return RegoArray.Wrap([.. items]);
    }

    private RegoValue ReadMapping()
    {
        _parser.Consume<MappingStart>();
        var entries = new ObjectBuilder();
        var merged = new List<RegoObject>();
        while (!_parser.TryConsume<MappingEnd>(out _))
        {
            var isMerge = _parser.Current is Scalar { Value: "<<" } key && key.IsPlainImplicit();
            var name = ReadNode();
            var value = ReadNode();
            if (isMerge)
            {
                CollectMerged(merged, value);
            }
            else
            {
                entries.Set(ToKey(name), value);
            }
        }
        foreach (var source in merged)
        {
            foreach (var (key, value) in source)
            {
                entries.TryAdd(key, value); // What the mapping says itself, or an earlier source, wins.
            }
        }
        return entries.Build();
    }

    private static void CollectMerged(List<RegoObject> merged, in RegoValue value)
    {
        var sources = value.TryGetArray(out var array) ? array : RegoArray.Create(value);
        foreach (ref readonly var source in sources.AsSpan())
        {
            merged.Add(source.TryGetObject(out var obj) ? obj : throw new FormatException("yaml: map merge requires map or sequence of maps as the value"));
        }
    }

    private static RegoValue ToKey(in RegoValue key) => key.Kind switch
    {
        ValueKind.String => key,
        ValueKind.Number => key.NumberAsText(),
        ValueKind.Boolean => key.IsTrue ? "true" : "false",
        _ => throw new FormatException($"yaml: a key must be a scalar other than null, but is {RegoValue.NameOf(key.Kind)}"),
    };

    private void Count(long size)
    {
        _size += size;
        if (_size > MaxValues)
        {
            throw new FormatException("yaml: document contains excessive aliasing");
        }
    }
}

/// <summary>Tells plain scalars apart.</summary>
internal static class YamlEvents
{
    /// <summary>Tells whether a scalar stands without quotes and without a tag.</summary>
    public static bool IsPlainImplicit(this Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Tag.IsEmpty;
}
