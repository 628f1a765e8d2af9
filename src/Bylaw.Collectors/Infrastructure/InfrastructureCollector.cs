using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Infrastructure;

/// <summary>States what will be deployed, from every infrastructure file of a subject.</summary>
/// <remarks>Option <c>paths</c> (a list of files or folders, or one of them as text) narrows what is read; without it the whole project is.</remarks>
[Collector("infrastructure", "infra", Version = "1", Summary = "Terraform, CloudFormation, Bicep, ARM, Kubernetes, Dockerfiles, Compose, pipelines and Pulumi previews as resources")]
public sealed class InfrastructureCollector : IEvidenceCollector
{
    private const int MaxFiles = 20_000;

    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        var gaps = new List<Gap>();
        var paths = Paths(context, gaps);
        var result = InfrastructureScan.Read(context.Files.RootPath, paths);
        gaps.AddRange(result.Problems.Select(p => context.Gap(
            p.IsFatal ? GapReason.Malformed : GapReason.Unsupported, p.Message, "infra.resources",
            p.Position.IsKnown ? $"{p.Position.File}:{p.Position.Line}" : p.Position.File)));
        if (result.Count == 0)
        {
            return Collection.Missing(gaps.Count > 0 ? gaps : [context.Gap(GapReason.NotFound, "no infrastructure files were found", "infra.resources")]);
        }
        var spec = new JsonObject { ["resources"] = JsonNode.Parse(result.ResourcesJson) };
        if (result.DriftCount is { } drift)
        {
            spec["drift"] = new JsonObject { ["count"] = drift };
            if (DateTimeOffset.TryParse(result.DriftCheckedAt, CultureInfo.InvariantCulture, out _))
            {
                spec["drift"]!["checked_at"] = result.DriftCheckedAt;
            }
        }
        var sources = new List<EvidenceSource>();
        foreach (var file in result.Files)
        {
            sources.Add(await context.Files.SourceAsync(file, cancellationToken).ConfigureAwait(false));
        }
        var skipped = result.Problems.Where(p => p.IsFatal).Select(p => p.ToString());
        return Collection.Of(
            context.Document("infra", spec) with { Sources = [.. sources], Completeness = new Completeness($"{result.Files.Length} infrastructure files", [.. skipped]) },
            gaps);
    }

    private static List<string> Paths(CollectorContext context, List<Gap> gaps)
    {
        var wanted = context.Options["paths"] switch
        {
            JsonArray list => list.Select(p => p!.GetValue<string>()).ToList(),
            JsonValue one => [one.GetValue<string>()],
            _ => [string.Empty],
        };
        var found = new List<string>();
        foreach (var path in wanted)
        {
            try
            {
                if (path.Length > 0 && context.Files.FileExists(path))
                {
                    found.Add(context.Files.Relative(path));
                }
                else if (path.Length == 0 || context.Files.FolderExists(path))
                {
                    found.AddRange(context.Files.EnumerateFiles(path));
                }
                else
                {
                    gaps.Add(context.Gap(GapReason.NotFound, $"`{path}` is not there", "infra.resources", path));
                }
            }
            catch (UnauthorizedAccessException fault)
            {
                gaps.Add(context.Gap(GapReason.Denied, fault.Message, "infra.resources", path));
            }
        }
        if (found.Count > MaxFiles)
        {
            gaps.Add(context.Gap(GapReason.Limit, $"only {MaxFiles} of {found.Count} files were looked at", "infra.resources"));
            found.RemoveRange(MaxFiles, found.Count - MaxFiles);
        }
        return found;
    }
}
