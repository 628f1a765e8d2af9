using Bylaw.Collectors.Infrastructure.CloudFormation;
using Bylaw.Collectors.Infrastructure.Resources;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac;

/// <summary>Reads CloudFormation templates: good ones without any problem and with every resource, bad ones without falling over.</summary>
internal static class TemplateSuite
{
    public static IEnumerable<IacCase> Run(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        where Path.GetExtension(file) is ".yaml" or ".yml" or ".json" or ".template"
        select new IacCase("cfn/" + Path.GetRelativePath(folder, file), () => Check(file));

    private static string? Check(string file)
    {
        var bytes = File.ReadAllBytes(file);
        var isGood = file.Replace('\\', '/').Contains("/good/", StringComparison.Ordinal);
        if (!TextBytes.TryDecode(file, bytes, out var text, out var problem))
        {
            return isGood ? problem.Message : null;
        }
        var document = CloudFormationReader.Parse(file, text, ReadLimits.Default);
        if (document.Roots.IsEmpty || !CloudFormationReader.Looks(document.Roots[0]))
        {
            return isGood && document.Problems.Length > 0 ? document.Problems[0].ToString() : null;
        }
        var reading = CloudFormationReader.Read(document.Roots[0]);
        _ = ResourceJson.Write(reading.Resources);
        return !isGood ? null : document.Problems.Concat(reading.Problems).FirstOrDefault()?.ToString();
    }
}
