using System.Collections.Immutable;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform;

/// <summary>Reads Terraform and OpenTofu source: one root module and the local modules that it calls.</summary>
internal static class TerraformReader
{
    /// <summary>Reads the root module in a folder.</summary>
    public static InfraReading ReadFolder(IConfigFiles files, string folder) => Read(files, TerraformModule.Load(files, folder));

    /// <summary>Reads given files as one root module.</summary>
    public static InfraReading ReadFiles(IConfigFiles files, string folder, IEnumerable<string> paths) =>
        Read(files, TerraformModule.Load(files, folder, paths));

    private static InfraReading Read(IConfigFiles files, TerraformModule root)
    {
        var run = new TerraformRun(files);
        var values = new Dictionary<string, ConfigValue>(StringComparer.Ordinal);
        foreach (var (name, value) in root.Values)
        {
            values[name] = run.Guard(value.File, () => new HclEvaluator(value.File, HclScope.Empty, run.Budget).Evaluate(value.Node.Value));
        }
        var instance = new ModuleInstance(run, root, string.Empty, values, parent: null);
        instance.Expand();
        run.Problems.AddRange(root.Problems);
        return new InfraReading([.. run.Resources], [.. run.Problems.Distinct()]);
    }
}

/// <summary>What all modules of one reading share: files, bounds, and what has been found.</summary>
internal sealed class TerraformRun(IConfigFiles files)
{
    private readonly Dictionary<string, TerraformModule> _modules = new(StringComparer.Ordinal);

    public IConfigFiles Files { get; } = files;

    public HclBudget Budget { get; } = new();

    public List<InfraResource> Resources { get; } = [];

    public List<ConfigProblem> Problems { get; } = [];

    public TerraformModule Module(string folder)
    {
        if (!_modules.TryGetValue(folder, out var module))
        {
            module = TerraformModule.Load(Files, folder);
            Problems.AddRange(module.Problems);
            _modules[folder] = module;
        }
        return module;
    }

    /// <summary>Computes a value; one that cannot be computed is reported and unknown, and nothing else is lost.</summary>
    public ConfigValue Guard(HclFile file, Func<ConfigValue> compute)
    {
        try
        {
            return compute();
        }
        catch (HclEvaluationException fault)
        {
            var place = fault.Span is { } span ? file.At(span) : default;
            Problems.Add(new ConfigProblem(fault.Message, place, IsFatal: false));
            return ConfigValue.Unknown("cannot be computed: " + fault.Message, place);
        }
    }
}
