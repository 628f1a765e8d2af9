using Bylaw.Rego;
using Bylaw.Rego.Builtins;

namespace Bylaw.Cli.Commands.Rego.Repl;

/// <summary>Finds what a word may go on to: keywords, built-ins, packages, rules and the session's own commands.</summary>
internal static class ReplCompletion
{
    private static readonly string[] _keywords =
        ["as", "contains", "default", "else", "every", "false", "if", "import", "in", "input", "not", "null", "package", "set()", "some", "true", "with"];

    /// <summary>Finds the completions at the end of a text.</summary>
    /// <param name="text">The text before the cursor.</param>
    /// <param name="policies">What is loaded.</param>
    /// <param name="package">The current package, with <c>data.</c> before it.</param>
    /// <returns>Where the word begins, and the words that it may become, sorted.</returns>
    public static (int Start, IReadOnlyList<string> Words) Find(string text, Policies policies, string package)
    {
        var start = text.Length;
        while (start > 0 && (char.IsAsciiLetterOrDigit(text[start - 1]) || text[start - 1] is '_' or '.' or ':'))
        {
            start--;
        }
        var word = text[start..];
        if (word.Length == 0)
        {
            return (start, []);
        }
        var rules = policies.RulePaths.ToList();
        var own = rules.Where(r => r.StartsWith(package + ".", StringComparison.Ordinal)).Select(r => r[(package.Length + 1)..]);
        IEnumerable<string> all = word[0] == ':' && start == 0
            ? ReplCommands.Names.Select(n => ":" + n)
            : _keywords.Concat(BuiltinTable.Default.Names.Where(n => !n.StartsWith("internal.", StringComparison.Ordinal)).Select(n => n + "("))
                .Concat(rules).Concat(Packages(rules)).Concat(own);
        return (start, [.. all.Where(w => w.StartsWith(word, StringComparison.Ordinal)).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static IEnumerable<string> Packages(List<string> rules) =>
        rules.Select(r => r.LastIndexOf('.') is > 0 and var dot ? r[..dot] : r).Distinct(StringComparer.Ordinal);
}
