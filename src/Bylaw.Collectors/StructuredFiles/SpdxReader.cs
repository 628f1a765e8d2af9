namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads SPDX tag-value files. JSON forms of SPDX and CycloneDX are read as JSON, XML forms as XML.</summary>
public sealed class SpdxReader : IStructuredReader
{
    /// <inheritdoc/>
    public string Name => "spdx";

    /// <inheritdoc/>
    public bool Matches(string fileName) => fileName.EndsWith(".spdx", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc/>
    public StructuredDocument Read(string file, string text, ReadLimits limits)
    {
        var document = new ConfigMap.Builder();
        var creation = new ConfigMap.Builder();
        var packages = new List<ConfigMap.Builder>();
        var relationships = new List<ConfigValue>();
        var problems = new List<ConfigProblem>();
        var multiline = false;
        foreach (var (line, place) in LineFormat.Lines(file, text))
        {
            if (multiline || line.Trim() is "" or ['#', ..])
            {
                multiline = multiline && !line.Contains("</text>", StringComparison.Ordinal);
                continue;
            }
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0)
            {
                problems.Add(new ConfigProblem("a line is not of the form Tag: value", place));
                continue;
            }
            var (tag, value) = (line[..colon].Trim(), line[(colon + 1)..].Trim());
            multiline = value.StartsWith("<text>", StringComparison.Ordinal) && !value.Contains("</text>", StringComparison.Ordinal);
            var node = ConfigValue.String(value.Replace("<text>", string.Empty, StringComparison.Ordinal).Replace("</text>", string.Empty, StringComparison.Ordinal), place);
            if (tag == "PackageName")
            {
                packages.Add(new ConfigMap.Builder());
            }
            if (tag == "Relationship")
            {
                relationships.Add(node);
            }
            else if (packages.Count > 0)
            {
                packages[^1].Set(tag, node);
            }
            else
            {
                document.Set(tag, node);
                if (tag is "Creator" or "Created" or "DataLicense" or "SPDXVersion" or "DocumentName" or "DocumentNamespace" or "SPDXID" or "LicenseListVersion")
                {
                    creation.Set(tag, node);
                }
            }
        }
        document.Set("CreationInfo", ConfigValue.Map(creation.Build()));
        document.Set("Packages", ConfigValue.List([.. packages.Select(p => ConfigValue.Map(p.Build()))]));
        document.Set("Relationships", ConfigValue.List([.. relationships]));
        return new StructuredDocument(file, Name, [ConfigValue.Map(document.Build())], [.. problems]);
    }
}
