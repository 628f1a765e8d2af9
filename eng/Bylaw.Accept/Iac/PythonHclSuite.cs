using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac;

/// <summary>Compares our trees with the JSON that another HCL parser makes of the same files; files named <c>bad</c> must be refused.</summary>
internal static class PythonHclSuite
{
    public static IEnumerable<IacCase> Run(string folder) =>
        from file in Directory.EnumerateFiles(folder, "*.tf*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select new IacCase("python-hcl2/" + Path.GetFileName(file), () => Check(file));

    private static string? Check(string file)
    {
        var parsed = HclParser.Parse(file, File.ReadAllText(file));
        var stem = Path.GetFileName(file)[..Path.GetFileName(file).LastIndexOf('.')];
        var oracle = Path.Combine(Path.GetDirectoryName(file)! + "-json", stem + ".json");
        if (!File.Exists(oracle))
        {
            return !parsed.Diagnostics.IsEmpty ? null : "a broken file was accepted";
        }
        if (!parsed.Diagnostics.IsEmpty)
        {
            return string.Join("; ", parsed.Diagnostics.Select(d => $"{parsed.At(d.Span)} {d.Message}"));
        }
        var wanted = new JsonReader().Read(oracle, File.ReadAllText(oracle), ReadLimits.Default).Input;
        var ours = new PythonHclForm(parsed).File();
        return HclConvert.AreEqual(ours, wanted) ? null : Differ(ours, wanted, string.Empty);
    }

    /// <summary>Names the first place where two values part.</summary>
    internal static string? Differ(ConfigValue ours, ConfigValue wanted, string path)
    {
        if (ours.Kind == ConfigKind.Map && wanted.Kind == ConfigKind.Map)
        {
            foreach (var (key, value) in wanted.Entries)
            {
                if (ours[key] is not { } mine)
                {
                    return $"{path}/{key} is missing";
                }
                if (Differ(mine, value, $"{path}/{key}") is { } inner)
                {
                    return inner;
                }
            }
            return ours.Entries.Where(e => wanted[e.Key] is null).Select(e => $"{path}/{e.Key} is too much: {ConfigJson.Write(e.Value)}").FirstOrDefault();
        }
        if (ours.Kind == ConfigKind.List && wanted.Kind == ConfigKind.List && ours.Items.Length == wanted.Items.Length)
        {
            return ours.Items.Zip(wanted.Items).Select((p, i) => Differ(p.First, p.Second, $"{path}/{i}")).FirstOrDefault(d => d is not null);
        }
        return HclConvert.AreEqual(ours, wanted) ? null : $"{path}: {ConfigJson.Write(ours)}, wanted {ConfigJson.Write(wanted)}";
    }
}
