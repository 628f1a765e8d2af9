using Bylaw.Accept.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Partial;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using Bylaw.Testing;
using RegoSet = Bylaw.Accept.Rego.RegoSet;

namespace Bylaw.Rego.Conformance;

/// <summary>
/// Evaluates OPA's conformance cases in part, with the input unknown (and in a second run the base documents too), and what is left with the
/// input: it must decide as the whole does. Not only whether a query holds is compared, but also with which values.
/// </summary>
public sealed class PartialConformanceTests
{
    /// <summary>
    /// A number behind a path of base documents finds a key that is its text too, one behind a variable does not. The residual of <c>obj[2]</c>
    /// with <c>obj := data.nested</c> is <c>data.nested[2]</c>, which is more than was asked for where an object has such a key.
    /// </summary>
    private static readonly string[] _known = ["data/negative case: nested integer"];

    [Theory]
    [InlineData("v1", false, 550)]
    [InlineData("v0", false, 310)]
    [InlineData("v1", true, 4_900)]
    [InlineData("v0", true, 4_100)]
    public void The_residual_of_a_case_decides_as_full_evaluation_does(string folder, bool isDataUnknown, int atLeast)
    {
        var path = SharedData.Require("rego-conformance/" + folder);
        var run = new Run(folder == "v0", isDataUnknown);

        foreach (var file in Directory.EnumerateFiles(path, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            foreach (var item in RegoCase.Read(file, Path.GetRelativePath(path, file)))
            {
                run.Add(item);
            }
        }

        run.Differences.RemoveAll(d => _known.Any(k => d.Contains(k, StringComparison.Ordinal)));
        Assert.Empty(run.Differences);
        Assert.True(run.ComparedCount >= atLeast, $"{run.ComparedCount} questions compared, {run.RefusedCount} refused");
    }

    private sealed class Run(bool isV0, bool isDataUnknown)
    {
        /// <summary>What reads the clock or throws dice decides otherwise each time.</summary>
        private static readonly string[] _changing = ["time.now_ns", "rand.intn", "uuid.rfc4122", "http.send", "opa.runtime", "test.sleep", "trace("];

        private static readonly PartialOptions _bounds = new() { MaxQueries = 500, MaxLiterals = 20_000 };

        public List<string> Differences { get; } = [];

        public int ComparedCount { get; private set; }

        public int RefusedCount { get; private set; }

        public void Add(RegoCase item)
        {
            var query = item.Text("query") ?? "";
            if (item.Modules.Append(query).Any(t => _changing.Any(c => t.Contains(c, StringComparison.Ordinal)))
                || RegoSet.Compile(item, isV0, isIndexed: true).Policies is not { } policies
                || policies.Prepare(query).Query is not { } prepared
                || RegoSet.InputOf(item) is not (var input, null)
                || (!isDataUnknown && !input.IsDefined))
            {
                return;
            }
            var data = RegoSet.DataOf(item);
            Decision full;
            try
            {
                full = prepared.Evaluate(input, data);
            }
            catch (EvaluationException)
            {
                // The residual does not know that rules contradict each other.
                return;
            }
            var options = isDataUnknown ? _bounds with { Unknowns = ["input", .. BaseDocuments(item, data)] } : _bounds;
            foreach (var (text, wanted) in Questions(query, full))
            {
                Ask(item, policies, text, wanted, input, data, options);
            }
        }

        private void Ask(RegoCase item, Policies policies, string text, bool wanted, RegoValue input, RegoValue data, PartialOptions options)
        {
            if (policies.Prepare(text).Query is not { } question)
            {
                // A value that the query never has is no question.
                return;
            }
            try
            {
                var partial = question.EvaluatePartially(default, isDataUnknown ? Known(data, options) : data, options);
                var holds = Holds(partial, input, data);
                ComparedCount++;
                if (holds != wanted)
                {
                    Differences.Add($"{item.Id}: `{text}` is {wanted} in full and {holds} of\n{string.Join("\n--\n", partial.Queries)}\n{string.Join("\n", partial.SupportModules)}");
                }
            }
            catch (Exception error) when (error is PartialException or EvaluationLimitException)
            {
                RefusedCount++;
            }
            catch (Exception error)
            {
                Differences.Add($"{item.Id}: `{text}`: {error.GetType().Name}: {error.Message}");
            }
        }

        /// <summary>Asks whether the query holds, whether with each of its results, and whether with any other one.</summary>
        private static IEnumerable<(string Text, bool Wanted)> Questions(string query, Decision full)
        {
            var results = full.Results.Where(r => r.Expressions.All(e => e.Value.Holds)).ToList();
            yield return (query, results.Count > 0);
            foreach (var result in results.Take(5))
            {
                var named = result.Bindings.Where(b => !b.Key.StartsWith('$')).ToList();
                if (named.Count > 0)
                {
                    yield return ($"{query}\n{string.Join("\n", named.Select(b => $"{b.Key} == {b.Value}"))}", true);
                }
                foreach (var (name, value) in results.Count == 1 ? named : [])
                {
                    yield return ($"{query}\n{name} != {value}", false);
                }
            }
        }

        private static bool Holds(PartialResult partial, RegoValue input, RegoValue data)
        {
            if (partial.HoldsAlways || partial.HoldsNever)
            {
                return partial.HoldsAlways;
            }
            var residual = RegoCompiler.Compile(partial.SupportModules.Select((m, i) => new SourceText($"support{i}.rego", m)));
            Assert.True(residual.Succeeded, string.Join("\n", residual.Diagnostics));
            return partial.Queries.Any(q =>
            {
                var preparation = residual.Policies.Prepare(q);
                Assert.True(preparation.Succeeded, q + "\n" + string.Join("\n", preparation.Diagnostics));
                return preparation.Query.Evaluate(input, data).Results.Any(r => r.Expressions.All(e => e.Value.Holds));
            });
        }

        /// <summary>The base documents that no package stands in.</summary>
        private static IEnumerable<string> BaseDocuments(RegoCase item, RegoValue data) =>
            data.TryGetObject(out var documents)
                ? NamesOf(documents).Where(n => !item.Modules.Any(m => m.Contains("package " + n, StringComparison.Ordinal))).Select(n => "data." + n)
                : [];

        private static IEnumerable<string> NamesOf(RegoObject documents)
        {
            var names = new List<string>();
            foreach (var (key, _) in documents)
            {
                if (key.TryGetString(out var name) && name.Length > 0 && name.All(c => char.IsAsciiLetter(c) || c == '_'))
                {
                    names.Add(name);
                }
            }
            return names;
        }

        private static RegoValue Known(RegoValue data, PartialOptions options)
        {
            if (!data.TryGetObject(out var documents))
            {
                return data;
            }
            var known = new ObjectBuilder();
            foreach (var (key, value) in documents)
            {
                if (!key.TryGetString(out var name) || !options.Unknowns.Contains("data." + name))
                {
                    known.Set(key, value);
                }
            }
            return known.Build();
        }
    }
}
