using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Workspaces;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Formatting;
using Bylaw.Rego.Tooling.Linting;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary><c>textDocument/codeAction</c>: mends of what is wrong at a place, and changes of the whole module.</summary>
internal static class CodeActions
{
    private const string QuickFix = "quickfix";
    private const string FixAll = "source.fixAll";
    private const string OrganiseImports = "source.organizeImports";
    private const string Rewrite = "refactor.rewrite";

    /// <summary>Gets the kinds that there are.</summary>
    public static string[] Kinds { get; } = [QuickFix, FixAll, OrganiseImports, Rewrite];

    public static CodeAction[] Run(Asked asked, CodeActionParams request, CancellationToken cancellationToken)
    {
        var only = request.Context.Only;
        bool IsWanted(string kind) => only is not { Length: > 0 } || only.Any(o => kind == o || kind.StartsWith(o + ".", StringComparison.Ordinal));
        var found = new List<CodeAction>();
        var document = asked.Document;
        var faults = asked.Server.Analyzer.Analyze(asked.Snapshot, cancellationToken).FaultsOf(document).ToList();
        if (IsWanted(QuickFix))
        {
            var span = document.Lines.SpanOf(request.Range);
            foreach (var fault in faults.Where(f => f.Span.Start <= span.End && f.Span.End >= span.Start))
            {
                found.AddRange(Mends(asked, fault));
            }
        }
        if (IsWanted(FixAll) && faults.SelectMany(f => f.Fix).Any())
        {
            var (text, count) = RegoLinter.Fix(document.Source, faults);
            found.Add(new CodeAction($"Apply all {count} mechanical mends", FixAll, Edit(document, Formatting.Edits(document, text))));
        }
        if (IsWanted(OrganiseImports) && ImportEdits.Organise(document) is { } organised)
        {
            found.Add(new CodeAction("Organise imports", OrganiseImports, Edit(document, organised)));
        }
        if (IsWanted(Rewrite) && Upgrade(document, cancellationToken) is { } upgraded)
        {
            found.Add(new CodeAction("Rewrite as Rego v1", Rewrite, Edit(document, upgraded)));
        }
        return [.. found];
    }

    private static IEnumerable<CodeAction> Mends(Asked asked, Diagnostic fault)
    {
        var document = asked.Document;
        var shown = DiagnosticText.Make(document, fault, asked.Server.Options.DocumentationBase);
        CodeAction Mend(string title, params RangeEdit[] edits) => new(title, QuickFix, Edit(document, edits)) { Diagnostics = [shown] };
        if (!fault.Fix.IsEmpty)
        {
            yield return Mend(fault.Help is { } help ? Sentence(help) : $"Mend: {fault.Message}", [.. fault.Fix.Select(f => new RangeEdit(document.RangeOf(f.Span), f.NewText))]) with { IsPreferred = true };
        }
        if (Meant(document, fault) is var (span, word))
        {
            yield return Mend($"Change to `{word}`", new RangeEdit(document.RangeOf(span), word)) with { IsPreferred = true };
        }
        // A name that means nothing here, and is that of a package elsewhere.
        if (fault.Kind.Code is "REGO2004" or "REGO2014")
        {
            var name = document.Source.Slice(fault.Span).ToString().Split('.', '[', '(')[0];
            foreach (var package in asked.Snapshot.Packages.Where(p => p.EndsWith("." + name, StringComparison.Ordinal) || p == name).Where(p => p != document.Package).Take(5))
            {
                yield return Mend($"Import data.{package}", ImportEdits.Add(document, "data." + package));
            }
        }
        if (fault.Kind.WireCode == "rego_lint" && RegoLinter.Rules.FirstOrDefault(r => r.Code == fault.Kind.Code) is { } rule)
        {
            var line = document.Lines.StartOf(document.Lines.PlaceOf(fault.Span.Start).Line);
            var end = line;
            while (end < document.Text.Length && document.Text[end] is ' ' or '\t')
            {
                end++;
            }
            yield return Mend($"Silence {rule.Name} here", new RangeEdit(document.RangeOf(new TextSpan(line, 0)), $"{document.Text[line..end]}# bylaw ignore: {rule.Name}\n"));
        }
    }

    /// <summary>Reads which word was meant out of the help.</summary>
    private static (TextSpan Span, string Word)? Meant(RegoDocument document, Diagnostic fault)
    {
        const string question = "did you mean `";
        if (fault.Help is not { } help || !help.StartsWith(question, StringComparison.Ordinal) || !help.EndsWith("`?", StringComparison.Ordinal))
        {
            return null;
        }
        var word = help[question.Length..^2];
        var written = document.Source.Slice(fault.Span);
        // The place of a step may hold its dot or its brackets.
        return written is ['.', ..] ? (TextSpan.FromBounds(fault.Span.Start + 1, fault.Span.End), word)
            : written is ['[', '"', .., '"', ']'] ? (TextSpan.FromBounds(fault.Span.Start + 2, fault.Span.End - 2), word)
            : written is ['"', .., '"'] ? (TextSpan.FromBounds(fault.Span.Start + 1, fault.Span.End - 1), word)
            : (fault.Span, word);
    }

    private static RangeEdit[]? Upgrade(RegoDocument document, CancellationToken cancellationToken)
    {
        if (document.Parse.Succeeded && document.Module.Version == RegoVersion.V1 && !document.Module.Imports.Any(i => document.Source.Slice(i.Span) is "import rego.v1"))
        {
            return null;
        }
        var options = FormatOptions.Default with { Parser = document.Parser with { Version = RegoVersion.V0 }, Target = FormatTarget.V1 };
        return RegoFormatter.Format(document.Source, options, cancellationToken) is { Text: { } text } && text != document.Text ? Formatting.Edits(document, text) : null;
    }

    private static WorkspaceEdit Edit(RegoDocument document, params RangeEdit[] edits) => new(new Dictionary<string, RangeEdit[]>(StringComparer.Ordinal) { [document.Uri] = edits });

    private static string Sentence(string help) => char.ToUpperInvariant(help[0]) + help[1..];
}
