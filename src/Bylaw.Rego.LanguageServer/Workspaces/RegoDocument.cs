using System.Collections.Immutable;
using Bylaw.Rego.Annotations;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Linting;

namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>One text of a module, and what can be said of it alone, worked out when first asked for. Immutable; safe to share between threads.</summary>
internal sealed class RegoDocument
{
    private readonly Lazy<ModuleParse> _parse;
    private readonly Lazy<LineMap> _lines;
    private readonly Lazy<ImmutableArray<RegoToken>> _tokens;
    private readonly Lazy<ImmutableArray<RuleDefinition>> _definitions;
    private readonly Lazy<ImmutableArray<Diagnostic>> _lint;
    private readonly Lazy<AnnotationSet> _annotations;
    private (PackageNames Names, ModuleSymbols Symbols)? _bound;

    public RegoDocument(string path, string text, ParserOptions parser, LintOptions lint)
    {
        Path = path;
        Source = new SourceText(path, text);
        Parser = parser;
        _parse = new(() => RegoParser.ParseModule(Source, parser));
        _lines = new(() => new LineMap(text));
        _tokens = new(() => RegoTokens.Read(Source));
        _definitions = new(() => RuleDefinition.In(this));
        _annotations = new(() => AnnotationSet.Read([Module]));
        _lint = new(() => Parse.Succeeded ? RegoLinter.Lint(Module, lint) : []);
    }

    /// <summary>Gets the path, or the URI of a document without a file.</summary>
    public string Path { get; }

    public string Uri => FileUri.FromPath(Path);

    public SourceText Source { get; }

    public ParserOptions Parser { get; }

    public string Text => Source.Text;

    public ModuleParse Parse => _parse.Value;

    public ModuleSyntax Module => Parse.Module;

    public LineMap Lines => _lines.Value;

    public ImmutableArray<RegoToken> Tokens => _tokens.Value;

    /// <summary>Gets the rules that the module defines.</summary>
    public ImmutableArray<RuleDefinition> Definitions => _definitions.Value;

    /// <summary>Gets what the linter finds; nothing while the text does not parse.</summary>
    public ImmutableArray<Diagnostic> Lint => _lint.Value;

    /// <summary>Gets what the metadata blocks say.</summary>
    public AnnotationSet Annotations => _annotations.Value;

    /// <summary>Gets the package path below <c>data</c>, as text.</summary>
    public string Package => string.Join('.', Module.Package.Path);

    /// <summary>Finds what each name of the module means.</summary>
    /// <param name="names">What its package and the others define.</param>
    public ModuleSymbols Symbols(PackageNames names)
    {
        var bound = _bound;
        if (bound is { } known && known.Names.MeansTheSameAs(names))
        {
            return known.Symbols;
        }
        var symbols = new Binder(Module, names).Run();
        _bound = (names, symbols);
        return symbols;
    }

    /// <summary>Returns the token that holds an offset, or ends there; null for none.</summary>
    public RegoToken? TokenAt(int offset)
    {
        RegoToken? touching = null;
        foreach (var token in Tokens)
        {
            if (token.Span.Start > offset)
            {
                break;
            }
            if (offset < token.Span.End)
            {
                return token;
            }
            touching = token.Span.End == offset ? token : touching;
        }
        return touching;
    }

    public TextRange RangeOf(TextSpan span) => Lines.RangeOf(span);
}
