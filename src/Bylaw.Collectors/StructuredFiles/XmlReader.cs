using System.Xml;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads XML: elements are names, repeated elements are lists, attributes are names with a leading <c>-</c>, text beside them is <c>#content</c>.</summary>
/// <remarks>Document types are refused, so no entity can expand or fetch anything.</remarks>
public sealed class XmlReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "xml";

    /// <inheritdoc/>
    public bool Matches(string fileName) =>
        fileName.EndsWith(".xml", StringComparison.OrdinalIgnoreCase) || fileName.EndsWith(".csproj", StringComparison.OrdinalIgnoreCase)
        || fileName.EndsWith(".config", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = limits.MaxBytes, IgnoreComments = true, IgnoreProcessingInstructions = true,
        };
        try
        {
            using var reader = System.Xml.XmlReader.Create(new StringReader(text.TrimStart('\uFEFF')), settings);
            reader.MoveToContent();
            var entries = new ConfigMap.Builder();
            var name = reader.LocalName;
            entries.Set(name, ReadElement(file, reader, limits, 0));
            return new StructuredDocument(file, Name, [ConfigValue.Map(entries.Build())], []);
        }
        catch (XmlException fault)
        {
            var place = new SourcePosition(file, fault.LineNumber, fault.LinePosition, fault.LineNumber, fault.LinePosition);
            var message = fault.Message.Contains("DTD", StringComparison.Ordinal) ? "a document type is not accepted" : "the file is not well-formed XML";
            return new StructuredDocument(file, Name, [], [new ConfigProblem(message, place)]);
        }
        catch (ConfigReadException fault)
        {
            return new StructuredDocument(file, Name, [], [fault.ToProblem()]);
        }
    }

    private static ConfigValue ReadElement(string file, System.Xml.XmlReader reader, ReadLimits limits, int depth)
    {
        var place = Place(file, reader);
        if (depth > limits.MaxDepth)
        {
            throw new ConfigReadException($"nesting is deeper than {limits.MaxDepth}", place);
        }
        var entries = new ConfigMap.Builder();
        var repeated = new HashSet<string>(StringComparer.Ordinal);
        while (reader.MoveToNextAttribute())
        {
            entries.Set("-" + reader.LocalName, ConfigValue.String(reader.Value, Place(file, reader)));
        }
        reader.MoveToElement();
        var content = string.Empty;
        if (reader.IsEmptyElement)
        {
            return entries.Count == 0 ? ConfigValue.String(string.Empty, place) : ConfigValue.Map(entries.Build(), place);
        }
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace)
            {
                content += reader.Value;
            }
            else if (reader.NodeType == XmlNodeType.Element)
            {
                var name = reader.LocalName;
                var child = ReadElement(file, reader, limits, depth + 1);
                var before = entries.Get(name);
                entries.Set(name, before is null ? child
                    : repeated.Add(name) ? ConfigValue.List([before, child], before.Position)
                    : ConfigValue.List(before.Items.Add(child), before.Position));
            }
        }
        var end = ((IXmlLineInfo)reader).LineNumber;
        place = place with { EndLine = end };
        if (entries.Count == 0)
        {
            return ConfigValue.String(content.Trim(), place);
        }
        if (content.Trim() is { Length: > 0 } text)
        {
            entries.Set("#content", ConfigValue.String(text, place));
        }
        return ConfigValue.Map(entries.Build(), place);
    }

    private static SourcePosition Place(string file, System.Xml.XmlReader reader)
    {
        var info = (IXmlLineInfo)reader;
        return new SourcePosition(file, info.LineNumber, info.LinePosition, info.LineNumber, info.LinePosition + reader.Name.Length);
    }
}
