using Bylaw.Collectors.Infrastructure.Arm;
using Bylaw.Collectors.Infrastructure.Bicep;
using Bylaw.Collectors.Infrastructure.CloudFormation;
using Bylaw.Collectors.Infrastructure.Docker;
using Bylaw.Collectors.Infrastructure.Kubernetes;
using Bylaw.Collectors.Infrastructure.Pipelines;
using Bylaw.Collectors.Infrastructure.Pulumi;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.Infrastructure.Terraform;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure;

/// <summary>Tells the kinds of infrastructure files apart and reads each with its reader.</summary>
internal static class InfraSources
{
    /// <summary>Reads one file, by its name and by what it holds.</summary>
    /// <returns>Null when the file describes no infrastructure.</returns>
    public static InfraReading? ReadFile(IConfigFiles files, string path, ReadLimits limits)
    {
        var name = Path.GetFileName(path);
        if (TerraformModule.IsSource(name))
        {
            return TerraformReader.ReadFiles(files, Path.GetDirectoryName(path)?.Replace('\\', '/') ?? string.Empty, [path]);
        }
        if (name.EndsWith(".bicep", StringComparison.OrdinalIgnoreCase))
        {
            return BicepReader.Read(files, path);
        }
        var isDockerfile = new DockerfileReader().Matches(name);
        var isData = new YamlReader().Matches(name) || new JsonReader().Matches(name) || name.EndsWith(".template", StringComparison.OrdinalIgnoreCase);
        if (!isDockerfile && !isData)
        {
            return null;
        }
        if (!files.TryRead(path, out var text, out var problem))
        {
            return InfraReading.Failed(problem!);
        }
        return isDockerfile ? ReadDockerfile(path, text) : ReadData(path, text, limits);
    }

    private static InfraReading ReadDockerfile(string path, string text)
    {
        try
        {
            return DockerResources.Read(path, DockerfileParser.Parse(path, text));
        }
        catch (ConfigReadException fault)
        {
            return InfraReading.Failed(fault.ToProblem());
        }
    }

    /// <summary>YAML and JSON are told apart by their content, since their names say nothing.</summary>
    public static InfraReading? ReadData(string path, string text, ReadLimits limits)
    {
        var document = CloudFormationReader.Parse(path, text, limits);
        if (document.Roots.IsEmpty)
        {
            return InfraReading.Failed(IsHelmTemplate(path, text) ? [Unrendered(path)] : document.Problems);
        }
        var root = document.Roots[0];
        var reading = true switch
        {
            _ when TerraformPlan.Looks(root) => TerraformPlan.Read(root),
            _ when ArmReader.Looks(root) => ArmReader.Read(root),
            _ when PulumiPreview.Looks(root) => PulumiPreview.Read(root),
            _ when document.Roots.Any(KubernetesReader.Looks) => KubernetesReader.Read(document.Roots),
            _ when CloudFormationReader.Looks(root) => CloudFormationReader.Read(root),
            _ when PipelineReader.Kind(path, root) is { } kind => PipelineReader.Read(path, kind, root),
            _ when ComposeReader.Looks(root) => ComposeReader.Read(root),
            _ => null,
        };
        if (reading is null)
        {
            return document.Succeeded ? null : InfraReading.Failed(IsHelmTemplate(path, text) ? [Unrendered(path)] : document.Problems);
        }
        return reading with { Problems = document.Problems.AddRange(reading.Problems) };
    }

    private static bool IsHelmTemplate(string path, string text) =>
        text.Contains("{{", StringComparison.Ordinal) && $"/{path}".Contains("/templates/", StringComparison.Ordinal);

    private static ConfigProblem Unrendered(string path) =>
        new("this is a Helm template, and not what will be deployed: write that with `helm template` into a file of its own", new SourcePosition(path, 1, 1, 1, 1));
}
