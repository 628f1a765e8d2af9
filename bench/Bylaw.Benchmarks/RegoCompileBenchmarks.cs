using System.Diagnostics;
using System.Globalization;
using System.Text;
using Bylaw.Rego;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Benchmarks;

/// <summary>Measures reading and compiling policies: one large module, a thousand rules, thousands of modules after a change of one line.</summary>
internal sealed class RegoCompileBenchmarks : IBenchmarkGroup
{
    public string Name => "rego-compile";

    public string Summary => "[--rounds N]: parse speed, compile time, time after a change of one line; checks its answers";

    public Task<int> RunAsync(string[] args)
    {
        var rounds = args is ["--rounds", var count] ? int.Parse(count, CultureInfo.InvariantCulture) : 7;
        Console.WriteLine($"{"measurement",-38}{"best ms",12}{"median ms",12}{"cpu ms",10}{"MB/s",10}{"MB allotted",13}");
        var large = new SourceText("large.rego", Module("large", 42_000));
        Run("parse one module", rounds, large.Text.Length, () => RegoParser.ParseModule(large).Module.Rules.Length == 42_000);
        SourceText[] thousand = [.. Enumerable.Range(0, 1_000).Select(i => new SourceText($"m{i}.rego", Module($"m{i}", 42)))];
        var bytes = thousand.Sum(t => (long)t.Text.Length);
        Run("parse 1,000 modules, one after one", rounds, bytes, () => thousand.Sum(t => RegoParser.ParseModule(t).Module.Rules.Length) == 42_000);
        SourceText[] rules = [.. thousand.Take(20).Select((t, i) => new SourceText(t.Name, Module($"m{i}", 50)))];
        Run("compile 1,000 rules (20 modules)", rounds * 3, rules.Sum(t => (long)t.Text.Length), () => RegoCompiler.Compile(rules).Succeeded);
        Run("… and prepare a query", rounds * 3, 0, () => RegoCompiler.Compile(rules).Policies!.Prepare("data.m7").Succeeded);
        SourceText[] many = [.. Enumerable.Range(0, 4_000).Select(i => new SourceText($"m{i}.rego", Module($"m{i}", 8)))];
        bytes = many.Sum(t => (long)t.Text.Length);
        Run("compile 4,000 modules (32,000 rules)", Math.Min(3, rounds), bytes, () => RegoCompiler.Compile(many).Succeeded);
        var workspace = new RegoWorkspace();
        foreach (var text in many)
        {
            workspace.Set(text);
        }
        workspace.Compile();
        var round = 0;
        Run("… checked after a change of one line", rounds, 0, () =>
        {
            round++;
            workspace.Set(new SourceText("m7.rego", Module("m7", 8) + $"\nchanged := {round}\n"));
            return workspace.Compile().Succeeded;
        });
        Run("… asked after a change of one line", rounds, 0, () =>
        {
            round++;
            workspace.Set(new SourceText("m7.rego", Module("m7", 8) + $"\nchanged := {round}\n"));
            var compilation = workspace.Compile();
            return compilation.Policies!.Prepare("data.m7.changed").Query!.EvaluateValue(default) == (RegoValue)round;
        });
        return Task.FromResult(0);
    }

    private static void Run(string name, int rounds, long bytes, Func<bool> work)
    {
        var times = new List<double>();
        var cpu = 0.0;
        var allotted = 0L;
        for (var i = 0; i < rounds + 2; i++)
        {
            GC.Collect();
            var before = GC.GetTotalAllocatedBytes();
            var cpuBefore = Process.GetCurrentProcess().TotalProcessorTime;
            var watch = Stopwatch.StartNew();
            if (!work())
            {
                throw new InvalidDataException($"{name}: the answer is wrong");
            }
            var elapsed = watch.Elapsed.TotalMilliseconds;
            // The first two rounds warm up.
            if (i >= 2)
            {
                times.Add(elapsed);
                cpu += (Process.GetCurrentProcess().TotalProcessorTime - cpuBefore).TotalMilliseconds;
                allotted = GC.GetTotalAllocatedBytes() - before;
            }
        }
        times.Sort();
        var (best, median) = (times[0], times[times.Count / 2]);
        var speed = bytes == 0 ? "" : (bytes / 1e3 / median).ToString("0.0", CultureInfo.InvariantCulture);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{name,-38}{best,12:0.0}{median,12:0.0}{cpu / rounds,10:0.0}{speed,10}{allotted / 1e6,13:0.0}"));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{{\"measurement\":\"{name}\",\"best_ms\":{best:0.0},\"median_ms\":{median:0.0},\"cpu_ms\":{cpu / rounds:0.0},\"bytes\":{bytes}}}"));
    }

    /// <summary>Makes a module of rules as policies have them: conditions, iteration, functions, sets, messages, comments.</summary>
    private static string Module(string package, int rules)
    {
        var text = new StringBuilder($"package {package}\n\nimport rego.v1\n\n");
        for (var i = 0; i < rules; i++)
        {
            text.Append((i % 4) switch
            {
                0 => Text($"# Rule number {i} lets administrators in.\nallow_{i} if {{\n\tinput.user.role == \"admin\"\n\tinput.request.method in {{\"GET\", \"HEAD\"}}\n}}\n\n"),
                1 => Text($"deny_{i} contains msg if {{\n\tsome i, container in input.spec.containers\n\tnot container.securityContext.readOnly\n\tmsg := sprintf(\"container %v (%v) is writable\", [i, container.name])\n}}\n\n"),
                2 => Text($"name_{i}(x) := lower(trim_space(x)) if is_string(x)\n\n"),
                _ => Text($"total_{i} := sum([c.cost | some c in input.costs; c.kind == \"k{i}\"]) + {i}\n\n"),
            });
        }
        return text.ToString();
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);
}
