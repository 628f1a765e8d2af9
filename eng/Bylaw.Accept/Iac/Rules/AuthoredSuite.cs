using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac.Rules;

/// <summary>Judges the authored corpora; every verdict that is written beside them is one case.</summary>
internal static class AuthoredSuite
{
    /// <summary>Files judged one by one, with verdicts by file, resource and rule.</summary>
    public static IEnumerable<IacCase> Run(string folder, PackJudge judge)
    {
        foreach (var oracle in Directory.EnumerateFiles(folder, "*expected.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var place = Path.GetDirectoryName(oracle)!;
            var wanted = Read(oracle);
            var isFileByFile = wanted.Entries.Any(e => File.Exists(Path.Combine(place, e.Key)));
            var parts = isFileByFile
                ? wanted.Entries.Select(e => (File: e.Key, Resources: e.Value))
                : Candidates(oracle).Select(f => (File: f, Resources: wanted));
            foreach (var (file, resources) in parts.Where(p => File.Exists(Path.Combine(place, p.File))))
            {
                foreach (var one in Cases(judge, place, file, resources, acceptUnknown: false))
                {
                    yield return one;
                }
            }
        }
    }

    /// <summary>The plans of the Terraform corpus: same resources, same verdicts, save that a value known after apply makes unknown.</summary>
    public static IEnumerable<IacCase> RunPlans(string folder, PackJudge judge)
    {
        var oracle = Path.Combine(folder, "tf", "expected.json");
        if (!File.Exists(oracle))
        {
            yield break;
        }
        foreach (var (file, resources) in Read(oracle).Entries)
        {
            var plan = Path.GetFileNameWithoutExtension(file) + ".tfplan.json";
            if (File.Exists(Path.Combine(folder, "plan", plan)))
            {
                foreach (var one in Cases(judge, Path.Combine(folder, "plan"), plan, resources, acceptUnknown: true))
                {
                    yield return one;
                }
            }
        }
    }

    /// <summary><c>semantics.expected.json</c> stands beside <c>semantics.tfplan.json</c>.</summary>
    private static IEnumerable<string> Candidates(string oracle)
    {
        var stem = Path.GetFileName(oracle).Replace("expected.json", string.Empty, StringComparison.Ordinal).TrimEnd('.');
        return ((string[])[".tfplan.json", ".tf", ".yaml", ".json"]).Select(e => stem + e);
    }

    private static IEnumerable<IacCase> Cases(PackJudge judge, string folder, string file, ConfigValue resources, bool acceptUnknown)
    {
        var verdicts = new Lazy<ILookup<(string, string), Verdict>>(() => judge.Judge(folder, file).ToLookup(v => (v.Subject, v.Control)));
        foreach (var (address, byResult) in resources.Entries)
        {
            foreach (var (rule, wanted) in Verdicts(byResult))
            {
                yield return new IacCase($"authored/{Path.GetFileName(folder)}/{file}/{address}/{rule}", () =>
                {
                    var found = verdicts.Value[(address, rule)].ToList();
                    var result = PackJudge.Sum(found);
                    var isUnknownPart = acceptUnknown && result == "unknown" && found.All(v => v.Result != "fail");
                    return result == wanted || isUnknownPart || (result is null && wanted is "absent" or "none" or "not_applicable")
                        ? null
                        : $"{result ?? "nothing"}, wanted {wanted}: {string.Join("; ", found.Select(v => v.Message))}";
                });
            }
        }
    }

    /// <summary>Both forms in use: {"pass": [rules]} and {rule: "pass"}.</summary>
    private static IEnumerable<(string Rule, string Result)> Verdicts(ConfigValue byResult) => byResult.Entries.SelectMany(e =>
        e.Value.Kind == ConfigKind.List ? e.Value.Items.Select(i => (i.Text, e.Key)) : [(e.Key, e.Value.Text)]);

    private static ConfigValue Read(string file) => new JsonReader().Read(file, File.ReadAllText(file), ReadLimits.Default).Input;
}
