using System.Text.Json;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>What a client says it can do.</summary>
/// <param name="capabilities">Its capabilities.</param>
internal sealed class ClientAbilities(JsonElement? capabilities)
{
    public bool Snippets { get; } = Is(capabilities, "textDocument", "completion", "completionItem", "snippetSupport");

    public bool WatchesFiles { get; } = Is(capabilities, "workspace", "didChangeWatchedFiles", "dynamicRegistration");

    public bool RefreshesLenses { get; } = Is(capabilities, "workspace", "codeLens", "refreshSupport");

    private static bool Is(JsonElement? element, params ReadOnlySpan<string> path)
    {
        if (element is not { } at)
        {
            return false;
        }
        foreach (var step in path)
        {
            if (at.ValueKind != JsonValueKind.Object || !at.TryGetProperty(step, out at))
            {
                return false;
            }
        }
        return at.ValueKind == JsonValueKind.True;
    }
}
