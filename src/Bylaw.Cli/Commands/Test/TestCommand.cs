using System.CommandLine;
using Bylaw.Cli.Commands.Rego;
using Bylaw.Collectors.StructuredFiles;
using Bylaw.ForeignPolicies;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Test;

/// <summary><c>bylaw test</c>: judges any structured files by policies that were written for conftest, unchanged.</summary>
internal static class TestCommand
{
    public static Command Build()
    {
        var paths = new Argument<string[]>("path") { Description = "Files or folders to judge; - for standard input.", Arity = ArgumentArity.OneOrMore };
        var policy = new Option<string[]>("--policy", "-p") { Description = "File or folder with policies; may be given again. Default: policy." };
        var data = new Option<string[]>("--data", "-d") { Description = "File or folder with data for the policies; may be given again." };
        var name = new Option<string[]>("--namespace", "-n") { Description = "Package whose rules judge; may be given again. Default: main." };
        var all = new Option<bool>("--all-namespaces") { Description = "Judge by the rules of every package." };
        var combine = new Option<bool>("--combine") { Description = "Judge all files together, as a list of {path, contents}." };
        var parser = new Option<string?>("--parser") { Description = $"Reader to use for every file: {string.Join(", ", StructuredReaders.All.Select(r => r.Name))}." };
        var ignore = new Option<string?>("--ignore") { Description = "Regular expression of paths in folders to leave out." };
        var output = new Option<string>("--output", "-o") { Description = $"Form of the result: {string.Join(", ", TestOutput.Formats)}.", DefaultValueFactory = _ => "stdout" };
        output.AcceptOnlyFromAmong(TestOutput.Formats);
        var warn = new Option<bool>("--fail-on-warn") { Description = "Exit with 1 when there are only warnings, with 2 when there are failures." };
        var noFail = new Option<bool>("--no-fail") { Description = "Exit with 0 also when there are failures." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "Print no summary." };
        var version = new Option<string?>("--rego-version") { Description = "v0 or v1. Default: v1, and v0 for a module that only v0 understands." };
        version.AcceptOnlyFromAmong("v0", "v1");
        var command = new Command("test", """
            Judge configuration files by Rego policies with deny, violation, warn and exception rules, as conftest's users write them.
            Each finding names file, line and column of the value that decided, without any word about it in the policy.

            Examples:
              bylaw test deployment.yaml
              bylaw test --policy policies/ --all-namespaces Dockerfile main.tf values.toml
              bylaw test --combine -o sarif k8s/ > findings.sarif

            Exit codes: 0 no failure; 1 failures (or, by --fail-on-warn, warnings); 2 a file or policy is at fault (or, by --fail-on-warn, failures).
            """);
        command.Arguments.Add(paths);
        foreach (var option in new Option[] { policy, data, name, all, combine, parser, ignore, output, warn, noFail, quiet, version })
        {
            command.Options.Add(option);
        }
        command.SetAction((parse, cancellation) =>
        {
            var named = parse.GetValue(policy) is { Length: > 0 } given ? given : ["policy"];
            if (named.FirstOrDefault(p => !Path.Exists(p)) is { } absent)
            {
                throw new UserErrorException($"there are no policies at '{absent}'; name a file or folder with --policy");
            }
            var wanted = parse.GetValue(version) switch { "v0" => RegoVersion.V0, "v1" => RegoVersion.V1, _ => (RegoVersion?)null };
            var (policies, documents) = PolicyModules.Load(named, parse.GetValue(data) ?? [], wanted, cancellation);
            var namespaces = Namespaces(policies, parse.GetValue(all), parse.GetValue(name) ?? []);
            var files = TestInput.Read(parse.GetValue(paths)!, parse.GetValue(parser), parse.GetValue(ignore));
            var inputs = parse.GetValue(combine) ? [TestInput.Combine(files)] : files.SelectMany(TestInput.Each).ToList();
            var results = Judge(policies, namespaces, inputs, documents, cancellation);
            TestOutput.Write(Console.Out, parse.GetValue(output)!, results, parse.GetValue(quiet));
            return Task.FromResult(parse.GetValue(noFail) ? ExitCode.Success : ExitFor(results, parse.GetValue(warn)));
        });
        return command;
    }

    private static List<string> Namespaces(ForeignPolicySet policies, bool isAll, string[] named)
    {
        var known = policies.Namespaces.ToList();
        if (isAll)
        {
            return known.Count > 0 ? known : throw new UserErrorException("no package has a deny, violation or warn rule");
        }
        var wanted = named.Length > 0 ? named.Distinct().ToList() : ["main"];
        return wanted.Find(w => !known.Contains(w)) is { } unknown
            ? throw new UserErrorException($"the package `{unknown}` has no deny, violation or warn rule; {(known.Count == 0 ? "no package has one" : $"these have: {string.Join(", ", known)} (--namespace, or --all-namespaces)")}")
            : wanted;
    }

    private static List<FileResult> Judge(ForeignPolicySet policies, List<string> namespaces, List<TestInput> inputs, RegoValue data, CancellationToken cancellation)
    {
        var options = new EvaluationOptions { Print = Console.Error.WriteLine, Host = HostGrants.CommandLine };
        var results = new List<FileResult>();
        foreach (var group in inputs.GroupBy(i => i.File))
        {
            foreach (var name in namespaces)
            {
                var (successes, findings) = (0, new List<PlacedFinding>());
                foreach (var input in group)
                {
                    try
                    {
                        var result = policies.Judge(name, input.Value, WithFile(data, input.File), options, cancellation);
                        successes += result.Passed.Length;
                        findings.AddRange(result.Findings.Select(f => new PlacedFinding(f, PlaceOf(input, f))));
                    }
                    catch (EvaluationException fault)
                    {
                        throw new UserErrorException($"{input.File}: {fault.ToLine()}");
                    }
                    catch (FormatException fault)
                    {
                        throw new UserErrorException($"{input.File}: {fault.Message}");
                    }
                }
                results.Add(new FileResult(group.Key, name, successes, findings));
            }
        }
        return results;
    }

    /// <summary>Policies may ask which file they judge: <c>data.conftest.file</c>.</summary>
    private static RegoValue WithFile(RegoValue data, string file)
    {
        var about = RegoObject.Create(("conftest", RegoObject.Create(("file", RegoObject.Create(("name", Path.GetFileName(file)), ("dir", Path.GetDirectoryName(file) ?? ""))))));
        return Bylaw.Rego.Bundles.PolicyFiles.TryMerge(data, about, out var merged) ? merged : data;
    }

    private static int ExitFor(List<FileResult> results, bool failOnWarn)
    {
        var failed = results.Any(r => r.Of(ForeignLevel.Failure).Any());
        var warned = results.Any(r => r.Of(ForeignLevel.Warning).Any());
        return failOnWarn ? failed ? 2 : warned ? 1 : 0 : failed ? ExitCode.Violation : ExitCode.Success;
    }

    /// <summary>A finding that nothing in the file decides, such as one about a line that is missing, is about the file.</summary>
    private static SourcePosition PlaceOf(TestInput input, ForeignFinding finding) =>
        input.Find(finding.Path ?? new InputPath([])) is var place && (place.IsKnown || input.File == TestInput.CombinedName) ? place : new SourcePosition(input.File, 1, 1, 1, 1);
}
