using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Linting.Rules;

namespace Bylaw.Rego.Tooling.Linting;

/// <summary>Names a lint rule.</summary>
/// <param name="Name">The rule as <c>category/name</c>.</param>
/// <param name="Code">The code of its findings.</param>
/// <param name="Summary">What it looks for, in a line.</param>
public sealed record LintRuleName(string Name, string Code, string Summary);

/// <summary>Sets which lint rules run.</summary>
public sealed record LintOptions
{
    /// <summary>Gets the default options: every rule.</summary>
    public static LintOptions Default { get; } = new();

    /// <summary>Gets rules (<c>category/name</c>) or whole categories that do not run.</summary>
    public ImmutableHashSet<string> Disabled { get; init; } = [];
}

/// <summary>Looks for what is legal and likely not meant, or not written as Rego is usually written.</summary>
/// <remarks>A comment <c># bylaw ignore: rule, rule</c> on the line, or alone on the line above, silences a rule there.</remarks>
public static class RegoLinter
{
    private static readonly (LintRuleName Name, Func<LintRule> Make)[] _rules =
    [
        (new("bugs/constant-condition", "REGO3001", "a condition that is always true or always false"), () => new ConstantCondition()),
        (new("bugs/deprecated-builtin", "REGO3002", "a call of a built-in that is deprecated"), () => new DeprecatedBuiltin()),
        (new("bugs/duplicate-rule", "REGO3003", "two rules that are the same"), () => new DuplicateRule()),
        (new("bugs/if-empty-object", "REGO3004", "`if {}`, which always holds"), () => new IfEmptyObject()),
        (new("bugs/leaked-internal-reference", "REGO3005", "a reference to another package's rule whose name begins with _"), () => new LeakedInternalReference()),
        (new("bugs/not-equals-in-loop", "REGO3006", "`xs[_] != y`, which holds when any item differs"), () => new NotEqualsInLoop()),
        (new("bugs/rule-shadows-builtin", "REGO3007", "a rule that is named like a built-in"), () => new RuleShadowsBuiltin()),
        (new("bugs/sprintf-arguments-mismatch", "REGO3008", "a format string that wants another number of arguments"), () => new SprintfArguments()),
        (new("idiomatic/boolean-assignment", "REGO3009", "a rule whose value is a comparison"), () => new BooleanAssignment()),
        (new("idiomatic/non-raw-regex-pattern", "REGO3010", "a pattern with doubled backslashes"), () => new NonRawRegexPattern()),
        (new("idiomatic/use-in-operator", "REGO3011", "`x == xs[_]` in place of `x in xs`"), () => new UseInOperator()),
        (new("imports/redundant-alias", "REGO3012", "an alias that is the name itself"), () => new RedundantAlias()),
        (new("imports/unused-import", "REGO3013", "an import that nothing uses"), () => new UnusedImport()),
        (new("style/no-whitespace-comment", "REGO3014", "a comment without a blank after its sign"), () => new NoWhitespaceComment()),
        (new("style/prefer-snake-case", "REGO3015", "a name with capital letters"), () => new PreferSnakeCase()),
        (new("style/todo-comment", "REGO3016", "a comment that says something is left to do"), () => new TodoComment()),
        (new("style/use-assignment-operator", "REGO3017", "`=` in a rule's head in place of `:=`"), () => new UseAssignmentOperator()),
        (new("style/yoda-condition", "REGO3018", "a comparison with the constant on the left"), () => new YodaCondition()),
        (new("testing/todo-test", "REGO3019", "a test that is switched off by its name"), () => new TodoTest()),
    ];

    /// <summary>Gets the rules, sorted by name.</summary>
    public static ImmutableArray<LintRuleName> Rules { get; } = [.. _rules.Select(r => r.Name)];

    /// <summary>Looks at a module.</summary>
    /// <param name="module">A module that was parsed without errors.</param>
    /// <param name="options">Which rules run; all when null.</param>
    /// <returns>The findings in order of their place.</returns>
    public static ImmutableArray<Diagnostic> Lint(ModuleSyntax module, LintOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(module);
        options ??= LintOptions.Default;
        var ignored = new IgnoreDirectives(module);
        var findings = new List<Diagnostic>();
        foreach (var (name, make) in _rules)
        {
            if (!options.Disabled.Contains(name.Name) && !options.Disabled.Contains(name.Name.Split('/')[0]))
            {
                findings.AddRange(make().Check(module).Where(f => !ignored.Silences(name.Name, f.Span.Start)));
            }
        }
        return [.. findings.OrderBy(f => f.Span.Start)];
    }

    /// <summary>Applies the mends of findings to a text; those that overlap an earlier one are left out.</summary>
    /// <param name="source">The text.</param>
    /// <param name="findings">Findings of this text.</param>
    /// <returns>The mended text, and how many mends were applied.</returns>
    public static (string Text, int Applied) Fix(SourceText source, IEnumerable<Diagnostic> findings)
    {
        ArgumentNullException.ThrowIfNull(source);
        var text = source.Text;
        var applied = 0;
        var limit = text.Length;
        foreach (var edit in findings.SelectMany(f => f.Fix).OrderByDescending(e => e.Span.Start))
        {
            if (edit.Span.End <= limit)
            {
                text = string.Concat(text.AsSpan(0, edit.Span.Start), edit.NewText, text.AsSpan(edit.Span.End));
                limit = edit.Span.Start;
                applied++;
            }
        }
        return (text, applied);
    }
}
