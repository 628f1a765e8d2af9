using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Cli.Commands.Rego;
using Bylaw.Cli.Commands.Test;
using Bylaw.Collectors.Code;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.Evidence.Collecting;
using Bylaw.ForeignPolicies;
using Bylaw.Manifest;
using Bylaw.Packs;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;

namespace Bylaw.Cli.Commands.Check;

/// <summary>Judges files by the policies that a manifest names under <c>policies</c>, as conftest's users write them; each rule is a control of its own.</summary>
/// <remarks>An entry: <c>id</c>, <c>path</c> (policies), <c>inputs</c> (patterns of files), <c>namespaces</c> (default main; <c>*</c> for all), <c>data</c>, <c>combine</c>, <c>parser</c>, <c>stages</c>.</remarks>
internal static class ForeignChecks
{
    private static readonly HashSet<string> _keys = ["id", "path", "inputs", "namespaces", "data", "combine", "parser", "stages"];

    /// <summary>Adds the results of foreign policies to a report; nothing when single controls were asked for.</summary>
    public static AssessmentReport AddTo(AssessmentReport report, CheckRun run, AssessmentOptions options, CancellationToken cancellation)
    {
        var more = options.Only.IsEmpty ? Run(run.Root, run.Manifest, options.Stage, cancellation) : [];
        return more.IsEmpty
            ? report
            : report with { Results = [.. report.Results.Concat(more).OrderBy(r => r.Control.Id, StringComparer.Ordinal).ThenBy(r => r.Subject, StringComparer.Ordinal)] };
    }

    /// <summary>Judges.</summary>
    /// <returns>A result for each rule and file. An entry that cannot be used is an error, never a pass.</returns>
    public static ImmutableArray<ControlResult> Run(string root, GovernanceManifest manifest, string? stage, CancellationToken cancellation)
    {
        var list = (manifest.Tree.Root as JsonObject)?["policies"];
        if (list is null)
        {
            return [];
        }
        var results = ImmutableArray.CreateBuilder<ControlResult>();
        var entries = list as JsonArray ?? new JsonArray(list.DeepClone());
        for (var i = 0; i < entries.Count; i++)
        {
            var line = manifest.Tree.PlaceOf($"/policies/{i}").Line;
            var entry = entries[i] as JsonObject ?? [];
            var id = entry["id"]?.ToString() ?? $"policies/{i}";
            var stages = Texts(entry["stages"]);
            if (stage is not null && stages.Count > 0 && !stages.Contains(stage))
            {
                continue;
            }
            try
            {
                Judge(root, id, entry, results, cancellation);
            }
            catch (Exception fault) when (fault is UserErrorException or EvaluationException or FormatException or IOException or UnauthorizedAccessException)
            {
                var control = ControlOf(id, "", "policies", stages, isWarning: false);
                results.Add(Result(control, "policies", ControlOutcome.Error, [new RuleFinding(fault.Message, null, null, [], new FilePlace(GovernanceManifest.FileName, line))]));
            }
        }
        return results.ToImmutable();
    }

    private static void Judge(string root, string id, JsonObject entry, ImmutableArray<ControlResult>.Builder results, CancellationToken cancellation)
    {
        if (entry.FirstOrDefault(e => !_keys.Contains(e.Key)).Key is { } unknown)
        {
            throw new UserErrorException($"unknown key `{unknown}` of the policies `{id}`; known are {string.Join(", ", _keys)}");
        }
        var files = new SourceFolder(root);
        var path = entry["path"]?.ToString() ?? throw new UserErrorException($"the policies `{id}` need `path`: the file or folder with the rules");
        var (policies, data) = PolicyModules.Load([files.Resolve(path)], Texts(entry["data"]).Select(files.Resolve), null, cancellation);
        var documents = TestInput.Read(Inputs(files, id, entry), entry["parser"]?.ToString(), null)
            .Select(d => d with { File = files.Relative(d.File) }).ToList();
        var inputs = entry["combine"]?.ToString() == "true" ? [TestInput.Combine(documents)] : documents.SelectMany(TestInput.Each).ToList();
        var named = Texts(entry["namespaces"]);
        var namespaces = named.Contains("*") ? policies.Namespaces.ToList() : named.Count > 0 ? named : ["main"];
        if (namespaces.Find(n => !policies.Namespaces.Contains(n)) is { } absent)
        {
            throw new UserErrorException($"the package `{absent}` of the policies `{id}` has no deny, violation or warn rule; these have: {string.Join(", ", policies.Namespaces)}");
        }
        var options = new EvaluationOptions { Host = HostGrants.CommandLine };
        foreach (var group in inputs.GroupBy(i => i.File))
        {
            var judged = (from name in namespaces from input in @group select (Input: input, Result: policies.Judge(name, input.Value, data, options, cancellation))).ToList();
            foreach (var rule in judged.SelectMany(j => j.Result.Passed.Select(r => (j.Result.Namespace, Rule: r)).Concat(j.Result.Findings.Select(f => (f.Namespace, f.Rule)))).Distinct())
            {
                var found = judged.SelectMany(j => j.Result.Findings.Where(f => (f.Namespace, f.Rule) == rule).Select(f => (j.Input, Finding: f))).ToList();
                results.Add(Result(root, id, entry, rule, group.Key, found));
            }
        }
    }

