using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Packs.Testing;
using Bylaw.Rego.Tooling.Mutating;
using Bylaw.Rego.Tooling.Testing;

namespace Bylaw.Cli.Commands.Packs;

/// <summary><c>bylaw pack test</c>: the rules' tests, their examples, and the changes to the rules that no test notices.</summary>
internal static class PackTestCommand
{
    public static Command Build()
    {
        var pack = new Argument<string>("pack") { Description = "A pack's folder, a folder of packs, or the name of an installed pack.", DefaultValueFactory = _ => Path.Combine(".bylaw", "packs") };
        var only = new Option<string[]>("--control", "-c") { Description = "Only this control; may be given again.", AllowMultipleArgumentsPerToken = true };
        var noMutation = new Option<bool>("--no-mutation") { Description = "Run tests and examples only." };
        var minScore = new Option<double>("--min-score") { Description = "The share of changes to each rule that its tests must notice, 0 to 1. Default 0: report only." };
        minScore.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is < 0 or > 1)
            {
                result.AddError("--min-score must lie between 0 and 1");
            }
        });
        var survivors = new Option<int>("--survivors") { Description = "How many unnoticed changes to show for each control.", DefaultValueFactory = _ => 5 };
        var format = new Option<string>("--format", "-f") { Description = "table or json.", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        var command = new Command("test", """
            Test the controls of a pack: run the tests of the rules, run the examples, then change each rule a little (operators, constants,
            negations, conditions, members, whole rules) and report the changes that no test notices, with file and line.

            Examples:
              bylaw pack test .bylaw/packs/our-rules
              bylaw pack test .bylaw/packs/our-rules --min-score 0.9
              bylaw pack test baseline --control PRV-002 --survivors 50

            Exit codes: 0 all pass; 1 a test or example fails, or a score is too low; 2 the pack cannot be read.
            """) { pack, only, noMutation, minScore, survivors, format };
        command.SetAction((parse, cancellation) =>
        {
            var name = parse.GetValue(pack)!;
            var folder = Directory.Exists(name) ? Path.GetFullPath(name) : PackFiles.Find(name);
            var bench = TestBench.Open(folder, parse.GetValue(only) ?? []);
            var tests = bench.RunTests(cancellation);
            var examples = PackExamples.Run(bench.Library, bench.Controls, out var exampleCount, cancellation);
            var failed = tests.Where(t => t.Outcome is TestOutcome.Failed or TestOutcome.Error).ToArray();
            var reports = parse.GetValue(noMutation) || failed.Length > 0 ? [] : bench.Mutate(cancellation);
            var weak = reports.Where(r => r.Report.Score < parse.GetValue(minScore)).ToArray();
            if (parse.GetValue(format) == "json")
            {
                Console.WriteLine(Json(tests, failed, examples, exampleCount, reports).ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
            }
            else
            {
                Print(tests, failed, examples, exampleCount, reports, weak, parse.GetValue(survivors), parse.GetValue(minScore), parse.GetValue(noMutation));
            }
            return Task.FromResult(failed.Length > 0 || !examples.IsEmpty || weak.Length > 0 ? ExitCode.Violation : ExitCode.Success);
        });
        return command;
    }

    private static void Print(
        IReadOnlyList<TestResult> tests, TestResult[] failed, ImmutableArray<ExampleProblem> examples, int exampleCount,
        ImmutableArray<ControlMutation> reports, ControlMutation[] weak, int survivors, double minScore, bool noMutation)
    {
        foreach (var test in failed)
        {
            Console.WriteLine($"{Shown(test.File)}:{test.Line}: {test.Name} {(test.Outcome == TestOutcome.Error ? $"stopped: {test.Message}" : "fails")}");
        }
        foreach (var problem in examples)
        {
            Console.WriteLine($"{Shown(problem.File)}: {problem.Control}: {problem.Problem}");
        }
        foreach (var (control, report) in reports.Where(r => !r.Report.Survivors.IsEmpty))
        {
            Console.WriteLine($"{control}  {report.Score.ToString("P0", CultureInfo.InvariantCulture)} of {report.Killed + report.Survivors.Length} changes noticed");
            foreach (var mutation in report.Survivors.Take(survivors))
            {
                Console.WriteLine($"  {Shown(report.File)}:{mutation.Line}:{mutation.Column}: no test notices when {mutation.Description}");
            }
            if (report.Survivors.Length > survivors)
            {
                Console.WriteLine($"  and {report.Survivors.Length - survivors} more (--survivors {report.Survivors.Length})");
            }
        }
        Console.WriteLine($"{tests.Count - failed.Length} of {tests.Count} tests pass, {exampleCount - examples.Count(e => File.Exists(e.File))} of {exampleCount} examples come out as named");
        if (!noMutation && failed.Length == 0)
        {
            var killed = reports.Sum(r => r.Report.Killed);
            var all = killed + reports.Sum(r => r.Report.Survivors.Length);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{killed} of {all} changes to {reports.Length} rules noticed ({(all == 0 ? 1 : (double)killed / all):P1})"));
        }
        else if (failed.Length > 0)
        {
            Console.WriteLine("the rules were not changed: mend the tests first");
        }
        if (weak.Length > 0)
        {
            Console.WriteLine($"below --min-score {minScore.ToString(CultureInfo.InvariantCulture)}: {string.Join(", ", weak.Select(w => w.Control))}");
        }
    }

    private static JsonObject Json(
        IReadOnlyList<TestResult> tests, TestResult[] failed, ImmutableArray<ExampleProblem> examples, int exampleCount, ImmutableArray<ControlMutation> reports) => new()
    {
        ["schema"] = "bylaw/pack-test/v1",
        ["tests"] = new JsonObject { ["run"] = tests.Count, ["failed"] = new JsonArray([.. failed.Select(t => (JsonNode)new JsonObject { ["file"] = Shown(t.File), ["line"] = t.Line, ["name"] = t.Name, ["message"] = t.Message })]) },
        ["examples"] = new JsonObject { ["run"] = exampleCount, ["problems"] = new JsonArray([.. examples.Select(e => (JsonNode)new JsonObject { ["control"] = e.Control, ["file"] = Shown(e.File), ["problem"] = e.Problem })]) },
        ["mutation"] = new JsonArray([.. reports.Select(r => (JsonNode)new JsonObject
        {
            ["control"] = r.Control,
            ["score"] = Math.Round(r.Report.Score, 4),
            ["noticed"] = r.Report.Killed,
            ["survivors"] = new JsonArray([.. r.Report.Survivors.Select(m => (JsonNode)new JsonObject { ["file"] = Shown(r.Report.File), ["line"] = m.Line, ["column"] = m.Column, ["kind"] = m.Kind, ["change"] = m.Description })]),
        })]),
    };

    private static string Shown(string file) => Path.GetRelativePath(Directory.GetCurrentDirectory(), file);
}
