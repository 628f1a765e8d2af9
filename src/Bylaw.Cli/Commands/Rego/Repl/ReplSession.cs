using Bylaw.Rego;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego.Repl;

/// <summary>What a session knows: loaded modules and data, the rules entered so far; and what happens with each entry.</summary>
internal sealed class ReplSession
{
    private readonly TextWriter _output;
    private readonly CompilerOptions _options;
    private readonly List<ModuleSyntax> _loaded = [];
    private List<(string Name, string Text)> _rules = [];
    private List<string> _imports = [];
    private string _package = "repl";

    /// <summary>Begins a session.</summary>
    /// <param name="output">Where answers go.</param>
    /// <param name="options">How modules are compiled.</param>
    public ReplSession(TextWriter output, CompilerOptions options)
    {
        _output = output;
        _options = options;
        Policies = RegoCompiler.Compile((IReadOnlyList<ModuleSyntax>)[], options).Policies!;
    }

    /// <summary>Gets what is compiled now.</summary>
    public Policies Policies { get; private set; }

    /// <summary>Gets the current package, <c>data.</c> before it.</summary>
    public string Package => "data." + _package;

    /// <summary>Gets or sets the base documents.</summary>
    public RegoValue Data { get; set; } = RegoObject.Empty;

    /// <summary>Gets or sets the input document; undefined for none.</summary>
    public RegoValue Input { get; set; }

    /// <summary>Gets the modules that were loaded.</summary>
    public IReadOnlyList<ModuleSyntax> Loaded => _loaded;

    /// <summary>Gets or sets the form of answers: pretty, json, values, raw or bindings.</summary>
    public string Format { get; set; } = "pretty";

    /// <summary>Gets or sets whether failing built-ins are errors.</summary>
    public bool IsStrict { get; set; }

    /// <summary>Gets or sets whether answers are explained.</summary>
    public bool Explains { get; set; }

    /// <summary>Gets or sets how much is traced.</summary>
    public TraceLevel Trace { get; set; }

    /// <summary>Gets how often an entry was at fault.</summary>
    public int FaultCount { get; private set; }

    /// <summary>Gets what has been entered, as a module.</summary>
    public string ModuleText => Compose(_package, _imports, _rules);

    /// <summary>Tells whether an entry goes on in the next line: a bracket is open, or it stops in the middle.</summary>
    public bool IsUnfinished(string entry)
    {
        if (entry.Length == 0 || entry[0] == ':')
        {
            return false;
        }
        var end = entry.AsSpan().TrimEnd().Length;
        var query = RegoParser.ParseQuery(new SourceText("entry", entry), Parser());
        if (query.Succeeded)
        {
            return false;
        }
        var head = Compose(_package, _imports, []);
        var module = RegoParser.ParseModule(new SourceText("entry", head + entry), _options.Parser);
        return !module.Succeeded
            && (query.Diagnostics.Any(d => d.Span.Start >= end) || module.Diagnostics.Any(d => d.Span.Start >= head.Length + end));
    }

    /// <summary>Carries out one entry: an import, a package, a rule, or a query.</summary>
    public void Enter(string entry, CancellationToken cancellation)
    {
        var text = entry.Trim();
        if (text.Length == 0)
        {
            return;
        }
        if (text.StartsWith("package ", StringComparison.Ordinal))
        {
            EnterPackage(text);
        }
        else if (text.StartsWith("import ", StringComparison.Ordinal))
        {
            Replace(_package, [.. _imports, text], _rules);
        }
        else if (RegoParser.ParseQuery(new SourceText("entry", text), Parser()) is { Succeeded: true, Body: var body })
        {
            if (body.Literals is [{ IsNegated: false, Modifiers: [], Expression: AssignmentExpression { IsAssignment: true, Left: VarTerm { Name: var name } } }]
                && name != "_")
            {
                Define([(name, text)]);
            }
            else if (body.Literals is [{ IsNegated: false, Expression: AssignmentExpression { IsAssignment: true, Left: CallTerm or RefTerm } }])
            {
                // f(x) := … and a[x] := … read as queries too, but can only be rules.
                EnterRules(text);
            }
            else
            {
                Ask(text, cancellation);
            }
        }
        else
        {
            EnterRules(text);
        }
    }

    /// <summary>Adds loaded modules.</summary>
    /// <returns>False when they do not compile with the rest; what is wrong has been written.</returns>
    public bool Load(IEnumerable<ModuleSyntax> modules)
    {
        ModuleSyntax[] all = [.. _loaded, .. modules];
        if (TryCompile(all, ModuleText) is not { } policies)
        {
            return false;
        }
        _loaded.Clear();
        _loaded.AddRange(all);
        Policies = policies;
        return true;
    }

    /// <summary>Forgets a rule.</summary>
    /// <returns>False when there is none of the name.</returns>
    public bool Unset(string name)
    {
        var rest = _rules.Where(r => r.Name != name).ToList();
        return rest.Count != _rules.Count && Replace(_package, _imports, rest);
    }

    /// <summary>Forgets everything that was entered.</summary>
    public void Reset() => Replace(_package, [], []);

    /// <summary>Writes a fault, and counts it.</summary>
    public void Fault(string message)
    {
        FaultCount++;
        _output.WriteLine(message);
    }

