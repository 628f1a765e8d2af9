using System.Text.Json;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>What a client says it can do.</summary>
/// <param name="capabilities">Its capabilities.</param>
internal sealed class ClientAbilities(JsonElement? capabilities)
{
    public bool Snippets { get; } = Is(capabilities, "textDocument", "completion", "completionItem", "snippetSupport");

    public bool WatchesFiles { get; } = Is(capabilities, "workspace", "didChangeWatchedFiles", "dynamicRegistration");

    public bool RefreshesLenses { get; } = Is(capabilities, "workspace", "codeLens", "refreshSupport");

    /// <summary>Gets whether the client asks what is wrong with the documents that it shows.</summary>
    public bool PullsDiagnostics { get; } = Find(capabilities, "textDocument", "diagnostic") is { ValueKind: JsonValueKind.Object };

    public bool RefreshesDiagnostics { get; } = Is(capabilities, "workspace", "diagnostics", "refreshSupport");

    /// <summary>Gets whether the client asks for what has changed in the tokens of a document.</summary>
    public bool TakesTokenDeltas { get; } = Is(capabilities, "textDocument", "semanticTokens", "requests", "full", "delta");

    /// <summary>Gets whether the client can be asked for its settings.</summary>
    public bool TellsSettings { get; } = Is(capabilities, "workspace", "configuration");

    public bool RegistersSettings { get; } = Is(capabilities, "workspace", "didChangeConfiguration", "dynamicRegistration");

    private static bool Is(JsonElement? element, params ReadOnlySpan<string> path)
    {
        return Find(element, path) is { ValueKind: JsonValueKind.True };
    }

    private static JsonElement? Find(JsonElement? element, params ReadOnlySpan<string> path)
    {
        if (element is not { } at)
        {
            return null;
        }
        foreach (var step in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return null;
            }
        }
        return at;
    }
}
