using System.Text.Json.Serialization;

namespace Bylaw.Rego.LanguageServer.Protocol;

/// <summary>Asks what is wrong with a document.</summary>
internal sealed record DocumentDiagnosticParams(TextDocumentIdentifier TextDocument, string? PreviousResultId = null);

/// <summary>What is wrong with a document (full), or that it is as it was (unchanged).</summary>
internal sealed record DiagnosticReport(string Kind, string ResultId)
{
    public LspDiagnostic[]? Items { get; init; }
}

/// <summary>Asks what is wrong with all documents.</summary>
internal sealed record WorkspaceDiagnosticParams(KnownResult[] PreviousResultIds);

/// <summary>What a client was last told of a document.</summary>
internal sealed record KnownResult(string Uri, string Value);

/// <summary>What is wrong with documents.</summary>
internal sealed record WorkspaceDiagnosticReport(WorkspaceFileReport[] Items);

/// <summary>What is wrong with one of them; the version is null while it is not open.</summary>
internal sealed record WorkspaceFileReport(
    string Uri,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Version,
    string Kind,
    string ResultId,
    LspDiagnostic[] Items);

/// <summary>Asks what has changed in the tokens of a document.</summary>
internal sealed record TokensDeltaParams(TextDocumentIdentifier TextDocument, string PreviousResultId);

/// <summary>Tokens, or edits of those that the client has.</summary>
internal sealed record TokensDeltaAnswer(string ResultId)
{
    public int[]? Data { get; init; }

    public TokensEdit[]? Edits { get; init; }
}

/// <summary>Numbers that take the place of some that the client has.</summary>
internal sealed record TokensEdit(int Start, int DeleteCount, int[] Data);