    private ParserOptions Parser()
    {
        var words = _imports.Where(i => i.StartsWith("import future.keywords.", StringComparison.Ordinal)).Select(i => i["import future.keywords.".Length..].Trim());
        return _options.Parser with { FutureKeywords = [.. _options.Parser.FutureKeywords, .. words] };
    }

    private void EnterPackage(string text)
    {
        var parse = RegoParser.ParseModule(new SourceText("entry", text + "\n"), _options.Parser);
        if (!parse.Succeeded)
        {
            Report(parse.Diagnostics);
            return;
        }
        Replace(string.Join('.', parse.Module.Package.Path), [], []);
    }

    private void EnterRules(string text)
    {
        var head = Compose(_package, _imports, []);
        var parse = RegoParser.ParseModule(new SourceText("entry", head + text + "\n"), _options.Parser);
        if (!parse.Succeeded)
        {
            // The text is no rule either: the faults of whichever reading got further.
            var query = RegoParser.ParseQuery(new SourceText("entry", text), Parser());
            Report(RegoParser.ParseModule(new SourceText("entry", head + text), _options.Parser).Diagnostics is var asRule
                && asRule.Min(d => d.Span.Start) - head.Length > query.Diagnostics.Min(d => d.Span.Start)
                ? Moved(asRule, head.Length, text)
                : query.Diagnostics);
            return;
        }
        Define([.. parse.Module.Rules.Select(r => (NameOf(r), parse.Module.Source.Slice(r.Span).ToString()))]);
    }

    private static IEnumerable<Diagnostic> Moved(IEnumerable<Diagnostic> diagnostics, int by, string text)
    {
        var source = new SourceText("entry", text);
        return diagnostics.Select(d => new Diagnostic(
            new DiagnosticKind(d.Kind.Code, d.Kind.Severity, "{0}") { WireCode = d.Kind.WireCode },
            source,
            new TextSpan(Math.Clamp(d.Span.Start - by, 0, text.Length), d.Span.Length),
            d.Message) { Help = d.Help });
    }

    private static string NameOf(RuleSyntax rule) => rule.Head.Reference switch
    {
        VarTerm variable => variable.Name,
        RefTerm { Head: VarTerm head } => head.Name,
        _ => "",
    };

    private void Define(List<(string Name, string Text)> added)
    {
        // A plain assignment takes the place of an earlier one; other rules of a name stand beside one another.
        var replaced = added is [(var only, var text)] && IsAssignment(text) && _rules.Exists(r => r.Name == only);
        List<(string, string)> rules = replaced
            ? [.. _rules.Where(r => r.Name != added[0].Name), .. added]
            : [.. _rules, .. added];
        if (Replace(_package, _imports, rules))
        {
            foreach (var name in added.Select(a => a.Name).Distinct())
            {
                _output.WriteLine($"Rule '{name}' {(replaced ? "re-defined" : "defined")} in package {_package}. Type ':show' to see rules.");
            }
        }
    }

    private bool IsAssignment(string text) => RegoParser.ParseQuery(new SourceText("entry", text), Parser()).Succeeded;

    private bool Replace(string package, List<string> imports, List<(string Name, string Text)> rules)
    {
        if (TryCompile([.. _loaded], Compose(package, imports, rules)) is not { } policies)
        {
            return false;
        }
        (_package, _imports, _rules, Policies) = (package, imports, rules, policies);
        return true;
    }

    private Policies? TryCompile(ModuleSyntax[] loaded, string entered)
    {
        var parse = RegoParser.ParseModule(new SourceText("repl", entered), _options.Parser);
        if (!parse.Succeeded)
        {
            Report(parse.Diagnostics);
            return null;
        }
        var compilation = RegoCompiler.Compile([.. loaded, parse.Module], _options);
        Report(compilation.Diagnostics);
        return compilation.Policies;
    }

    private void Ask(string query, CancellationToken cancellation)
    {
        var preparation = Policies.Prepare(query, new QueryOptions { Package = _package, Imports = [.. _imports.Select(i => i["import ".Length..])] });
        if (!preparation.Succeeded)
        {
            Report(preparation.Diagnostics);
            return;
        }
        try
        {
            var options = new EvaluationOptions
            {
                StrictBuiltinErrors = IsStrict,
                Print = _output.WriteLine,
                Host = HostGrants.CommandLine,
                Explain = Explains,
                Trace = Trace,
            };
            var decision = preparation.Query.Evaluate(Input, Data, options, cancellation);
            TraceText.Write(decision.Trace, _output);
            decision.Explanation?.Write(_output);
            ResultWriter.Write(_output, Format, decision, []);
        }
        catch (EvaluationException error)
        {
            Fault("error: " + error.ToLine());
        }
        catch (ValueTooLongException error)
        {
            Fault("error: " + error.Message);
        }
    }

    private void Report(IEnumerable<Diagnostic> diagnostics)
    {
        var all = diagnostics.ToList();
        FaultCount += all.Exists(d => d.Kind.Severity == Severity.Error) ? 1 : 0;
        DiagnosticPrinter.Write(_output, all);
    }

    private static string Compose(string package, IEnumerable<string> imports, IEnumerable<(string Name, string Text)> rules) =>
        $"package {package}\n\n{string.Concat(imports.Select(i => i + "\n"))}\n{string.Join("\n\n", rules.Select(r => r.Text))}{(rules.Any() ? "\n" : "")}";
}
