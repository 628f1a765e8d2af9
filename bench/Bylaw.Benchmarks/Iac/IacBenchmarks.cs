using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Bylaw.Collectors.Infrastructure;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Values;

namespace Bylaw.Benchmarks.Iac;

/// <summary>Judges a plan of 2,000 resources by 200 rules, each run in a process of its own and timed from outside.</summary>
internal sealed class IacBenchmarks : IBenchmarkGroup
{
    private const int ResourceCount = 2000;
    private const int RuleCount = 200;
    private const int FindingCount = 24_000;
    private const int Runs = 5;

    public string Name => "iac";

    public string Summary => "a plan of 2,000 resources judged by 200 rules, from process start; and the start alone";

    public async Task<int> RunAsync(string[] args)
    {
        if (args is ["child", var work, var mode])
        {
            return Child(work, mode);
        }
        var folder = Directory.CreateTempSubdirectory("bylaw-bench").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, "plan.json"), Plan());
            CopyRules(folder);
            var start = await TimeAsync(folder, "start");
            var judged = await TimeAsync(folder, "judge");
            Console.WriteLine($"start alone          median {start.Median,7:F0} ms  (of {Runs}, {start.Min:F0} to {start.Max:F0}); bar 150 ms");
            Console.WriteLine($"{ResourceCount} x {RuleCount}           median {judged.Median,7:F0} ms  (of {Runs}, {judged.Min:F0} to {judged.Max:F0}); bar 2000 ms");
            Console.WriteLine(JsonSerializer.Serialize(new { group = Name, resources = ResourceCount, rules = RuleCount, start_ms = start.Median, judge_ms = judged.Median }));
            return judged.Median <= 2000 && start.Median <= 150 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static int Child(string folder, string mode)
    {
        if (mode == "start")
        {
            return 0;
        }
        var watch = Stopwatch.StartNew();
        void Lap(string what)
        {
            if (mode == "laps")
            {
                Console.Error.WriteLine($"{what} {watch.ElapsedMilliseconds} ms, {GC.GetTotalAllocatedBytes() >> 20} MB allotted");
            }
        }
        // Reading the plan and compiling the rules need nothing of each other, so each has a core.
        var compiling = Task.Run(() => Prepare(folder));
        var scan = InfrastructureScan.Read(folder, ["plan.json"]);
        var infra = RegoObject.Create(("resources", RegoValue.FromJson(scan.ResourcesJson)));
        Lap("plan read");
        var (query, controls) = compiling.GetAwaiter().GetResult();
        Lap("rules compiled");
        var found = new long[Environment.ProcessorCount];
        Parallel.For(0, found.Length, part =>
        {
            var own = RegoArray.Create([.. controls.Where((_, i) => i % found.Length == part)]);
            var input = RegoObject.Create(("infra", infra), ("controls", own));
            found[part] = query.Evaluate(input, default).Value.TryGetInt64(out var count) ? count : 0;
        });
        Lap("evaluated");
        // The benchmark checks its own answer: every rule finds what it found when the benchmark was written.
        return scan.Count == ResourceCount && found.Sum() == FindingCount ? 0 : 2;
    }

    private static (PreparedQuery Query, RegoValue[] Controls) Prepare(string folder)
    {
        var compilation = RegoCompiler.Compile(PolicyFiles.Load([Path.Combine(folder, "rules")]).Modules);
        var query = compilation.Policies!.Prepare("count([f | some c in input.controls; data.bylaw.controls[c].findings[f]])").Query!;
        return (query, [.. File.ReadLines(Path.Combine(folder, "controls.txt")).Select(RegoValue.From)]);
    }

    private static async Task<(double Median, double Min, double Max)> TimeAsync(string folder, string mode)
    {
        var times = new List<double>();
        for (var i = 0; i < Runs; i++)
        {
            var watch = Stopwatch.StartNew();
            // The program that users run has no profile-guided tier either: it is over before that would pay.
            var child = new ProcessStartInfo(Environment.ProcessPath!, [.. Host(), "iac", "child", folder, mode]) { Environment = { ["DOTNET_TieredPGO"] = "0" } };
            using var process = Process.Start(child)!;
            await process.WaitForExitAsync();
            times.Add(watch.Elapsed.TotalMilliseconds);
            if (process.ExitCode != 0)
            {
                throw new InvalidOperationException($"the measured process gave {process.ExitCode}: its answer is wrong");
            }
        }
        times.Sort();
        return (times[Runs / 2], times[0], times[^1]);
    }

    /// <summary>The assembly, when the runtime's host runs it.</summary>
    private static string[] Host() =>
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [typeof(IacBenchmarks).Assembly.Location] : [];

    private static string Plan()
    {
        var changes = new StringBuilder();
        for (var i = 0; i < ResourceCount; i++)
        {
            var (type, after) = (i % 4) switch
            {
                0 => ("aws_sagemaker_notebook_instance", "{\"direct_internet_access\":\"Enabled\",\"tags\":{\"team\":\"a\"},\"instance_type\":\"ml.t3.medium\"}"),
                1 => ("azurerm_cognitive_account", "{\"public_network_access_enabled\":false,\"local_auth_enabled\":false,\"identity\":[{\"type\":\"SystemAssigned\"}]}"),
                2 => ("google_vertex_ai_endpoint", "{\"name\":\"e\",\"encryption_spec\":[{\"kms_key_name\":\"k\"}]}"),
                _ => ("aws_bedrock_guardrail", "{\"content_policy_config\":[{\"filters_config\":[{\"type\":\"HATE\",\"input_strength\":\"HIGH\",\"output_strength\":\"HIGH\"}]}]}"),
            };
            changes.Append(i == 0 ? string.Empty : ",").Append($"{{\"address\":\"{type}.r{i}\",\"mode\":\"managed\",\"type\":\"{type}\",\"name\":\"r{i}\",\"change\":{{\"actions\":[\"create\"],\"after\":{after},\"after_unknown\":{{\"id\":true}}}}}}");
        }
        return $"{{\"format_version\":\"1.2\",\"terraform_version\":\"1.9.8\",\"planned_values\":{{}},\"resource_changes\":[{changes}]}}";
    }

    /// <summary>The pack's rules, repeated under other package names until there are enough.</summary>
    private static void CopyRules(string folder)
    {
        var pack = AppContext.BaseDirectory;
        while (!Directory.Exists(Path.Combine(pack, "packs", "ai-infra")))
        {
            pack = Path.GetDirectoryName(pack) ?? throw new InvalidOperationException("the pack is not beside this checkout");
        }
        pack = Path.Combine(pack, "packs", "ai-infra");
        Directory.CreateDirectory(Path.Combine(folder, "rules"));
        File.Copy(Path.Combine(pack, "lib", "infra.rego"), Path.Combine(folder, "rules", "lib.rego"));
        var controls = Directory.GetFiles(pack, "control.rego", SearchOption.AllDirectories);
        Array.Sort(controls, StringComparer.Ordinal);
        var names = new List<string>();
        for (var i = 0; i < RuleCount; i++)
        {
            var text = File.ReadAllText(controls[i % controls.Length]);
            var at = text.IndexOf("package bylaw.controls.", StringComparison.Ordinal) + "package bylaw.controls.".Length;
            File.WriteAllText(Path.Combine(folder, "rules", $"rule{i}.rego"), text.Insert(at, $"copy{i}_"));
            names.Add($"copy{i}_{text[at..text.IndexOfAny(['\r', '\n'], at)].Trim()}");
        }
        File.WriteAllLines(Path.Combine(folder, "controls.txt"), names);
    }
}
