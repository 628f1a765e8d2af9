using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary><c>bylaw rego bench</c>: measures the time and memory of one query.</summary>
internal static class BenchRegoCommand
{
    public static Command Build()
    {
        var query = new Argument<string>("query") { Description = "The query." };
        var input = new Option<string?>("--input", "-i") { Description = "Input file: JSON or YAML." };
        var count = new Option<int>("--count") { Description = "How many times to measure.", DefaultValueFactory = _ => 1 };
        var seconds = new Option<double>("--seconds") { Description = "Seconds a measurement takes at least.", DefaultValueFactory = _ => 1 };
        var format = new Option<string>("--format", "-f") { Description = "pretty or json.", DefaultValueFactory = _ => "pretty" };
        format.AcceptOnlyFromAmong("pretty", "json");
        var policies = new PolicyOptions();
        var command = new Command("bench", """
            Measure a query: nanoseconds and allocated bytes an evaluation, on one thread, after warming up.

            Example:
              bylaw rego bench -d policy/ -i input.json --count 3 'data.authz.allow'

            Exit codes: 0 measured; 2 the query, a policy or the input is at fault, or the query is undefined.
            """);
        command.Arguments.Add(query);
        policies.AddTo(command);
        foreach (var option in new Option[] { input, count, seconds, format })
        {
            command.Options.Add(option);
        }
        command.SetAction(async (parse, cancellation) =>
        {
            if (parse.GetValue(count) is < 1 or > 1_000 || parse.GetValue(seconds) is not (>= 0.001 and <= 3_600))
            {
                throw new UserErrorException("--count must be from 1 to 1000, and --seconds from 0.001 to 3600");
            }
            var (compiled, data, _) = policies.Load(parse, cancellation);
            var preparation = compiled.Prepare(parse.GetValue(query)!);
            if (!preparation.Succeeded)
            {
                DiagnosticPrinter.Write(Console.Error, preparation.Diagnostics);
                throw new UserErrorException(DiagnosticPrinter.Count(preparation.Diagnostics));
            }
            var document = (await EvalInput.ReadAsync(parse.GetValue(input), cancellation)).Value;
            var options = new EvaluationOptions { Host = HostGrants.CommandLine };
            var isPretty = parse.GetValue(format) == "pretty";
            var time = TimeSpan.FromSeconds(parse.GetValue(seconds));
            try
            {
                if (!preparation.Query.Evaluate(document, data, options, cancellation).IsDefined)
                {
                    throw new UserErrorException("the query is undefined: there is nothing to measure");
                }
                Measure(time / 4);
                for (var i = 0; i < parse.GetValue(count); i++)
                {
                    var (runs, nanoseconds, bytes) = Measure(time);
                    Console.Out.WriteLine(isPretty
                        ? string.Create(CultureInfo.InvariantCulture, $"{runs,12} runs {nanoseconds,14:F1} ns/op {bytes,12} B/op")
                        : RegoValue.From(RegoObject.Create(("N", runs), ("ns_per_op", (long)nanoseconds), ("bytes_per_op", bytes))).ToJson());
                }
            }
            catch (EvaluationException error)
            {
                throw new UserErrorException(error.ToLine());
            }
            return ExitCode.Success;

            (long Runs, double Nanoseconds, long Bytes) Measure(TimeSpan atLeast)
            {
                var runs = 0L;
                var batch = 1L;
                var before = GC.GetAllocatedBytesForCurrentThread();
                var watch = Stopwatch.StartNew();
                // Batches grow, so that looking at the clock weighs nothing beside short queries.
                while (watch.Elapsed < atLeast)
                {
                    for (var i = 0L; i < batch; i++)
                    {
                        preparation.Query.Evaluate(document, data, options, cancellation);
                    }
                    runs += batch;
                    batch = Math.Min(batch * 2, Math.Max(1, runs / 10));
                }
                var elapsed = watch.Elapsed;
                return (runs, elapsed.TotalNanoseconds / runs, (GC.GetAllocatedBytesForCurrentThread() - before) / runs);
            }
        });
        return command;
    }
}
