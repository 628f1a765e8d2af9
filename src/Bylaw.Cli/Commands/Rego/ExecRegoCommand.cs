using System.CommandLine;
using Bylaw.Rego;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego exec</c>: asks one decision about many input files.</summary>
internal static class ExecRegoCommand
{
    public static Command Build()
    {
        var paths = new Argument<string[]>("path") { Description = "Input files (JSON or YAML), or folders of them.", Arity = ArgumentArity.OneOrMore };
        var decision = new Option<string>("--decision") { Description = "The decision: data.authz.allow or /authz/allow.", Required = true };
        var fail = new Option<bool>("--fail") { Description = "Exit with 1 when a decision is undefined or an error." };
        var failDefined = new Option<bool>("--fail-defined") { Description = "Exit with 1 when a decision is defined." };
        var policies = new PolicyOptions();
        var command = new Command("exec", """
            Ask one decision about each input file. The answers are one JSON document.

            Examples:
              bylaw rego exec --decision data.authz.allow -b bundle.tar.gz inputs/
              bylaw rego exec --decision /authz/allow -d policy/ --fail a.json b.yaml

            Exit codes: 0 done; 1 by --fail or --fail-defined; 2 a policy or the decision is at fault, or there is no input.
            """);
        command.Arguments.Add(paths);
        policies.AddTo(command);
        foreach (var option in new Option[] { decision, fail, failDefined })
        {
            command.Options.Add(option);
        }
        command.SetAction((parse, cancellation) =>
        {
            var (compiled, data, _) = policies.Load(parse, cancellation);
            var name = parse.GetValue(decision)!;
            var preparation = compiled.Prepare(ToQuery(name));
            if (!preparation.Succeeded)
            {
                DiagnosticPrinter.Write(Console.Error, preparation.Diagnostics);
                throw new UserErrorException($"--decision {name} is not a path of a document");
            }
            var answers = Find(parse.GetValue(paths)!).Select(f => (File: f, Answer: Ask(preparation.Query, f, name, data, cancellation))).ToArray();
            var results = answers.Select(a => (RegoValue)RegoObject.Create(("path", a.File), (a.Answer.IsError ? "error" : "result", a.Answer.Value)));
            Console.Out.WriteLine(RegoValue.From(RegoObject.Create(("result", RegoArray.Create([.. results])))).ToJson("  "));
            var failed = (parse.GetValue(fail) && answers.Any(a => a.Answer.IsError)) || (parse.GetValue(failDefined) && answers.Any(a => !a.Answer.IsError));
            return Task.FromResult(failed ? ExitCode.Violation : ExitCode.Success);
        });
        return command;
    }

    private static string ToQuery(string decision) => decision.StartsWith("data.", StringComparison.Ordinal) || decision == "data"
        ? decision
        : "data" + string.Concat(decision.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(step => $"[{RegoValue.From(step).ToJson()}]"));

    /// <summary>Asks about one file; a file at fault is an answer of its own, and the rest go on.</summary>
    private static (bool IsError, RegoValue Value) Ask(PreparedQuery query, string file, string name, RegoValue data, CancellationToken cancellation)
    {
        try
        {
            var options = new EvaluationOptions { Print = Console.Error.WriteLine, Host = HostGrants.CommandLine };
            var decision = query.Evaluate(PolicyFiles.ReadDocument(file), data, options, cancellation);
            return decision.IsDefined ? (false, decision.Value) : (true, Error("opa_undefined_error", $"{name} decision was undefined"));
        }
        catch (EvaluationException error)
        {
            return (true, Error(error.Code, error.Message));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or FormatException)
        {
            return (true, Error("invalid_input", error.Message));
        }
    }

    private static RegoValue Error(string code, string message) => RegoObject.Create(("code", code), ("message", message));

    private static IEnumerable<string> Find(string[] paths)
    {
        var files = new List<string>();
        foreach (var path in paths)
        {
            if (Directory.Exists(path))
            {
                files.AddRange(Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories)
                    .Where(f => Path.GetExtension(f) is ".json" or ".yaml" or ".yml").Order(StringComparer.Ordinal));
            }
            else
            {
                files.Add(File.Exists(path) ? path : throw new UserErrorException($"no such file or folder: {path}"));
            }
        }
        return files.Count > 0 ? files : throw new UserErrorException("no JSON or YAML file was found in the folders");
    }
}
