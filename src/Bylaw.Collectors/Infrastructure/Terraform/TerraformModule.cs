using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform;

/// <summary>The files of one module folder, parsed and sorted by what their blocks declare. Nothing is computed here.</summary>
internal sealed class TerraformModule
{
    private TerraformModule(string folder) => Folder = folder;

    public string Folder { get; }

    public Dictionary<string, Declared<HclBlock>> Variables { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Declared<HclAttribute>> Locals { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Declared<HclBlock>> Outputs { get; } = new(StringComparer.Ordinal);

    public List<Declared<HclBlock>> Calls { get; } = [];

    public List<Declared<HclBlock>> Providers { get; } = [];

    /// <summary>Gets resources by <c>type.name</c>, in the order of files and lines.</summary>
    public List<Declared<HclBlock>> Resources { get; } = [];

    public Dictionary<string, Declared<HclBlock>> ResourceIndex { get; } = new(StringComparer.Ordinal);

    public Dictionary<string, Declared<HclBlock>> DataSources { get; } = new(StringComparer.Ordinal);

    public List<ConfigProblem> Problems { get; } = [];

    /// <summary>Gets the values of <c>terraform.tfvars</c> and <c>*.auto.tfvars</c>; later files win.</summary>
    public Dictionary<string, Declared<HclAttribute>> Values { get; } = new(StringComparer.Ordinal);

    public static bool IsSource(string path) =>
        path.EndsWith(".tf", StringComparison.Ordinal) || path.EndsWith(".tofu", StringComparison.Ordinal);

    private static bool IsValues(string path) =>
        Path.GetFileName(path) is "terraform.tfvars" || path.EndsWith(".auto.tfvars", StringComparison.Ordinal);

    public static TerraformModule Load(IConfigFiles files, string folder) =>
        Load(files, folder, files.List(folder).Where(f => IsSource(f) || IsValues(f)));

    public static TerraformModule Load(IConfigFiles files, string folder, IEnumerable<string> paths)
    {
        var module = new TerraformModule(folder);
        foreach (var path in paths)
        {
            if (!files.TryRead(path, out var text, out var problem))
            {
                module.Problems.Add(problem!);
                continue;
            }
            var file = HclParser.Parse(path, text);
            module.Problems.AddRange(file.Diagnostics.Select(d => new ConfigProblem(d.Message, file.At(d.Span))));
            if (IsValues(path))
            {
                foreach (var attribute in file.Body.Attributes)
                {
                    module.Values[attribute.Name] = new(attribute, file);
                }
                continue;
            }
            foreach (var block in file.Body.Blocks)
            {
                module.Add(new Declared<HclBlock>(block, file));
            }
        }
        return module;
    }

    /// <summary>Gives the folders of the modules that this one calls by a relative path written as plain text.</summary>
    public IEnumerable<string> LocalCalls() =>
        from call in Calls
        where call.Node.Body.Attribute("source")?.Value is HclTemplate { Parts: [HclTemplateText] }
        let source = ((HclTemplateText)((HclTemplate)call.Node.Body.Attribute("source")!.Value).Parts[0]).Text
        where source.StartsWith('.')
        let folder = ModulePath.Combine(Folder, source)
        where folder is not null
        select folder;

    private void Add(Declared<HclBlock> declared)
    {
        var block = declared.Node;
        switch (block.Type, block.Labels)
        {
            case ("variable", [var name]):
                Variables[name] = declared;
                break;
            case ("output", [var name]):
                Outputs[name] = declared;
                break;
            case ("locals", []):
                foreach (var attribute in block.Body.Attributes)
                {
                    Locals[attribute.Name] = new(attribute, declared.File);
                }
                break;
            case ("module", [_]):
                Calls.Add(declared);
                break;
            case ("provider", [_]):
                Providers.Add(declared);
                break;
            case ("data", [var type, var name]):
                DataSources[$"{type}.{name}"] = declared;
                break;
            case ("resource", [var type, var name]):
                if (!ResourceIndex.TryAdd($"{type}.{name}", declared))
                {
                    Problems.Add(new ConfigProblem($"resource `{type}.{name}` is declared twice", declared.File.At(block.TypeSpan), IsFatal: false));
                }
                Resources.Add(declared);
                break;
            case ("resource" or "data" or "module" or "variable" or "output", _):
                Problems.Add(new ConfigProblem($"a `{block.Type}` block has the wrong number of labels", declared.File.At(block.TypeSpan)));
                break;
        }
    }
}

/// <summary>A node with the file that it stands in.</summary>
internal readonly record struct Declared<T>(T Node, HclFile File);
