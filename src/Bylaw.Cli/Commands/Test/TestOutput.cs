using System.Security;
using System.Text.Json.Nodes;
using Bylaw.Cli.Commands.Collect;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.ForeignPolicies;

namespace Bylaw.Cli.Commands.Test;

/// <summary>A finding with its place.</summary>
internal sealed record PlacedFinding(ForeignFinding Finding, SourcePosition Place);

/// <summary>What one namespace came to on one file.</summary>
internal sealed record FileResult(string File, string Namespace, int Successes, IReadOnlyList<PlacedFinding> Findings)
{
    public IEnumerable<PlacedFinding> Of(ForeignLevel level) => Findings.Where(f => f.Finding.Level == level);
}

/// <summary>Writes results in the forms that conftest's users know, with places.</summary>
internal static class TestOutput
{
    public static readonly string[] Formats = ["stdout", "json", "tap", "junit", "github", "sarif"];

    public static void Write(TextWriter output, string format, IReadOnlyList<FileResult> results, bool isQuiet)
    {
        switch (format)
        {
            case "json":
                output.WriteLine(new JsonArray([.. results.Select(r => (JsonNode)ToJson(r))]).ToJsonString(EvidenceFiles.Readable));
                break;
            case "tap":
                WriteTap(output, results);
                break;
            case "junit":
                WriteJUnit(output, results);
                break;
            case "github":
                WriteGitHub(output, results);
                break;
            case "sarif":
                output.WriteLine(Sarif(results).ToJsonString(EvidenceFiles.Readable));
                break;
            default:
                WriteText(output, results, isQuiet);
                break;
        }
    }

    private static void WriteText(TextWriter output, IReadOnlyList<FileResult> results, bool isQuiet)
    {
        foreach (var (result, one) in results.SelectMany(r => r.Findings.Select(f => (r, f))))
        {
            var word = one.Finding.Level switch { ForeignLevel.Warning => "WARN", ForeignLevel.Exception => "EXCP", _ => "FAIL" };
            output.WriteLine($"{word} - {(one.Place.IsKnown ? one.Place.ToString() : result.File)} - {result.Namespace} - {one.Finding.Message}");
        }
        if (isQuiet)
        {
            return;
        }
        int Count(ForeignLevel level) => results.Sum(r => r.Of(level).Count());
        var passed = results.Sum(r => r.Successes);
        var (warned, failed, excepted) = (Count(ForeignLevel.Warning), Count(ForeignLevel.Failure), Count(ForeignLevel.Exception));
        var total = passed + warned + failed + excepted;
        output.WriteLine($"\n{total} {(total == 1 ? "test" : "tests")}, {passed} passed, {warned} {(warned == 1 ? "warning" : "warnings")}, {failed} {(failed == 1 ? "failure" : "failures")}, {excepted} {(excepted == 1 ? "exception" : "exceptions")}");
    }

    private static JsonObject ToJson(FileResult result)
    {
        var json = new JsonObject { ["filename"] = result.File, ["namespace"] = result.Namespace, ["successes"] = result.Successes };
        foreach (var (name, level) in new[] { ("warnings", ForeignLevel.Warning), ("failures", ForeignLevel.Failure), ("exceptions", ForeignLevel.Exception) })
        {
            var found = result.Of(level).Select(f => (JsonNode)ToJson(f)).ToArray();
            if (found.Length > 0)
            {
                json[name] = new JsonArray(found);
            }
        }
        return json;
    }

    private static JsonObject ToJson(PlacedFinding one)
    {
        var json = new JsonObject { ["msg"] = one.Finding.Message };
        var metadata = one.Finding.Metadata.IsDefined ? JsonNode.Parse(one.Finding.Metadata.ToJson())!.AsObject() : [];
        metadata["query"] ??= $"data.{one.Finding.Namespace}.{one.Finding.Rule}";
        json["metadata"] = metadata;
        if (one.Place.IsKnown)
        {
            json["loc"] = new JsonObject { ["file"] = one.Place.File, ["line"] = one.Place.Line, ["column"] = one.Place.Column };
        }
        return json;
    }

