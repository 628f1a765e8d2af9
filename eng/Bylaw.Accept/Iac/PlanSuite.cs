using Bylaw.Collectors.Infrastructure;
using Bylaw.Collectors.Infrastructure.Terraform;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac;

/// <summary>Reads real plans of all format versions: every resource that exists afterwards must be there once, and every unknown mark must be kept.</summary>
internal static class PlanSuite
{
    public static IEnumerable<IacCase> Run(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select new IacCase("tfplan/" + Path.GetFileName(file), () => Check(file));

    private static string? Check(string file)
    {
        var document = StructuredReaders.Read(file, File.ReadAllBytes(file), null, new JsonReader());
        if (!document.Succeeded)
        {
            return document.Problems[0].ToString();
        }
        if (!TerraformPlan.Looks(document.Input))
        {
            // The folder also holds a few documents that are no plans; they must not be taken for one.
            return document.Input["resource_changes"] is null && document.Input["planned_values"] is null ? null : "the plan was not recognised";
        }
        var reading = TerraformPlan.Read(document.Input);
        var wanted = (document.Input["resource_changes"]?.Items ?? [])
            .Where(c => c["mode"]?.AsString() != "data" && c["change"]?["after"] is { Kind: ConfigKind.Map })
            .Select(c => c["address"]!.Text).Order().ToList();
        var found = reading.Resources.Select(r => r.Address).Order().ToList();
        if (document.Input["resource_changes"] is not null && !wanted.SequenceEqual(found))
        {
            return $"{found.Count} resources, wanted {wanted.Count}: {string.Join(", ", found.Except(wanted).Concat(wanted.Except(found)).Take(5))}";
        }
        var marks = (document.Input["resource_changes"]?.Items ?? [])
            .Where(c => c["mode"]?.AsString() != "data" && c["change"]?["after"] is { Kind: ConfigKind.Map })
            .Sum(c => Trues(c["change"]!["after_unknown"]));
        var unknowns = reading.Resources.Sum(r => Unknowns(r.Attributes));
        if (document.Input["resource_changes"] is not null && marks != unknowns)
        {
            return $"{unknowns} unknown values, wanted {marks}";
        }
        return reading.Resources.FirstOrDefault(r => !r.Position.IsKnown) is { } lost ? $"{lost.Address} has no place" : null;
    }

    private static int Trues(ConfigValue? mark) => mark?.Kind switch
    {
        ConfigKind.Map => mark.Entries.Sum(e => Trues(e.Value)),
        ConfigKind.List => mark.Items.Sum(Trues),
        _ => mark is { IsTrue: true } ? 1 : 0,
    };

    private static int Unknowns(ConfigValue value) => value.Kind switch
    {
        ConfigKind.Map => value.Entries.Sum(e => Unknowns(e.Value)),
        ConfigKind.List => value.Items.Sum(Unknowns),
        _ => value.IsUnknown ? 1 : 0,
    };
}
