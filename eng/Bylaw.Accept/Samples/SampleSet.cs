using Bylaw.Samples;
using YamlDotNet.RepresentationModel;

namespace Bylaw.Accept.Samples;

/// <summary>The sample projects against their specifications: every expected result of the clean sample, and of each fault.</summary>
/// <remarks>The folder holds <c>NAME/spec.yaml</c>; the samples themselves stand in <c>examples/</c>. A control without a rule is a failure and says so.</remarks>
internal sealed class SampleSet : IAcceptanceSet
{
    private const string At = "2026-11-25T12:00:00Z";

    public string Name => "samples";

    public string Summary => "the sample projects: expected control results, clean and broken (DIR holds NAME/spec.yaml)";

    public async Task RunAsync(string folder, string[] options, Tally tally)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "spec.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var spec = Load(file);
            var name = Text(spec, "name")!;
            if (options.Length > 0 && !options.Contains(name))
            {
                continue;
            }
            var sample = Array.Find(SampleList.All, s => s.Name == name);
            var source = Path.Combine(Root(), "examples", name);
            if (sample is null || !Directory.Exists(source))
            {
                tally.Fail(name, $"there is no sample examples/{name}");
                continue;
            }
            await RunSampleAsync(spec, sample, source, tally);
        }
    }

    private static async Task RunSampleAsync(YamlMappingNode spec, ISample sample, string source, Tally tally)
    {
        var work = Directory.CreateTempSubdirectory("bylaw-sample-").FullName;
        try
        {
            var clean = Path.Combine(work, "clean");
            Copy(source, clean);
            NameControls(clean, spec);
            var check = await SampleCheck.RunAsync(clean, At);
            ExpectClean(spec, sample.Name, check, tally);
            var faults = Items(spec, "expect_broken").Concat(Items(spec, "expect_broken_static")).Cast<YamlMappingNode>().ToList();
            await Parallel.ForEachAsync(faults, new ParallelOptions { MaxDegreeOfParallelism = 2 }, async (fault, _) =>
            {
                // The clean run's cache goes with the copy: what a fault leaves alone is not read again.
                var copy = Path.Combine(work, Path.GetRandomFileName());
                Copy(clean, copy);
                await ExpectBrokenAsync(sample, fault, copy, tally);
                Directory.Delete(copy, recursive: true);
            });
        }
        finally
        {
            Directory.Delete(work, recursive: true);
        }
    }

    private static void ExpectClean(YamlMappingNode spec, string name, SampleCheck check, Tally tally)
    {
        if (check.OutcomesOf("SYS-001").Count == 0)
        {
            tally.Fail($"{name} clean", $"the check gave no result (exit {check.ExitCode}): {check.Errors}");
        }
        var expected = spec.Children.ContainsKey("expect_clean") ? (YamlMappingNode)spec["expect_clean"] : null;
        foreach (var control in expected is null ? Items(spec, "expect_static_pass") : Items(expected, "pass"))
        {
            Expect(control.ToString(), o => o.Contains("pass") && o.All(r => r is "pass" or "not_applicable"), "pass");
        }
        foreach (var control in expected is null ? [] : Items(expected, "not_applicable"))
        {
            // A control that no enabled pack names is not asked at all.
            Expect(control.ToString(), o => o.All(r => r == "not_applicable"), "not applicable");
        }
        foreach (var control in expected is null ? [] : Items(expected, "warn"))
        {
            Expect(control.ToString(), o => o.Any(r => r is "fail" or "unknown") , "a warning");
        }

        void Expect(string control, Func<IReadOnlyList<string>, bool> holds, string wanted)
        {
            var outcomes = check.OutcomesOf(control);
            if (check.NotBuilt.Contains(control) || (outcomes.Count == 0 && wanted == "pass"))
            {
                tally.Fail($"{name} clean {control}", "no rule for it is installed, or no enabled pack names it");
            }
            else if (holds(outcomes))
            {
                tally.Pass();
            }
            else
            {
                tally.Fail($"{name} clean {control}", $"wanted {wanted}; {check.Explain(control)}");
            }
        }
    }

    private static async Task ExpectBrokenAsync(ISample sample, YamlMappingNode fault, string copy, Tally tally)
    {
        var words = Text(fault, "fault")!;
        if (!sample.Faults.TryGetValue(words, out var apply))
        {
            tally.Fail($"{sample.Name} \"{words}\"", "nothing breaks the sample so");
            return;
        }
        apply(new SampleFolder(copy));
        var check = await SampleCheck.RunAsync(copy, At);
        foreach (var control in new[] { Text(fault, "control")! }.Concat(Items(fault, "also").Select(a => a.ToString())))
        {
            if (check.NotBuilt.Contains(control) || check.OutcomesOf(control).Count == 0)
            {
                tally.Fail($"{sample.Name} \"{words}\" {control}", $"no rule for it is installed, or no enabled pack names it (exit {check.ExitCode})");
            }
            else if (check.OutcomesOf(control).Contains("fail"))
            {
                tally.Pass();
            }
            else
            {
                tally.Fail($"{sample.Name} \"{words}\" {control}", $"wanted fail; {check.Explain(control)}");
            }
        }
    }

    /// <summary>
    /// Enables a pack that names every control of the specification: some of them are named only by packs of laws that do not apply to the sample, and
    /// the specification says how they come out all the same.
    /// </summary>
    private static void NameControls(string folder, YamlMappingNode spec)
    {
        var expected = spec.Children.ContainsKey("expect_clean") ? (YamlMappingNode)spec["expect_clean"] : null;
        var broken = Items(spec, "expect_broken").Concat(Items(spec, "expect_broken_static")).Cast<YamlMappingNode>().ToList();
        var controls = (expected is null ? Items(spec, "expect_static_pass") : Items(expected, "pass").Concat(Items(expected, "warn"))).Select(c => c.ToString())
            .Concat(broken.Select(b => Text(b, "control")!)).Concat(broken.SelectMany(b => Items(b, "also")).Select(a => a.ToString())).Distinct().Order(StringComparer.Ordinal);
        var pack = Path.Combine(folder, ".bylaw", "packs", "specification");
        Directory.CreateDirectory(pack);
        File.WriteAllText(Path.Combine(pack, "pack.yaml"), $"""
            id: specification
            title: "Controls that the specification of the sample names"
            kind: product
            jurisdiction: "any"
            status: "own"
            effective_from: null
            as_of: 2026-11-23
            controls: [{string.Join(", ", controls)}]
            """);
        var manifest = Path.Combine(folder, "governance.yaml");
        File.WriteAllText(manifest, File.ReadAllText(manifest).Replace("packs: {enabled: [baseline,", "packs: {enabled: [specification, baseline,", StringComparison.Ordinal));
    }

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Bylaw.slnx")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the samples stand in the checkout, and this is run outside of one");
        }
        return folder.FullName;
    }

    private static YamlMappingNode Load(string file)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(File.ReadAllText(file)));
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static IEnumerable<YamlNode> Items(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var list) && list is YamlSequenceNode items ? items.Children : [];

    private static string? Text(YamlMappingNode node, string key) => node.Children.TryGetValue(key, out var value) ? value.ToString() : null;
}
