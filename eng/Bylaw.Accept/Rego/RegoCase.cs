using System.Globalization;
using Bylaw.Rego.Values;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Bylaw.Accept.Rego;

/// <summary>One case of OPA's conformance files.</summary>
internal sealed record RegoCase(string File, int Index, YamlMappingNode Node)
{
    public string Note => Text("note") ?? "";

    public string Id => $"{File}#{Index} ({Note})";

    public string? Text(string key) => Node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? (value as YamlScalarNode)?.Value : null;

    public YamlNode? Find(string key) => Node.Children.TryGetValue(new YamlScalarNode(key), out var value) ? value : null;

    public bool Flag(string key) => Text(key) == "true";

    public IEnumerable<string> Modules =>
        Find("modules") is YamlSequenceNode modules ? modules.Children.Select(m => ((YamlScalarNode)m).Value ?? "") : [];

    /// <summary>Lists the cases of one file.</summary>
    public static IEnumerable<RegoCase> Read(string path, string name)
    {
        using var reader = new StreamReader(path);
        var yaml = new YamlStream();
        yaml.Load(reader);
        foreach (var document in yaml.Documents)
        {
            if (document.RootNode is not YamlMappingNode root
                || !root.Children.TryGetValue(new YamlScalarNode("cases"), out var cases)
                || cases is not YamlSequenceNode list)
            {
                continue;
            }
            var index = 0;
            foreach (var item in list.Children)
            {
                yield return new RegoCase(name, index++, (YamlMappingNode)item);
            }
        }
    }

    /// <summary>Turns YAML into a value, by the rules of JSON's scalars.</summary>
    public static RegoValue ToValue(YamlNode node)
    {
        switch (node)
        {
            case YamlScalarNode scalar:
                return ToScalar(scalar);
            case YamlSequenceNode sequence:
                return RegoArray.Create([.. sequence.Children.Select(ToValue)]);
            case YamlMappingNode mapping:
                var builder = new ObjectBuilder(mapping.Children.Count);
                foreach (var (key, value) in mapping.Children)
                {
                    builder.Set(((YamlScalarNode)key).Value ?? "", ToValue(value));
                }
                return builder.Build();
            default:
                throw new InvalidDataException($"unexpected YAML node {node.NodeType}");
        }
    }

    private static RegoValue ToScalar(YamlScalarNode scalar)
    {
        var text = scalar.Value ?? "";
        if (scalar.Style is not ScalarStyle.Plain)
        {
            return text;
        }
        switch (text)
        {
            case "" or "~" or "null" or "Null" or "NULL":
                return RegoValue.Null;
            case "true" or "True" or "TRUE":
                return true;
            case "false" or "False" or "FALSE":
                return false;
            default:
                break;
        }
        if (RegoValue.TryParseNumber(text, out var number))
        {
            return number;
        }
        if (text.StartsWith("0x", StringComparison.Ordinal)
            && long.TryParse(text.AsSpan(2), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var hex))
        {
            return hex;
        }
        return text;
    }
}
