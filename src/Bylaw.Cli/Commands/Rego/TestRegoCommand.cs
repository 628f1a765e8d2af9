using System.CommandLine;
using System.Globalization;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Tooling.Coverage;
using Bylaw.Rego.Tooling.Profiling;
using Bylaw.Rego.Tooling.Testing;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego test</c>: runs the rules named <c>test_…</c>.</summary>
internal static class TestRegoCommand
{
    public static Command Build()
    {
        var paths = new Argument<string[]>("path") { Description = "Files or folders with policies, tests and data; with --bundle, bundles.", Arity = ArgumentArity.OneOrMore };
        var policies = new PolicyOptions();
        var bundle = new Option<bool>("--bundle", "-b") { Description = "Read the paths as bundles: folders or tar.gz files." };
        var run = new Option<string?>("--run", "-r") { Description = "Run only tests whose full name matches this regular expression." };
        var verbose = new Option<bool>("--verbose", "-v") { Description = "Show every test and what it printed." };
        var format = new Option<string>("--format", "-f")
        {
            Description = "pretty, json or junit; with --coverage: json (the default), lcov or text.",
            DefaultValueFactory = _ => "pretty",
        };
        format.AcceptOnlyFromAmong("pretty", "json", "junit", "lcov", "text");
        var coverage = new Option<bool>("--coverage", "-c") { Description = "Report which lines the tests reached, instead of the results." };
        var threshold = new Option<double>("--threshold") { Description = "Percent of lines that must be covered; implies --coverage. Fails with 2 below it." };
        var profile = new Option<bool>("--profile") { Description = "Report the time spent in each line." };
        var varValues = new Option<bool>("--var-values") { Description = "Show the whole way to a failure, with all values." };
        var count = new Option<int>("--count") { Description = "Run each test so often.", DefaultValueFactory = _ => 1 };
        var timeout = new Option<double>("--timeout") { Description = "Seconds that one test may take. Default 5.", DefaultValueFactory = _ => 5 };
        var watch = new Option<bool>("--watch", "-w") { Description = "Run again whenever a file changes, until stopped." };
        var command = new Command("test", """
            Run Rego tests: rules whose names begin with test_.

            Examples:
              bylaw rego test policy/
              bylaw rego test policy/ --run 'authz.*' -v
              bylaw rego test policy/ --coverage --format lcov > coverage.info
              bylaw rego test policy/ --coverage --threshold 90

            Exit codes: 0 all passed; 2 a test failed, coverage is below the threshold, or a file is at fault.
            """);
        command.Arguments.Add(paths);
        command.Options.Add(policies.V0);
        command.Options.Add(policies.V1);
        command.Options.Add(policies.Schema);
        command.Options.Add(policies.Capabilities);
        policies.Keys.AddVerification(command);
        command.Options.Add(bundle);
        command.Options.Add(run);
        command.Options.Add(verbose);
        command.Options.Add(format);
        foreach (var option in new Option[] { coverage, threshold, profile, varValues, count, timeout, watch })
        {
            command.Options.Add(option);
        }
        command.SetAction(async (parse, cancellation) =>
        {
            if (!parse.GetValue(watch))
            {
                return RunOnce(parse, cancellation);
            }
            await FileWatch.RunAsync(parse.GetValue(paths)!, () => RunOnce(parse, cancellation), cancellation);
            return ExitCode.Success;
        });
        return command;

        int RunOnce(ParseResult parse, CancellationToken cancellation)
        {
            var (counted, seconds) = (parse.GetValue(count), parse.GetValue(timeout));
            if (counted < 1 || seconds <= 0)
            {
                throw new UserErrorException(counted < 1 ? "--count must be at least 1" : "--timeout must be more than 0 seconds");
            }
            var parser = policies.Parser(parse);
            var (files, bundles) = parse.GetValue(bundle) ? ((string[])[], parse.GetValue(paths)!) : (parse.GetValue(paths)!, []);
            var sources = PolicySources.Read(files, bundles, withTests: true, parser, policies.Keys.Verification(parse), cancellation);
            var compiled = PolicyOptions.Compile(sources, policies.Compiler(parse), cancellation);
            var wanted = parse.GetValue(threshold);
            var options = new TestOptions
            {
                Filter = parse.GetValue(run),
                Count = counted,
                Timeout = TimeSpan.FromSeconds(seconds),
                Coverage = parse.GetValue(coverage) || wanted > 0 ? new CoverageRecorder() : null,
                Profile = parse.GetValue(profile) ? new ProfileRecorder() : null,
            };
            IReadOnlyList<TestResult> results;
            try
            {
                results = TestRunner.Run(compiled, sources.Modules, sources.Data, options, cancellation);
            }
            catch (ArgumentException error)
            {
                throw new UserErrorException($"--run is not a regular expression: {error.Message}");
            }
            var failed = results.Any(r => r.Outcome is TestOutcome.Failed or TestOutcome.Error);
            if (options.Coverage is null)
            {
                TestReports.Write(Console.Out, parse.GetValue(format)!, results, parse.GetValue(verbose), parse.GetValue(varValues));
            }
            else
            {
                failed |= ReportCoverage(options.Coverage.Report(compiled), parse.GetValue(format)!, wanted);
                if (failed)
                {
                    TestReports.WritePretty(Console.Error, results, verbose: false, parse.GetValue(varValues));
                }
            }
            if (options.Profile is { } profiled)
            {
                ProfileText.Write(ProfileText.Sort(profiled.Report(), ["total_time_ns"], 20), Console.Out);
            }
            return failed ? ExitCode.ToolFault : ExitCode.Success;
        }
    }

    /// <summary>Writes the report.</summary>
    /// <returns>True when coverage is below the threshold.</returns>
    private static bool ReportCoverage(CoverageReport report, string format, double threshold)
    {
        switch (format)
        {
            case "lcov":
                CoverageText.WriteLcov(report, Console.Out);
                break;
            case "text":
                CoverageText.WriteText(report, Console.Out);
                break;
            default:
                Console.Out.WriteLine(CoverageText.ToValue(report).ToJson("  "));
                break;
        }
        if (report.Percent >= threshold)
        {
            return false;
        }
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"bylaw: coverage is {report.Percent:0.##} %, wanted {threshold:0.##} %"));
        return true;
    }
}
