using System.Globalization;
using System.Xml.Linq;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Tooling.Testing;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>Writes test results.</summary>
internal static class TestReports
{
    /// <summary>The most characters of a value that a failed test saw.</summary>
    private const int MaxValueLength = 400;

    /// <summary>Writes results in one of the formats pretty, json, junit.</summary>
    /// <exception cref="UserErrorException">The format is one for coverage.</exception>
    public static void Write(TextWriter output, string format, IReadOnlyList<TestResult> results, bool verbose, bool wholeWay)
    {
        switch (format)
        {
            case "json":
                output.WriteLine(ToJson(results).ToJson("  "));
                break;
            case "junit":
                output.WriteLine(ToJUnit(results));
                break;
            case "pretty":
                WritePretty(output, results, verbose, wholeWay);
                break;
            default:
                throw new UserErrorException($"--format {format} needs --coverage; without it: pretty, json, junit");
        }
    }

    public static void WritePretty(TextWriter output, IReadOnlyList<TestResult> results, bool verbose, bool wholeWay)
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
                foreach (var item in result.Cases.Where(c => verbose || !c.Passed))
                {
                    output.WriteLine($"  {item.Name}: {(item.Passed ? "PASS" : "FAIL")}");
                }
                WriteReason(output, result, wholeWay);
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

    /// <summary>Says which literal stopped a failed test, with the values it saw.</summary>
    private static void WriteReason(TextWriter output, TestResult result, bool wholeWay)
    {
        if (result.Explanation is not { } explanation)
        {
            return;
        }
        if (wholeWay)
        {
            var text = new StringWriter();
            explanation.Write(text);
            foreach (var line in text.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1))
            {
                output.WriteLine($"  {line.TrimEnd()}");
            }
            return;
        }
        foreach (var rule in explanation.Literals.SelectMany(l => l.Documents).SelectMany(d => d.Rules))
        {
            if (rule.Literals is [.., { Holds: false } stopper])
            {
                output.WriteLine($"  {stopper.Place}: {stopper.Text}");
                foreach (var seen in stopper.Seen)
                {
                    output.WriteLine($"    {seen.Text} = {seen.Value.ToShortString(MaxValueLength)}");
                }
                foreach (var document in stopper.Documents)
                {
                    output.WriteLine($"    {document.Name} is {document.Value.ToShortString(MaxValueLength)}");
                }
            }
        }
    }

    public static RegoValue ToJson(IReadOnlyList<TestResult> results) =>
        RegoArray.Create([.. results.Select(r => (RegoValue)ToJson(r))]);

    private static RegoObject ToJson(TestResult result)
    {
        var entry = new ObjectBuilder();
        entry.Set("location", RegoObject.Create(("file", result.File), ("row", (long)result.Line)));
        entry.Set("package", result.Package);
        entry.Set("name", result.Name);
        entry.Set("outcome", result.Outcome.ToString().ToLowerInvariant());
        entry.Set("fail", result.Outcome == TestOutcome.Failed);
        entry.Set("duration", (long)result.Duration.TotalNanoseconds);
        if (result.Cases.Length > 0)
        {
            var cases = new ObjectBuilder();
            foreach (var item in result.Cases)
            {
                cases.Set(item.Name, item.Passed);
            }
            entry.Set("cases", cases.Build());
        }
        if (result.Message is not null)
        {
            entry.Set("message", result.Message);
        }
        if (result.Explanation is { } explanation)
        {
            entry.Set("explanation", explanation.ToValue());
        }
        return entry.Build();
    }

    public static string ToJUnit(IReadOnlyList<TestResult> results)
    {
        var root = new XElement(
            "testsuites",
            results.GroupBy(r => r.Package).Select(g => new XElement(
                "testsuite",
                new XAttribute("name", g.Key),
                new XAttribute("tests", g.Count()),
                new XAttribute("failures", g.Count(r => r.Outcome == TestOutcome.Failed)),
                new XAttribute("errors", g.Count(r => r.Outcome == TestOutcome.Error)),
                new XAttribute("skipped", g.Count(r => r.Outcome == TestOutcome.Skipped)),
                g.Select(Case))));
        return new XDeclaration("1.0", "utf-8", null) + Environment.NewLine + root;
    }

    private static XElement Case(TestResult result) => new(
        "testcase",
        new XAttribute("name", result.Name),
        new XAttribute("classname", result.Package),
        new XAttribute("time", result.Duration.TotalSeconds.ToString("0.######", CultureInfo.InvariantCulture)),
        result.Outcome switch
        {
            TestOutcome.Failed => new XElement("failure", FailureText(result)),
            TestOutcome.Error => new XElement("error", result.Message),
            TestOutcome.Skipped => new XElement("skipped"),
            _ => null,
        });

    private static string FailureText(TestResult result)
    {
        var text = new StringWriter();
        text.WriteLine($"{result.File}:{result.Line}");
        foreach (var item in result.Cases.Where(c => !c.Passed))
        {
            text.WriteLine($"case {item.Name} does not hold");
        }
        WriteReason(text, result, wholeWay: false);
        return text.ToString();
    }

    private static void Count(TextWriter output, IReadOnlyList<TestResult> results, TestOutcome outcome, string word)
    {
        var count = results.Count(r => r.Outcome == outcome);
        if (count > 0 || outcome == TestOutcome.Passed)
        {
            output.WriteLine($"{word}: {count}/{results.Count}");
        }
    }
}
