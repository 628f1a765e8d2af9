using System.Text.Json;

namespace Bylaw.Rego.LanguageServer.Protocol;

/// <summary>What a client says of itself at the start.</summary>
internal sealed record InitializeParams(
    int? ProcessId = null,
    string? RootUri = null,
    string? RootPath = null,
    WorkspaceFolder[]? WorkspaceFolders = null,
    JsonElement? Capabilities = null,
    JsonElement? InitializationOptions = null);

/// <summary>A folder that is open in the client.</summary>
internal sealed record WorkspaceFolder(string Uri, string? Name = null);

/// <summary>What the server can do.</summary>
internal sealed record InitializeResult(Dictionary<string, object> Capabilities, ServerDescription ServerInfo);

/// <summary>What the server is.</summary>
internal sealed record ServerDescription(string Name, string Version);

/// <summary>A document was opened.</summary>
internal sealed record DidOpenParams(OpenedDocument TextDocument);

/// <summary>A document as the client shows it.</summary>
internal sealed record OpenedDocument(string Uri, int Version, string Text);

/// <summary>A document's text was changed.</summary>
internal sealed record DidChangeParams(VersionedDocument TextDocument, ContentChange[] ContentChanges);

/// <summary>One change; without a range the text is the whole new one.</summary>
internal sealed record ContentChange(string Text, TextRange? Range = null);

/// <summary>Files were changed by others.</summary>
internal sealed record DidChangeFilesParams(FileEvent[] Changes);

/// <summary>The user's settings were changed; without any the server is to ask.</summary>
internal sealed record DidChangeSettingsParams(JsonElement? Settings = null);

/// <summary>One file was made (1), changed (2) or removed (3).</summary>
internal sealed record FileEvent(string Uri, int Type);

/// <summary>Folders were opened or closed.</summary>
internal sealed record DidChangeFoldersParams(FolderEvent Event);

/// <summary>Which folders.</summary>
internal sealed record FolderEvent(WorkspaceFolder[] Added, WorkspaceFolder[] Removed);

/// <summary>A line for the client's log (4: for whoever looks, 2: warning) or for its user.</summary>
internal sealed record MessageParams(int Type, string Message);