    private static void WriteTap(TextWriter output, IReadOnlyList<FileResult> results)
    {
        output.WriteLine($"1..{results.Sum(r => r.Successes + r.Findings.Count)}");
        var number = 0;
        foreach (var result in results)
        {
            foreach (var one in result.Findings)
            {
                var isOk = one.Finding.Level != ForeignLevel.Failure;
                output.WriteLine($"{(isOk ? "ok" : "not ok")} {++number} - {(one.Place.IsKnown ? one.Place.ToString() : result.File)} - {result.Namespace} - {one.Finding.Message.ReplaceLineEndings(" ")}{(one.Finding.Level switch { ForeignLevel.Warning => " # TODO warning", ForeignLevel.Exception => " # SKIP exception", _ => "" })}");
            }
            for (var i = 0; i < result.Successes; i++)
            {
                output.WriteLine($"ok {++number} - {result.File} - {result.Namespace} - SUCCESS");
            }
        }
    }

    private static void WriteJUnit(TextWriter output, IReadOnlyList<FileResult> results)
    {
        output.WriteLine("<?xml version=\"1.0\" encoding=\"UTF-8\"?>");
        output.WriteLine("<testsuites>");
        foreach (var result in results)
        {
            var name = SecurityElement.Escape($"{result.File} - {result.Namespace}");
            output.WriteLine($"  <testsuite name=\"{name}\" tests=\"{result.Successes + result.Findings.Count}\" failures=\"{result.Of(ForeignLevel.Failure).Count()}\">");
            foreach (var one in result.Findings)
            {
                var message = SecurityElement.Escape(one.Finding.Message);
                var place = SecurityElement.Escape(one.Place.IsKnown ? one.Place.ToString() : result.File);
                output.WriteLine($"    <testcase name=\"{message}\" classname=\"{name}\">{(one.Finding.Level switch { ForeignLevel.Failure => $"<failure message=\"{message}\">{place}</failure>", ForeignLevel.Exception => "<skipped/>", _ => $"<system-out>{place}: warning: {message}</system-out>" })}</testcase>");
            }
            for (var i = 0; i < result.Successes; i++)
            {
                output.WriteLine($"    <testcase name=\"success {i + 1}\" classname=\"{name}\"/>");
            }
            output.WriteLine("  </testsuite>");
        }
        output.WriteLine("</testsuites>");
    }

    private static void WriteGitHub(TextWriter output, IReadOnlyList<FileResult> results)
    {
        foreach (var (result, one) in results.SelectMany(r => r.Findings.Select(f => (r, f))))
        {
            var word = one.Finding.Level switch { ForeignLevel.Failure => "error", ForeignLevel.Warning => "warning", _ => "notice" };
            var text = one.Finding.Message.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);
            output.WriteLine($"::{word} file={(one.Place.IsKnown ? one.Place.File : result.File)},line={Math.Max(1, one.Place.Line)},col={Math.Max(1, one.Place.Column)}::{text}");
        }
    }

    private static JsonObject Sarif(IReadOnlyList<FileResult> results)
    {
        var found = results.SelectMany(r => r.Findings.Select(f => (Result: r, One: f))).ToList();
        var rules = found.Select(f => $"{f.One.Finding.Namespace}.{f.One.Finding.Rule}").Distinct().Order(StringComparer.Ordinal).ToList();
        return new JsonObject
        {
            ["$schema"] = "https://json.schemastore.org/sarif-2.1.0.json",
            ["version"] = "2.1.0",
            ["runs"] = new JsonArray(new JsonObject
            {
                ["tool"] = new JsonObject { ["driver"] = new JsonObject { ["name"] = "bylaw", ["rules"] = new JsonArray([.. rules.Select(r => (JsonNode)new JsonObject { ["id"] = r })]) } },
                ["results"] = new JsonArray([.. found.Select(f => (JsonNode)new JsonObject
                {
                    ["ruleId"] = $"{f.One.Finding.Namespace}.{f.One.Finding.Rule}",
                    ["level"] = f.One.Finding.Level switch { ForeignLevel.Failure => "error", ForeignLevel.Warning => "warning", _ => "none" },
                    ["message"] = new JsonObject { ["text"] = f.One.Finding.Message },
                    ["locations"] = new JsonArray(new JsonObject
                    {
                        ["physicalLocation"] = new JsonObject
                        {
                            ["artifactLocation"] = new JsonObject { ["uri"] = (f.One.Place.IsKnown ? f.One.Place.File! : f.Result.File).Replace('\\', '/') },
                            ["region"] = new JsonObject { ["startLine"] = Math.Max(1, f.One.Place.Line), ["startColumn"] = Math.Max(1, f.One.Place.Column) },
                        },
                    }),
                })]),
            }),
        };
    }
}
