namespace Bylaw.Rego.LanguageServer.Protocol;

/// <summary>A place in a text: line and UTF-16 code unit, both from 0.</summary>
internal readonly record struct Position(int Line, int Character);

/// <summary>A run of text from a place up to another.</summary>
internal readonly record struct TextRange(Position Start, Position End);

/// <summary>A run of text in a document.</summary>
internal sealed record Location(string Uri, TextRange Range);

/// <summary>A change of a document's text.</summary>
internal sealed record RangeEdit(TextRange Range, string NewText);

/// <summary>Changes of several documents, by their URI.</summary>
internal sealed record WorkspaceEdit(Dictionary<string, RangeEdit[]> Changes);

/// <summary>Names a document.</summary>
internal sealed record TextDocumentIdentifier(string Uri);

/// <summary>Names a document and the version of its text.</summary>
internal sealed record VersionedDocument(string Uri, int Version);

/// <summary>Names a document of the user's.</summary>
internal sealed record DocumentParams(TextDocumentIdentifier TextDocument);

/// <summary>Names a place in a document.</summary>
internal sealed record PlaceParams(TextDocumentIdentifier TextDocument, Position Position);

/// <summary>Names a part of a document.</summary>
internal sealed record RangeParams(TextDocumentIdentifier TextDocument, TextRange Range);

/// <summary>Text for people, in Markdown.</summary>
internal sealed record MarkupContent(string Value)
{
    public string Kind => "markdown";
}

/// <summary>A command that the client may have executed.</summary>
internal sealed record ClientCommand(string Title, string Command, object[] Arguments);
