using System.CommandLine;
using System.Diagnostics;
using Bylaw.Rego;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego eval</c>: evaluates one query.</summary>
internal static class EvalCommand
{
    public static Command Build()
    {
        var query = new Argument<string?>("query") { Description = "The query, for example 'data.authz.allow' or 'x := input.a[_]; x > 1'.", Arity = ArgumentArity.ZeroOrOne };
        var policies = new PolicyOptions();
        var input = new Option<string?>("--input", "-i") { Description = "Input document, read by its name: JSON, YAML, TOML, HCL, Dockerfile, INI, dotenv, XML, CSV, properties, SPDX; - for standard input." };
        var stdinInput = new Option<bool>("--stdin-input", "-I") { Description = "Read the input document from standard input." };
        var format = new Option<string>("--format", "-f")
        {
            Description = "json, pretty, values, raw or bindings; source with --partial.",
            DefaultValueFactory = _ => "json",
        };
        var observation = new ObservationOptions();
        var partial = new PartialEval();
        format.AcceptOnlyFromAmong("json", "pretty", "values", "raw", "bindings", "source");
        var strict = new Option<bool>("--strict-builtin-errors") { Description = "Stop on the first error of a built-in." };
        var fail = new Option<bool>("--fail") { Description = "Exit with 1 when the query is undefined or empty." };
        var failDefined = new Option<bool>("--fail-defined") { Description = "Exit with 1 when the query is defined: it has a result, also `false` or an empty set." };
        var package = new Option<string>("--package") { Description = "Package whose rules the query can name directly.", DefaultValueFactory = _ => "" };
        var imports = new Option<string[]>("--import") { Description = "Import for the query, for example data.lib; may be given again." };
        var metrics = new Option<bool>("--metrics") { Description = "Report times and steps." };
        var timeout = new Option<double>("--timeout") { Description = "Seconds before the evaluation stops; 0 for one minute.", DefaultValueFactory = _ => 0 };
        var command = new Command("eval", """
            Evaluate a Rego query.

            Examples:
              bylaw rego eval '1 + 1'
              bylaw rego eval -d policy/ -i input.json 'data.authz.allow'
              bylaw rego eval -d policy/ -i input.json --fail-defined -f pretty 'data.main.deny[x]'
              bylaw rego eval -d policy/ -i input.json --explain 'data.authz.allow'
              bylaw rego eval -d policy/ -i input.json --explain=fails --profile 'data.authz.allow'
              bylaw rego eval -d policy/ --partial --unknowns input.row --format source 'data.authz.allow'
              bylaw rego eval -d policy/ --partial -u input.row --sql sqlite --columns owner:text age:number? -f pretty 'data.authz.allow'

            Exit codes: 0 done; 1 by --fail or --fail-defined; 2 the query, a policy or an input is at fault.
            """);
        command.Arguments.Add(query);
        policies.AddTo(command);
        foreach (var option in new Option[] { input, stdinInput, format, strict, fail, failDefined, package, imports, metrics, timeout })
        {
            command.Options.Add(option);
        }
        observation.AddTo(command);
        partial.AddTo(command);
        command.SetAction(async (parse, cancellation) =>
        {
            var watch = Stopwatch.StartNew();
            var (level, swallowed) = observation.LevelOf(parse, parse.GetValue(query));
            var text = parse.GetValue(query) ?? swallowed ?? throw new UserErrorException("no query: name one, for example 'data.authz.allow'");
            var (compiled, data, _) = policies.Load(parse, cancellation);
            var preparation = compiled.Prepare(
                text, new QueryOptions { Package = parse.GetValue(package)!, Imports = parse.GetValue(imports) ?? [] });
            if (!preparation.Succeeded)
            {
                DiagnosticPrinter.Write(Console.Error, preparation.Diagnostics);
                throw new UserErrorException(DiagnosticPrinter.Count(preparation.Diagnostics));
            }
            var document = await EvalInput.ReadAsync(parse.GetValue(stdinInput) ? "-" : parse.GetValue(input), cancellation);
            var loaded = watch.Elapsed;
            var seconds = parse.GetValue(timeout);
            var options = new EvaluationOptions
            {
                StrictBuiltinErrors = parse.GetValue(strict),
                Print = Console.Error.WriteLine,
                Host = HostGrants.CommandLine,
                Limits = seconds > 0 ? new EvaluationLimits { MaxDuration = TimeSpan.FromSeconds(seconds) } : EvaluationLimits.Default,
            };
            if (parse.GetValue(partial.Partial))
            {
                try
                {
                    return partial.Run(
                        parse, preparation.Query, document.Value, data, options.Limits, options.Host, parse.GetValue(format)!, cancellation);
                }
                catch (EvaluationException error)
                {
                    throw new UserErrorException(error.ToLine());
                }
            }
            if (parse.GetValue(format) == "source")
            {
                throw new UserErrorException("--format source needs --partial");
            }
            options = observation.Apply(parse, level, options);
            if (options.Explain)
            {
                options = options with { InputPositions = document.Positions() };
            }
            try
            {
                var decision = preparation.Query.Evaluate(document.Value, data, options, cancellation);
                var placed = PlacedFindings.Of(text, compiled, document.Value, data, options, options.InputPositions, cancellation);
                var extra = new List<(string, RegoValue)>();
                if (parse.GetValue(metrics))
                {
                    extra.Add(("metrics", RegoObject.Create(
                        ("steps", decision.Steps),
                        ("timer_load_ns", (long)loaded.TotalNanoseconds),
                        ("timer_rego_query_eval_ns", (long)(watch.Elapsed - loaded).TotalNanoseconds))));
                }
                // Somebody who asks why wants to read it, unless a format was named.
                var isForReading = parse.GetValue(format) == "pretty" || (level != "off" && parse.GetResult(format) is null or { Implicit: true });
                if (isForReading)
                {
                    PlacedFindings.Write(placed, Console.Out);
                    observation.Write(parse, options, decision, compiled, Console.Out);
                }
                else
                {
                    extra.AddRange(observation.Values(parse, options, decision, compiled));
                    if (placed.Count > 0)
                    {
                        extra.Add(("findings", PlacedFindings.ToValue(placed)));
                    }
                }
                if (!isForReading || level != "why")
                {
                    ResultWriter.Write(Console.Out, isForReading ? "pretty" : parse.GetValue(format)!, decision, extra);
                }
                return ExitFor(decision, parse.GetValue(fail), parse.GetValue(failDefined));
            }
            catch (EvaluationException error)
            {
                throw new UserErrorException(error.ToLine());
            }
        });
        return command;
    }

    private static int ExitFor(Decision decision, bool fail, bool failDefined)
    {
        var undefined = !decision.IsDefined;
        return (fail && undefined) || (failDefined && !undefined) ? ExitCode.Violation : ExitCode.Success;
    }
}
