using Bylaw.Rego.LanguageServer.Features;

namespace Bylaw.Rego.LanguageServer.Rpc;

/// <summary>What the server tells clients that it can do.</summary>
internal static class ServerAbilities
{
    /// <summary>Lists the capabilities by name.</summary>
    /// <param name="client">What the client can do: it is offered nothing that it would not use.</param>
    public static Dictionary<string, object> For(ClientAbilities client)
    {
        var all = All;
        if (client.PullsDiagnostics)
        {
            all["diagnosticProvider"] = new { identifier = "bylaw", interFileDependencies = true, workspaceDiagnostics = true };
        }
        if (client.TakesTokenDeltas)
        {
            all["semanticTokensProvider"] = new { legend = Legend, full = new { delta = true }, range = true };
        }
        return all;
    }

    private static object Legend => new { tokenTypes = SemanticTokens.Types, tokenModifiers = SemanticTokens.Modifiers };

    private static Dictionary<string, object> All => new(StringComparer.Ordinal)
    {
        ["positionEncoding"] = "utf-16",
        ["textDocumentSync"] = new { openClose = true, change = 2, save = new { includeText = false } },
        ["hoverProvider"] = true,
        ["completionProvider"] = new { triggerCharacters = new[] { "." } },
        ["signatureHelpProvider"] = new { triggerCharacters = new[] { "(", "," } },
        ["definitionProvider"] = true,
        ["referencesProvider"] = true,
        ["documentHighlightProvider"] = true,
        ["documentSymbolProvider"] = true,
        ["workspaceSymbolProvider"] = true,
        ["renameProvider"] = new { prepareProvider = true },
        ["foldingRangeProvider"] = true,
        ["documentFormattingProvider"] = true,
        ["inlayHintProvider"] = true,
        ["codeLensProvider"] = new { resolveProvider = false },
        ["codeActionProvider"] = new { codeActionKinds = CodeActions.Kinds },
        ["executeCommandProvider"] = new { commands = new[] { Commands.Evaluate, Commands.Test } },
        ["semanticTokensProvider"] = new { legend = Legend, full = true, range = true },
        ["workspace"] = new { workspaceFolders = new { supported = true, changeNotifications = true } },
    };
}
