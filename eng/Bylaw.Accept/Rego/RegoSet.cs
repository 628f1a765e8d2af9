using Bylaw.Rego;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace Bylaw.Accept.Rego;

/// <summary>OPA's conformance cases. Folders named <c>v0</c> (or the option <c>--v0</c>) are read as Rego v0.</summary>
internal sealed class RegoSet : IAcceptanceSet
{
    /// <summary>OPA's own runner adds a function that waits; a case that tests the clock calls it. Here it waits for nothing.</summary>
    private static readonly BuiltinTable _builtins = BuiltinTable.Default.With(
        new BuiltinLibrary(new BuiltinDefinition("test.sleep", "(duration: string) -> null", 1, (_, _) => RegoValue.Null)));

    public string Name => "rego";

    public string Summary => "OPA conformance cases (YAML); v0 below a folder named v0; --only TEXT filters by file or note; "
        + "--observed explains, traces and measures each; --no-index tries every rule; --json compares reading what a query looks at with reading all";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        var only = Array.IndexOf(options, "--only") is >= 0 and var at && at + 1 < options.Length ? options[at + 1] : null;
        var files = Directory.EnumerateFiles(folder, "*.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        Parallel.ForEach(files, file =>
        {
            var name = Path.GetRelativePath(folder, file);
            var v0 = options.Contains("--v0") || file.Split(Path.DirectorySeparatorChar).Any(p => p.EndsWith("v0", StringComparison.Ordinal));
            try
            {
                foreach (var item in RegoCase.Read(file, name))
                {
                    if (only is null || item.Id.Contains(only, StringComparison.OrdinalIgnoreCase))
                    {
                        Run(item, v0, options, tally);
                    }
                }
            }
            catch (YamlException error)
            {
                tally.Fail(name, $"the file is not YAML: {error.Message}");
            }
        });
        return Task.CompletedTask;
    }

    private static void Run(RegoCase item, bool v0, string[] options, Tally tally)
    {
        try
        {
            var problem = Check(item, v0, options);
            if (problem is null)
            {
                tally.Pass();
            }
            else
            {
                tally.Fail(item.Id, problem);
            }
        }
        catch (Exception error)
        {
            tally.Fail(item.Id, $"internal error: {error.GetType().Name}: {error.Message} {error.StackTrace?.Split('\n').FirstOrDefault()}");
        }
    }

    private static string? Check(RegoCase item, bool v0, string[] flags)
    {
        var (observed, indexed) = (flags.Contains("--observed"), !flags.Contains("--no-index"));
        var compilation = Compile(item, v0, indexed);
        if (!compilation.Succeeded)
        {
            return CheckError(item, compilation.Diagnostics[0].Kind.WireCode, string.Join(" | ", compilation.Diagnostics));
        }
        var preparation = compilation.Policies.Prepare(item.Text("query") ?? "");
        if (!preparation.Succeeded)
        {
            return CheckError(item, preparation.Diagnostics[0].Kind.WireCode, string.Join(" | ", preparation.Diagnostics));
        }
        var (input, problem) = InputOf(item);
        if (problem is not null)
        {
            return problem;
        }
        var data = DataOf(item);
        var strict = item.Flag("strict_error") || item.Text("want_error_code") is not null || item.Text("want_error") is not null;
        try
        {
            var options = new EvaluationOptions { StrictBuiltinErrors = strict, Host = HostOf(item) };
            if (observed)
            {
                options = options with { Explain = true, Trace = TraceLevel.Debug, Coverage = new CoverageRecorder(), Profile = new ProfileRecorder() };
            }
            if (flags.Contains("--json"))
            {
                return JsonInputs.Compare(preparation.Query, input, data, options);
            }
            var decision = preparation.Query.Evaluate(input, data, options);
            if (observed)
            {
                decision.Explanation!.Write(TextWriter.Null);
                options.Coverage!.Report(compilation.Policies);
            }
            return CheckResult(item, decision);
        }
        catch (EvaluationException error)
        {
            return CheckError(item, error.Code, error.ToLine());
        }
    }

    /// <summary>Compiles the modules of a case.</summary>
    internal static Compilation Compile(RegoCase item, bool isV0, bool isIndexed)
    {
        var parser = new ParserOptions
        {
            Version = isV0 ? RegoVersion.V0 : RegoVersion.V1,
            FutureKeywords = item.Find("experimental_keywords") is YamlSequenceNode words ? [.. words.Children.Select(w => w.ToString())] : [],
        };
        var sources = item.Modules.Select((text, i) => new SourceText($"test-{i}.rego", text));
        return RegoCompiler.Compile(sources, new CompilerOptions { Parser = parser, Builtins = _builtins, IndexRules = isIndexed });
    }

    /// <summary>Returns the input of a case, undefined for none, or what is wrong with its term.</summary>
    internal static (RegoValue Input, string? Problem) InputOf(RegoCase item)
    {
        if (item.Text("input_term") is { } term)
        {
            var query = RegoCompiler.Compile(Array.Empty<SourceText>()).Policies!.Prepare(term);
            return query.Succeeded
                ? (query.Query.Evaluate(default).Value, null)
                : (default, $"the input term does not compile: {string.Join(" | ", query.Diagnostics)}");
        }
        return (item.Find("input") is { } node ? RegoCase.ToValue(node) : default, null);
    }

    /// <summary>Returns the base documents of a case; undefined for none.</summary>
    internal static RegoValue DataOf(RegoCase item) => item.Find("data") is { } documents ? RegoCase.ToValue(documents) : default;

    private static BuiltinHost HostOf(RegoCase item)
    {
        if (item.Find("env") is not { } env)
        {
            return BuiltinHost.Default;
        }
        return BuiltinHost.Default with { Runtime = RegoObject.Create(("env", RegoCase.ToValue(env))) };
    }

    private static string? CheckError(RegoCase item, string code, string message)
    {
        var wantedCode = item.Text("want_error_code");
        var wanted = item.Text("want_error");
        if (wantedCode is null && wanted is null)
        {
            return $"unexpected error: {message}";
        }
        if (wantedCode is not null && wantedCode != code)
        {
            return $"error code is {code}, wanted {wantedCode}: {message}";
        }
        return wanted is null || message.Contains(wanted, StringComparison.Ordinal) ? null : $"error is '{message}', wanted '{wanted}'";
    }

    private static string? CheckResult(RegoCase item, Decision decision)
    {
        if (item.Text("want_error_code") is { } code)
        {
            return $"no error, wanted {code}; result {Describe(decision)}";
        }
        if (item.Text("want_error") is { Length: > 0 } text)
        {
            return $"no error, wanted '{text}'";
        }
        if (item.Text("want_defined") is { } defined)
        {
            // The suite runs queries raw: an expression that is false is no result.
            return decision.Results.Any(Holds) == bool.Parse(defined) ? null : $"defined: {decision.IsDefined}, wanted {defined}";
        }
        if (item.Find("want_result") is not { } node)
        {
            return null;
        }
        var wanted = node is YamlSequenceNode list ? list.Children.Select(RegoCase.ToValue).ToList() : [];
        var sort = item.Flag("sort_bindings");
        var got = decision.Results.Where(Holds).Select(r => Bindings(r, item.Flag("ignore_generated_vars"))).ToList();
        var wantedSet = ToSet(wanted.Select(v => Normalize(v, sort)));
        var gotSet = ToSet(got.Select(v => Normalize(RegoValue.FromJson(v.ToJson()), sort)));
        return wantedSet.Equals(gotSet) ? null : $"result is {gotSet}, wanted {wantedSet}";
    }

    private static bool Holds(QueryResult result) => result.Expressions.All(e => e.Value.Holds);

    private static RegoValue ToSet(IEnumerable<RegoValue> values)
    {
        var builder = new SetBuilder();
        foreach (var value in values)
        {
            builder.Add(value);
        }
        return builder.Build();
    }

    private static RegoValue Bindings(QueryResult result, bool ignoreGenerated)
    {
        var builder = new ObjectBuilder();
        foreach (var (name, value) in result.Bindings)
        {
            if (!ignoreGenerated || !name.StartsWith('$'))
            {
                builder.Set(name, value);
            }
        }
        return builder.Build();
    }

    /// <summary>Sorts the top-level arrays of bindings when the case says that order does not count.</summary>
    private static RegoValue Normalize(RegoValue bindings, bool sort)
    {
        if (!sort || !bindings.TryGetObject(out var obj))
        {
            return bindings;
        }
        var builder = new ObjectBuilder();
        foreach (var (key, value) in obj)
        {
            builder.Set(key, value.TryGetArray(out var array) ? Sorted(array) : value);
        }
        return builder.Build();
    }

    private static RegoValue Sorted(RegoArray array)
    {
        var items = array.AsSpan().ToArray();
        Array.Sort(items);
        return RegoArray.Create(items);
    }

    private static string Describe(Decision decision) =>
        string.Join("; ", decision.Results.Select(r => string.Join(", ", r.Bindings.Select(b => $"{b.Key}={b.Value}"))));
}