    private static ControlResult Result(string root, string id, JsonObject entry, (string Namespace, string Rule) rule, string file, List<(TestInput Input, ForeignFinding Finding)> found)
    {
        var control = ControlOf(id, $"{rule.Namespace}.{rule.Rule}", entry["path"]!.ToString(), Texts(entry["stages"]), rule.Rule.StartsWith("warn", StringComparison.Ordinal));
        if (found.Find(f => f.Finding.Level == ForeignLevel.Exception).Finding is { } exception)
        {
            return Result(control, file, ControlOutcome.Waived, []) with { Note = $"set aside by {exception.Message}" };
        }
        var findings = found.Select(f =>
        {
            var place = f.Input.Find(f.Finding.Path ?? new InputPath([]));
            return new RuleFinding(f.Finding.Message, null, null, [], new FilePlace(place.IsKnown ? Path.GetRelativePath(root, Path.GetFullPath(place.File!, root)).Replace('\\', '/') : file, Math.Max(1, place.Line)));
        });
        return Result(control, file, found.Count == 0 ? ControlOutcome.Pass : ControlOutcome.Fail, [.. findings]);
    }

    private static ControlResult Result(Control control, string subject, ControlOutcome outcome, ImmutableArray<RuleFinding> findings) => new()
    {
        Control = control, Subject = subject, Outcome = outcome, Enforcement = control.Enforcement, Findings = findings, Packs = [],
    };

    private static Control ControlOf(string id, string rule, string path, IReadOnlyList<string> stages, bool isWarning) => new()
    {
        Id = rule.Length == 0 ? id : $"{id}/{rule}",
        Title = rule.Length == 0 ? $"Policies of {path}" : $"{rule} of {path}",
        Rule = "A policy of the repository's own.",
        SubjectKind = "infra",
        Severity = isWarning ? "low" : "high",
        Stages = [.. stages],
        Enforcement = isWarning ? Enforcement.Warn : Enforcement.Block,
        IsWaivable = false,
        FailsOnMissing = true,
        Package = rule,
        File = path,
    };

    private static List<string> Inputs(SourceFolder files, string id, JsonObject entry)
    {
        var found = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var text in Texts(entry["inputs"]))
        {
            var before = found.Count;
            if (!text.Contains('*', StringComparison.Ordinal) && (files.FileExists(text) || files.FolderExists(text)))
            {
                found.UnionWith(files.FileExists(text) ? [text] : files.EnumerateFiles(text).Where(f => StructuredReaders.TryForFile(f, out _)));
            }
            else
            {
                var pattern = new PathPattern(text.StartsWith('/') ? text : "/" + text);
                found.UnionWith(files.EnumerateFiles().Where(pattern.Matches));
            }
            if (found.Count == before)
            {
                throw new UserErrorException($"`{text}` of the policies `{id}` names no file");
            }
        }
        return found.Count > 0 ? [.. found.Select(files.Resolve)] : throw new UserErrorException($"the policies `{id}` need `inputs`: patterns of the files to judge");
    }

    private static List<string> Texts(JsonNode? node) => node switch
    {
        JsonArray list => [.. list.Select(i => i?.ToString() ?? "")],
        JsonValue one => [one.ToString()],
        _ => [],
    };
}
