using System.Text.Json;

namespace Bylaw.Rego.LanguageServer.Protocol;

/// <summary>What is wrong in a document.</summary>
internal sealed record PublishDiagnosticsParams(string Uri, int? Version, LspDiagnostic[] Diagnostics);

/// <summary>One fault (severity 1: error, 2: warning, 3: information).</summary>
internal sealed record LspDiagnostic(TextRange Range, int Severity, string? Code, string Source, string Message)
{
    public CodeDescription? CodeDescription { get; init; }

    /// <summary>Gets 1 for what is of no use, 2 for what is out of date.</summary>
    public int[]? Tags { get; init; }
}

/// <summary>Where a code is explained.</summary>
internal sealed record CodeDescription(string Href);

/// <summary>What is said about a place.</summary>
internal sealed record HoverAnswer(MarkupContent Contents, TextRange Range);

/// <summary>What may be written at a place.</summary>
internal sealed record CompletionList(bool IsIncomplete, CompletionItem[] Items);

/// <summary>One of the things that may be written.</summary>
internal sealed record CompletionItem(string Label, int Kind)
{
    public string? Detail { get; init; }

    public MarkupContent? Documentation { get; init; }

    public string? SortText { get; init; }

    public string? FilterText { get; init; }

    public int? InsertTextFormat { get; init; }

    public RangeEdit? TextEdit { get; init; }

    public RangeEdit[]? AdditionalTextEdits { get; init; }

    public int[]? Tags { get; init; }
}

/// <summary>The functions that a call at a place may mean.</summary>
internal sealed record SignatureHelpAnswer(SignatureText[] Signatures, int ActiveSignature, int ActiveParameter);

/// <summary>One form of a function.</summary>
internal sealed record SignatureText(string Label, MarkupContent? Documentation, ParameterText[] Parameters);

/// <summary>A parameter: where it stands in the label, from one UTF-16 code unit up to another.</summary>
internal sealed record ParameterText(int[] Label);

/// <summary>A symbol of a document with those in it.</summary>
internal sealed record DocumentSymbol(string Name, string? Detail, int Kind, TextRange Range, TextRange SelectionRange, DocumentSymbol[]? Children);

/// <summary>A symbol of the workspace.</summary>
internal sealed record WorkspaceSymbol(string Name, int Kind, Location Location, string? ContainerName);

/// <summary>What to look for.</summary>
internal sealed record WorkspaceSymbolParams(string Query);

/// <summary>Lines that may be folded.</summary>
internal sealed record FoldingRange(int StartLine, int EndLine, string? Kind);

/// <summary>All tokens, five numbers each.</summary>
internal sealed record SemanticTokensAnswer(int[] Data)
{
    public string? ResultId { get; init; }
}

/// <summary>An occurrence of what stands at a place (2: read, 3: write).</summary>
internal sealed record DocumentHighlight(TextRange Range, int Kind);

/// <summary>Asks for references.</summary>
internal sealed record ReferenceParams(TextDocumentIdentifier TextDocument, Position Position, ReferenceContext? Context = null);

/// <summary>Whether definitions count.</summary>
internal sealed record ReferenceContext(bool IncludeDeclaration);

/// <summary>Asks for a new name.</summary>
internal sealed record RenameParams(TextDocumentIdentifier TextDocument, Position Position, string NewName);

/// <summary>What would be renamed.</summary>
internal sealed record PrepareRenameAnswer(TextRange Range, string Placeholder);

/// <summary>Asks what can be done about a part of a document.</summary>
internal sealed record CodeActionParams(TextDocumentIdentifier TextDocument, TextRange Range, CodeActionContext Context);

/// <summary>Which kinds the client wants; all when it names none.</summary>
internal sealed record CodeActionContext(string[]? Only = null);

/// <summary>Something that can be done.</summary>
internal sealed record CodeAction(string Title, string Kind, WorkspaceEdit Edit)
{
    public LspDiagnostic[]? Diagnostics { get; init; }

    public bool? IsPreferred { get; init; }
}

/// <summary>A note shown within a line (1: type, 2: parameter).</summary>
internal sealed record InlayHint(Position Position, string Label, int Kind, bool PaddingRight);

/// <summary>A command shown above a line.</summary>
internal sealed record CodeLens(TextRange Range, ClientCommand Command);

/// <summary>Has a command executed.</summary>
internal sealed record ExecuteCommandParams(string Command, JsonElement[]? Arguments = null);
