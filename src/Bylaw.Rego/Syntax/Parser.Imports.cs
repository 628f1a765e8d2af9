using Bylaw.Rego.Diagnostics;

namespace Bylaw.Rego.Syntax;

/// <summary>Imports, and what the language's own imports switch on.</summary>
internal sealed partial class Parser
{
    private ImportSyntax? ParseImport()
    {
        var start = Current.Start;
        Advance();
        if (ParsePath() is not { } path)
        {
            return null;
        }
        if (path is RefTerm reference && !CheckPath(reference))
        {
            return null;
        }
        var root = path is VarTerm v ? v.Name : ((VarTerm)((RefTerm)path).Head).Name;
        if (root is not ("data" or "input" or "future" or "rego"))
        {
            var help = Spelling.Nearest(root, ["data", "input", "future", "rego"]) is { } meant
                ? $"did you mean `{meant}`?"
                : $"packages are imported below `data`: `import data.{root}`";
            Report(ParseDiagnostics.ImportRoot, path.Span, help, root);
            return null;
        }
        VarTerm? alias = null;
        if (_kind == TokenKind.As)
        {
            Advance();
            if (_kind != TokenKind.Identifier || ReferenceFollows(_index))
            {
                ReportUnexpected("expected var");
                return null;
            }
            alias = ParseVariable();
        }
        else if (LastStep(path) is { } last && root != "future" && IsReserved(last))
        {
            Report(ParseDiagnostics.ImportEndsWithKeyword, path.Span, "import a different path or use an alias", last);
        }
        var import = new ImportSyntax(SpanFrom(start), path, alias);
        switch (root)
        {
            case "future":
                ApplyFutureImport(import);
                break;
            case "rego":
                ApplyRegoImport(import);
                break;
        }
        return import;
    }

    private static string? LastStep(TermSyntax path) => path switch
    {
        VarTerm variable => variable.Name,
        RefTerm { Operands: [.., { Term: StringTerm text }] } => text.Value,
        _ => null,
    };

    private bool IsReserved(string word)
    {
        var kind = TokenKinds.OfWord(word);
        return TokenKinds.IsKeyword(kind)
            && (!TokenKinds.IsSoftKeyword(kind) || (_options.Version == RegoVersion.V1 && (TokenKinds.V1SoftKeywords & TokenKinds.SoftBit(kind)) != 0));
    }

    private void ApplyFutureImport(ImportSyntax import)
    {
        string[] known = ["and", "contains", "every", "if", "in", "not", "or"];
        if (import.Reference is not RefTerm { Operands: [{ Term: StringTerm { Value: "keywords" } }, .. var rest] })
        {
            Report(ParseDiagnostics.FutureImport, import.Reference.Span, null);
            return;
        }
        if (import.Alias is not null)
        {
            Report(ParseDiagnostics.AliasedLanguageImport, import.Reference.Span, null, "future");
            return;
        }
        if (rest.Length == 1)
        {
            var word = ((StringTerm)rest[0].Term).Value;
            if (!known.Contains(word))
            {
                var help = Spelling.Nearest(word, known) is { } meant ? $"did you mean `{meant}`?" : null;
                Report(ParseDiagnostics.UnknownFutureKeyword, import.Reference.Span, help, string.Join(' ', known));
                return;
            }
            known = [word];
        }
        foreach (var word in known)
        {
            EnableKeyword(word);
        }
        MoveTo(_index);
    }

    private void ApplyRegoImport(ImportSyntax import)
    {
        if (import.Reference is not RefTerm { Operands: [{ Term: StringTerm { Value: "v1" } }] })
        {
            Report(ParseDiagnostics.RegoImport, import.Reference.Span, null, _source.Slice(import.Reference.Span).ToString());
            return;
        }
        if (_options.Version == RegoVersion.V1)
        {
            return;
        }
        if (import.Alias is not null)
        {
            Report(ParseDiagnostics.AliasedLanguageImport, import.Reference.Span, null, "rego");
            return;
        }
        _version = RegoVersion.V1;
        foreach (var word in (string[])["in", "every", "if", "contains"])
        {
            EnableKeyword(word);
        }
        MoveTo(_index);
    }
}
