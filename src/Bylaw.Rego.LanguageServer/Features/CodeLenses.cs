using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/codeLens</c>: above each rule what it can be asked, with what it last came to.</summary>
internal static class CodeLenses
{
    public static CodeLens[] Run(Asked asked)
    {
        var document = asked.Document;
        if (!document.Parse.Succeeded)
        {
            return [];
        }
        var lenses = new List<CodeLens>();
        var tests = document.Definitions.Where(d => d.IsTest).ToList();
        if (tests.Count > 0)
        {
            lenses.Add(new CodeLens(document.RangeOf(document.Module.Package.Span), new ClientCommand(
                $"Run {tests.DistinctBy(t => t.Name).Count()} tests", Commands.Test, [new CommandTarget(document.Uri, null)])));
        }
        foreach (var group in document.Definitions.Where(d => !d.IsFunction).GroupBy(d => string.Join('.', d.Path)))
        {
            var first = group.First();
            var last = asked.Server.Runs.Find(document.Path, group.Key, document.Text);
            var title = (first.IsTest ? "Run test" : "Evaluate") + (last is null ? "" : $" → {last.Shown}");
            lenses.Add(new CodeLens(
                document.RangeOf(first.NameSpan),
                new ClientCommand(title, first.IsTest ? Commands.Test : Commands.Evaluate, [new CommandTarget(document.Uri, group.Key)])));
        }
        return [.. lenses];
    }

    /// <summary>What a command is about.</summary>
    /// <param name="Uri">The module.</param>
    /// <param name="Path">The rule, <c>data.authz.allow</c>; null for all of the module.</param>
    internal sealed record CommandTarget(string Uri, string? Path = null);

    /// <summary>Returns the rule of a module that a path names.</summary>
    public static RuleDefinition? Find(Asked asked, string path) => asked.Document.Definitions.FirstOrDefault(d => string.Join('.', d.Path) == path);
}
