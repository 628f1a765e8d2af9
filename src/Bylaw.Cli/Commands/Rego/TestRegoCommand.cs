using System.CommandLine;
using System.Globalization;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Tooling.Testing;
using Bylaw.Rego.Values;

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
        var format = new Option<string>("--format", "-f") { Description = "pretty, json or junit.", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong("pretty", "json", "junit");
        var command = new Command("test", """
            Run Rego tests: rules whose names begin with test_.

            Examples:
              bylaw rego test policy/
              bylaw rego test policy/ --run 'authz.*' -v

            Exit codes: 0 all passed; 2 a test failed or a file is at fault.
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
        command.SetAction((parse, cancellation) =>
        {
            var parser = policies.Parser(parse);
            var (files, bundles) = parse.GetValue(bundle) ? ((string[])[], parse.GetValue(paths)!) : (parse.GetValue(paths)!, []);
            var sources = PolicySources.Read(files, bundles, withTests: true, parser, policies.Keys.Verification(parse), cancellation);
            var compiled = PolicyOptions.Compile(sources, policies.Compiler(parse), cancellation);
            IReadOnlyList<TestResult> results;
            try
            {
                results = TestRunner.Run(
                    compiled, sources.Modules, sources.Data, parse.GetValue(run), cancellationToken: cancellation);
            }
            catch (ArgumentException error)
            {
                throw new UserErrorException($"--run is not a regular expression: {error.Message}");
            }
            switch (parse.GetValue(format))
            {
                case "json":
                    Console.Out.WriteLine(TestReports.ToJson(results).ToJson("  "));
                    break;
                case "junit":
                    Console.Out.WriteLine(TestReports.ToJUnit(results));
                    break;
                default:
                    TestReports.WritePretty(Console.Out, results, parse.GetValue(verbose));
                    break;
            }
            var failed = results.Any(r => r.Outcome is TestOutcome.Failed or TestOutcome.Error);
            return Task.FromResult(failed ? ExitCode.ToolFault : ExitCode.Success);
        });
        return command;
    }
}

/// <summary>Writes test results.</summary>
internal static class TestReports
{
    public static void WritePretty(TextWriter output, IReadOnlyList<TestResult> results, bool verbose)
    {
        foreach (var file in results.GroupBy(r => r.File))
        {
            var shown = file.Where(r => verbose || r.Outcome != TestOutcome.Passed).ToArray();
            if (shown.Length == 0)
            {
                continue;
            }
            output.WriteLine($"{file.Key}:");
            foreach (var result in shown)
            {
                var word = result.Outcome switch
                {
                    TestOutcome.Passed => "PASS",
                    TestOutcome.Failed => "FAIL",
                    TestOutcome.Skipped => "SKIPPED",
                    _ => "ERROR",
                };
                output.WriteLine($"{result.Package}.{result.Name}: {word} ({result.Duration.TotalMilliseconds.ToString("0.###", CultureInfo.InvariantCulture)}ms) at line {result.Line}");
                if (result.Message is not null)
                {
                    output.WriteLine($"  {result.Message}");
                }
                foreach (var line in result.Output)
                {
                    output.WriteLine($"  {line}");
                }
            }
            output.WriteLine();
        }
        output.WriteLine(new string('-', 80));
        Count(output, results, TestOutcome.Passed, "PASS");
        Count(output, results, TestOutcome.Failed, "FAIL");
        Count(output, results, TestOutcome.Skipped, "SKIPPED");
        Count(output, results, TestOutcome.Error, "ERROR");
    }

    public static RegoValue ToJson(IReadOnlyList<TestResult> results) =>
        RegoArray.Create([.. results.Select(r => (RegoValue)RegoObject.Create(
            ("location", RegoObject.Create(("file", r.File), ("row", (long)r.Line))),
            ("package", r.Package),
            ("name", r.Name),
            ("outcome", r.Outcome.ToString().ToLowerInvariant()),
            ("fail", r.Outcome == TestOutcome.Failed),
            ("duration", (long)r.Duration.TotalNanoseconds)))]);

    public static string ToJUnit(IReadOnlyList<TestResult> results)
    {
        var root = new System.Xml.Linq.XElement(
            "testsuites",
            results.GroupBy(r => r.Package).Select(g => new System.Xml.Linq.XElement(
                "testsuite",
                new System.Xml.Linq.XAttribute("name", g.Key),
                new System.Xml.Linq.XAttribute("tests", g.Count()),
                new System.Xml.Linq.XAttribute("failures", g.Count(r => r.Outcome == TestOutcome.Failed)),
                new System.Xml.Linq.XAttribute("errors", g.Count(r => r.Outcome == TestOutcome.Error)),
                new System.Xml.Linq.XAttribute("skipped", g.Count(r => r.Outcome == TestOutcome.Skipped)),
                g.Select(Case))));
        return new System.Xml.Linq.XDeclaration("1.0", "utf-8", null) + Environment.NewLine + root;
    }

    private static System.Xml.Linq.XElement Case(TestResult result) => new(
        "testcase",
        new System.Xml.Linq.XAttribute("name", result.Name),
        new System.Xml.Linq.XAttribute("classname", result.Package),
        new System.Xml.Linq.XAttribute("time", result.Duration.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture)),
        result.Outcome switch
        {
            TestOutcome.Failed => new System.Xml.Linq.XElement("failure", $"{result.File}:{result.Line}"),
            TestOutcome.Error => new System.Xml.Linq.XElement("error", result.Message),
            TestOutcome.Skipped => new System.Xml.Linq.XElement("skipped"),
            _ => null,
        });

    private static void Count(TextWriter output, IReadOnlyList<TestResult> results, TestOutcome outcome, string word)
    {
        var count = results.Count(r => r.Outcome == outcome);
        if (count > 0 || outcome == TestOutcome.Passed)
        {
            output.WriteLine($"{word}: {count}/{results.Count}");
        }
    }
}
