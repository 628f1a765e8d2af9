using Bylaw.Collectors.Infrastructure;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Values;

namespace Bylaw.Accept.Iac.Rules;

/// <summary>One thing that a rule said about a resource.</summary>
internal sealed record Verdict(string Control, string Subject, string Attribute, string Result, string Expected, string Message);

/// <summary>Judges infrastructure files by the AI-infrastructure pack, through collector and engine.</summary>
internal sealed class PackJudge
{
    private readonly PreparedQuery _query;
    private readonly RegoValue _data;

    public PackJudge(string packFolder)
    {
        var files = PolicyFiles.Load([packFolder], f => !f.EndsWith("_test.rego", StringComparison.Ordinal) && !f.EndsWith(".json", StringComparison.Ordinal));
        var compilation = RegoCompiler.Compile(files.Modules);
        if (!compilation.Succeeded)
        {
            throw new InvalidOperationException("the pack does not compile: " + string.Join("; ", compilation.Diagnostics.Take(3)));
        }
        _query = compilation.Policies.Prepare("data.bylaw.controls").Query ?? throw new InvalidOperationException("the query does not compile");
        _data = files.Data;
    }

    /// <summary>Finds the pack of the checkout that a folder belongs to.</summary>
    public static PackJudge? Find(string startFolder)
    {
        for (var folder = new DirectoryInfo(startFolder); folder is not null; folder = folder.Parent)
        {
            var pack = Path.Combine(folder.FullName, "packs", "ai-infra");
            if (Directory.Exists(pack))
            {
                return new PackJudge(pack);
            }
        }
        return null;
    }

    /// <summary>Judges files below a root as one deployment.</summary>
    public IReadOnlyList<Verdict> Judge(string root, params IEnumerable<string> files)
    {
        var scan = InfrastructureScan.Read(root, files);
        return JudgeResources(RegoValue.FromJson(scan.ResourcesJson));
    }

    /// <summary>Judges resources that were collected before.</summary>
    public IReadOnlyList<Verdict> JudgeResources(RegoValue resources) =>
        JudgeInput(RegoObject.Create(("infra", RegoObject.Create(("resources", resources)))));

    public IReadOnlyList<Verdict> JudgeInput(RegoValue input)
    {
        var verdicts = new List<Verdict>();
        if (!_query.Evaluate(input, _data).Value.TryGetObject(out var controls))
        {
            return verdicts;
        }
        foreach (var (_, control) in controls)
        {
            if (control.TryGetObject(out var rules) && Get(rules, "checks").TryGetSet(out var findings))
            {
                foreach (var finding in findings)
                {
                    if (finding.TryGetObject(out var f))
                    {
                        verdicts.Add(new Verdict(Text(f, "control"), Text(f, "subject"), Text(f, "attribute"), Text(f, "result"), Text(f, "expected"), Text(f, "message")));
                    }
                }
            }
        }
        return verdicts;
    }

    /// <summary>One word for all that a rule said: any failure decides, then any unknown.</summary>
    public static string? Sum(IEnumerable<Verdict> verdicts)
    {
        var results = verdicts.Select(v => v.Result).ToHashSet();
        return results.Contains("fail") ? "fail" : results.Contains("unknown") ? "unknown" : results.Contains("pass") ? "pass" : null;
    }

    private static RegoValue Get(RegoObject map, string key) => map.Get(key);

    private static string Text(RegoObject map, string key) => Get(map, key).TryGetString(out var text) ? text : string.Empty;
}
