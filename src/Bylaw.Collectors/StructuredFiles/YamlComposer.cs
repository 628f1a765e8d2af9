using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Builds values from the events of one YAML stream.</summary>
internal sealed class YamlComposer
{
    private readonly string _file;
    private readonly ReadLimits _limits;
    private readonly Func<string, ConfigValue, ConfigValue>? _tags;
    private readonly Parser _parser;
    private readonly Dictionary<AnchorName, (ConfigValue Value, long Size)> _anchors = [];
    private readonly ImmutableArray<ConfigProblem>.Builder _problems = ImmutableArray.CreateBuilder<ConfigProblem>();
    private long _size;
    private int _depth;

    public YamlComposer(string file, string text, ReadLimits limits, Func<string, ConfigValue, ConfigValue>? tags)
    {
        _file = file;
        _limits = limits;
        _tags = tags;
        _parser = new Parser(new StringReader(text));
    }

    public ImmutableArray<ConfigProblem> Problems => _problems.ToImmutable();

    public bool TryReadDocument([NotNullWhen(true)] out ConfigValue? root)
    {
        while (_parser.MoveNext())
        {
            if (_parser.Current is DocumentStart)
            {
                _anchors.Clear();
                _parser.MoveNext();
                root = ReadNode();
                return true;
            }
        }
        root = null;
        return false;
    }

    private SourcePosition Place(ParsingEvent start, ParsingEvent end) =>
        new(_file, (int)start.Start.Line, (int)start.Start.Column, (int)end.End.Line, (int)end.End.Column);

    private ConfigValue ReadNode()
    {
        var start = _parser.Current!;
        Count(1, start);
        if (start is AnchorAlias alias)
        {
            if (!_anchors.TryGetValue(alias.Value, out var known))
            {
                throw new ConfigReadException($"nothing is anchored as `{alias.Value.Value}`", Place(start, start));
            }
            Count(known.Size, start);
            return known.Value;
        }
        var before = _size;
        var node = (NodeEvent)start;
        var value = start switch
        {
            Scalar scalar => YamlScalars.Resolve(scalar, Place(scalar, scalar)),
            SequenceStart => ReadSequence(start),
            MappingStart => ReadMapping(start),
            _ => throw new ConfigReadException("a value was expected", Place(start, start)),
        };
        if (_tags is not null && !node.Tag.IsEmpty && node.Tag.Value is ['!', not '!', ..] tag)
        {
            value = _tags(tag[1..], start is Scalar text ? ConfigValue.String(text.Value, value.Position) : value).At(value.Position);
        }
        if (!node.Anchor.IsEmpty)
        {
            _anchors[node.Anchor] = (value, _size - before);
        }
        return value;
    }

    private void Count(long values, ParsingEvent at)
    {
        _size += values;
        if (_size > _limits.MaxValues)
        {
            throw new ConfigReadException($"the file unfolds into more than {_limits.MaxValues} values", Place(at, at));
        }
    }

    private void Enter(ParsingEvent at)
    {
        if (++_depth > _limits.MaxDepth)
        {
            throw new ConfigReadException($"nesting is deeper than {_limits.MaxDepth}", Place(at, at));
        }
    }

    private void Advance(ParsingEvent opener)
    {
        if (!_parser.MoveNext())
        {
            throw new ConfigReadException("the file ends in the middle of a value", Place(opener, opener));
        }
    }

    private ConfigValue ReadSequence(ParsingEvent start)
    {
        Enter(start);
        var items = ImmutableArray.CreateBuilder<ConfigValue>();
        Advance(start);
        while (_parser.Current is not SequenceEnd)
        {
            items.Add(ReadNode());
            Advance(start);
        }
        _depth--;
        return ConfigValue.List(items.ToImmutable(), Place(start, _parser.Current));
    }

    private ConfigValue ReadMapping(ParsingEvent start)
    {
        Enter(start);
        var entries = new ConfigMap.Builder();
        var merged = new List<ConfigValue>();
        Advance(start);
        while (_parser.Current is not MappingEnd)
        {
            var keyEvent = _parser.Current!;
            var key = ReadNode();
            Advance(start);
            var value = ReadNode();
            Advance(start);
            if (keyEvent is Scalar { Value: "<<", Style: ScalarStyle.Plain })
            {
                merged.AddRange(value.Kind == ConfigKind.List ? value.Items : [value]);
                continue;
            }
            var name = keyEvent is Scalar scalar ? scalar.Value : ConfigJson.Write(key);
            if (entries.Get(name) is not null)
            {
                _problems.Add(new ConfigProblem($"key `{name}` stands twice in this map; the last one counts", key.Position, IsFatal: false));
            }
            entries.Set(name, value);
        }
        _depth--;
        // Keys of the map itself win over merged ones, and earlier merged maps over later ones.
        foreach (var (name, value) in merged.SelectMany(m => m.Entries))
        {
            if (entries.Get(name) is null)
            {
                entries.Set(name, value);
            }
        }
        return ConfigValue.Map(entries.Build(), Place(start, _parser.Current));
    }
}
