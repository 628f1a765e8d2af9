using Bylaw.Collectors.Infrastructure;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac;

/// <summary>Reads GitHub workflows: a pipeline, and one resource a job, each with its place.</summary>
internal static class WorkflowSuite
{
    public static IEnumerable<IacCase> Run(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.y*ml", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select new IacCase("workflow/" + Path.GetRelativePath(folder, file), () => Check(file));

    private static string? Check(string file)
    {
        var text = File.ReadAllText(file);
        var document = new YamlReader().Read(file, text, ReadLimits.Default);
        if (document.Input["jobs"] is not { Kind: ConfigKind.Map } jobs)
        {
            // No workflow at all, or one that is broken on purpose: being told so is what is wanted.
            return document.Succeeded || InfraSources.ReadData(file, text, ReadLimits.Default) is { Problems.Length: > 0 } ? null : "a broken file was accepted";
        }
        var reading = InfraSources.ReadData(file, text, ReadLimits.Default);
        var wanted = jobs.Entries.Count(j => j.Value.Kind == ConfigKind.Map) + 1;
        return reading?.Resources.Length == wanted || document.Input["on"] is null ? null : $"{reading?.Resources.Length ?? 0} resources, wanted {wanted}";
    }
}
