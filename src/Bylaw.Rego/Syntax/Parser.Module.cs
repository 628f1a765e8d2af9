using System.Collections.Immutable;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>Modules and queries: packages, imports, and how parsing goes on after a broken statement.</summary>
internal sealed partial class Parser
{
    private readonly ImmutableArray<ImportSyntax>.Builder _imports = ImmutableArray.CreateBuilder<ImportSyntax>();
    private readonly ImmutableArray<RuleSyntax>.Builder _rules = ImmutableArray.CreateBuilder<RuleSyntax>();
    private PackageSyntax? _package;

    public ModuleParse ParseModule()
    {
        var isFirst = true;
        var isEmpty = _kind == TokenKind.EndOfFile;
        if (isEmpty)
        {
            Report(ParseDiagnostics.EmptyModule, CurrentSpan, "a module begins with `package name`");
        }
        while (_kind != TokenKind.EndOfFile)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            var start = _index;
            if (isFirst && (_kind != TokenKind.Package || ReferenceFollows(_index)))
            {
                var help = _kind == TokenKind.Identifier && Spelling.Nearest(TextOf(_index).ToString(), ["package"]) is { } meant
                    ? $"did you mean `{meant}`?"
                    : "a module begins with `package name`";
                Report(ParseDiagnostics.PackageExpected, CurrentSpan, help);
            }
            if (!ParseStatement(isFirst))
            {
                SkipStatement(start);
            }
            isFirst = false;
        }
        var span = new TextSpan(0, 0);
        _package ??= new PackageSyntax(span, [], new ErrorTerm(span));
        if (_version == RegoVersion.V1)
        {
            CheckV1Rules();
        }
        var comments = BuildComments();
        var module = new ModuleSyntax(
            _source, _version, _package, _imports.ToImmutable(), _rules.ToImmutable(), comments,
            _options.ReadAnnotations ? CommentBlocks.FindAnnotations(_source, comments, Statements()) : []) { Depth = _greatestDepth };
        return new ModuleParse(module, _sink.ToOrdered());
    }

    public QueryParse ParseQuery()
    {
        var literals = ImmutableArray.CreateBuilder<LiteralSyntax>();
        var start = Current.Start;
        if (_kind == TokenKind.EndOfFile)
        {
            Report(ParseDiagnostics.EmptyBody, CurrentSpan, "a query has at least one expression");
        }
        while (_kind != TokenKind.EndOfFile)
        {
            var first = _index;
            if (_kind == TokenKind.Import && !ReferenceFollows(_index))
            {
                ReportUnexpected("a query has no imports", "pass the keywords as an option, or write the whole reference");
                MoveTo(_lastIndex);
                break;
            }
            if (ParseLiteral() is { } literal)
            {
                literals.Add(literal);
                if (_kind == TokenKind.Semicolon)
                {
                    Advance();
                    if (_kind == TokenKind.EndOfFile)
                    {
                        ReportUnexpected();
                    }
                    continue;
                }
                if (Current.StartsLine || _kind == TokenKind.EndOfFile)
                {
                    continue;
                }
                ReportUnexpected("expected \\n or ;", MissingKeywordHelp(literal));
            }
            if (!SkipLiteral(first, TokenKind.EndOfFile) && _kind != TokenKind.EndOfFile)
            {
                Advance();
            }
        }
        return new QueryParse(new BodySyntax(SpanFrom(start), literals.ToImmutable(), isBraced: false), _sink.ToOrdered()) { Depth = _greatestDepth };
    }

    /// <summary>Reads one statement.</summary>
    /// <returns>False when it is broken and its rest must be skipped.</returns>
    private bool ParseStatement(bool isFirst)
    {
        if (_kind == TokenKind.Package && !ReferenceFollows(_index))
        {
            var span = CurrentSpan;
            var package = ParsePackage();
            if (!isFirst && package is not null)
            {
                Report(ParseDiagnostics.SecondPackage, span, "a module has one package, at its beginning");
            }
            _package ??= package;
            return package is not null;
        }
        if (_kind == TokenKind.Import && !ReferenceFollows(_index))
        {
            if (ParseImport() is not { } import)
            {
                return false;
            }
            _imports.Add(import);
            return true;
        }
        if (_kind == TokenKind.Semicolon && !isFirst)
        {
            // OPA has no empty statements.
            ReportUnexpected();
            Advance();
            return true;
        }
        if (ParseRule() is not { } rule)
        {
            return false;
        }
        _rules.Add(rule);
        return true;
    }

    /// <summary>Skips the rest of a broken statement: to a line that begins in the first column, or outside the brackets it opened.</summary>
    private void SkipStatement(int start)
    {
        if (_stopped)
        {
            return;
        }
        var failed = Math.Max(_index, start + 1);
        var indented = ColumnOf(start) > 0;
        var depth = 0;
        for (var i = start; i < _lastIndex; i++)
        {
            var token = _tokens[i];
            if (i >= failed && token.StartsLine && (indented ? depth <= 0 && token.Kind is not TokenKind.RightBrace : StartsStatement(i)))
            {
                MoveTo(i);
                return;
            }
            depth += token.Kind switch
            {
                TokenKind.LeftBrace or TokenKind.LeftBracket or TokenKind.LeftParenthesis => 1,
                TokenKind.RightBrace or TokenKind.RightBracket or TokenKind.RightParenthesis => -1,
                _ => 0,
            };
        }
        MoveTo(_lastIndex);
    }

    private PackageSyntax? ParsePackage()
    {
        var start = Current.Start;
        Advance();
        if (ParsePath() is not { } term)
        {
            return null;
        }
        var path = ImmutableArray.CreateBuilder<string>();
        switch (term)
        {
            case VarTerm variable:
                path.Add(variable.Name);
                break;
            case RefTerm { Head: VarTerm head } reference when CheckPath(reference):
                path.Add(head.Name);
                path.AddRange(reference.Operands.Select(o => ((StringTerm)o.Term).Value));
                break;
            default:
                return null;
        }
        return new PackageSyntax(SpanFrom(start), path.ToImmutable(), term);
    }

    /// <summary>Reads the name of a package or an import, whose words may be keywords.</summary>
    private TermSyntax? ParsePath()
    {
        if (_kind != TokenKind.Identifier && !TokenKinds.IsKeyword(_kind))
        {
            ReportUnexpected("expected ident");
            return null;
        }
        _nameIndex = _index;
        var term = ParsePrimary();
        if (term is null or VarTerm or RefTerm { Head: VarTerm })
        {
            return term;
        }
        Report(ParseDiagnostics.IllegalPath, term.Span, null, NameOf(term), "ref");
        return null;
    }

    private bool CheckPath(RefTerm reference)
    {
        foreach (var operand in reference.Operands)
        {
            if (operand.Term is not StringTerm)
            {
                Report(ParseDiagnostics.IllegalPath, operand.Term.Span, "a path has only names and quoted strings", NameOf(operand.Term), "string");
                return false;
            }
        }
        return true;
    }

    private ImmutableArray<CommentSyntax> BuildComments()
    {
        var comments = ImmutableArray.CreateBuilder<CommentSyntax>(_comments.Count);
        foreach (var span in _comments)
        {
            comments.Add(new CommentSyntax(span, _text.Substring(span.Start + 1, span.Length - 1)));
        }
        return comments.MoveToImmutable();
    }

    private IEnumerable<SyntaxNode> Statements() =>
        new SyntaxNode[] { _package! }.Concat(_imports).Concat(_rules).OrderBy(n => n.Span.Start);
}
