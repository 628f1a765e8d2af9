using System.Text.Json;
using Bylaw.Rego.LanguageServer.Features;
using Bylaw.Rego.LanguageServer.Protocol;
using StreamJsonRpc;

namespace Bylaw.Rego.LanguageServer.Rpc;

/// <content>One line a request.</content>
internal sealed partial class ServerConnection
{
    private void RegisterRequests()
    {
        About<PlaceParams, HoverAnswer>("textDocument/hover", p => p.TextDocument, (asked, p, _) => Hover.Run(asked, p.Position));
        About<PlaceParams, CompletionList>("textDocument/completion", p => p.TextDocument, (asked, p, _) => Completion.Run(asked, p.Position));
        About<PlaceParams, SignatureHelpAnswer>("textDocument/signatureHelp", p => p.TextDocument, (asked, p, _) => SignatureHelp.Run(asked, p.Position));
        About<PlaceParams, Location[]>("textDocument/definition", p => p.TextDocument, (asked, p, _) => Definitions.Run(asked, p.Position));
        About<ReferenceParams, Location[]>(
            "textDocument/references", p => p.TextDocument, (asked, p, c) => References.Run(asked, p.Position, p.Context?.IncludeDeclaration ?? true, c));
        About<PlaceParams, DocumentHighlight[]>("textDocument/documentHighlight", p => p.TextDocument, (asked, p, _) => References.Highlight(asked, p.Position));
        About<DocumentParams, DocumentSymbol[]>("textDocument/documentSymbol", p => p.TextDocument, (asked, _, _) => DocumentSymbols.Run(asked));
        About<DocumentParams, FoldingRange[]>("textDocument/foldingRange", p => p.TextDocument, (asked, _, _) => Folding.Run(asked));
        About<DocumentParams, SemanticTokensAnswer>(
            "textDocument/semanticTokens/full",
            p => p.TextDocument,
            (asked, _, _) => _server.Client.TakesTokenDeltas ? _tokens.Keep(asked.Document.Path, SemanticTokens.Run(asked)) : SemanticTokens.Run(asked));
        About<TokensDeltaParams, TokensDeltaAnswer>(
            "textDocument/semanticTokens/full/delta", p => p.TextDocument, (asked, p, _) => _tokens.Since(asked.Document.Path, p.PreviousResultId, SemanticTokens.Run(asked)));
        About<RangeParams, SemanticTokensAnswer>(
            "textDocument/semanticTokens/range", p => p.TextDocument, (asked, p, _) => SemanticTokens.Run(asked, asked.Document.Lines.SpanOf(p.Range)));
        About<DocumentParams, RangeEdit[]>("textDocument/formatting", p => p.TextDocument, (asked, _, c) => Formatting.Run(asked.Document, c));
        About<PlaceParams, PrepareRenameAnswer>("textDocument/prepareRename", p => p.TextDocument, (asked, p, _) => Rename.Prepare(asked, p.Position));
        About<RenameParams, WorkspaceEdit>("textDocument/rename", p => p.TextDocument, (asked, p, c) => Rename.Run(asked, p.Position, p.NewName, c));
        About<CodeActionParams, CodeAction[]>("textDocument/codeAction", p => p.TextDocument, CodeActions.Run);
        About<RangeParams, InlayHint[]>("textDocument/inlayHint", p => p.TextDocument, (asked, p, _) => InlayHints.Run(asked, p.Range));
        About<DocumentParams, CodeLens[]>("textDocument/codeLens", p => p.TextDocument, (asked, _, _) => CodeLenses.Run(asked));
        On<DocumentDiagnosticParams, DiagnosticReport>("textDocument/diagnostic", Phase.Ready, (p, c) => Task.Run(() => _pulled.Of(p, c), c));
        On<WorkspaceDiagnosticParams, WorkspaceDiagnosticReport>("workspace/diagnostic", Phase.Ready, (p, c) => Task.Run(() => PullAll(p, c), c));
        On<WorkspaceSymbolParams, WorkspaceSymbol[]>("workspace/symbol", Phase.Ready, (p, c) => Task.Run(() => DocumentSymbols.Search(_server, p.Query, c), c));
        On<ExecuteCommandParams, Commands.Answer>("workspace/executeCommand", Phase.Ready, ExecuteAsync);
    }

    /// <summary>Answers a request about a module; null about any other document.</summary>
    private void About<TParams, TResult>(string method, Func<TParams, TextDocumentIdentifier> documentOf, Func<Asked, TParams, CancellationToken, TResult?> answer)
        where TResult : class =>
        On<TParams, TResult?>(method, Phase.Ready, (parameters, cancellation) =>
        {
            var asked = _server.Find(documentOf(parameters));
            return asked is null ? Task.FromResult<TResult?>(null) : Task.Run(() => Refusing(() => answer(asked, parameters, cancellation)), cancellation);
        });

    private WorkspaceDiagnosticReport PullAll(WorkspaceDiagnosticParams request, CancellationToken cancellation)
    {
        var isFirst = !_pulled.AsksForAll;
        var report = _pulled.OfAll(request, cancellation);
        if (isFirst)
        {
            // What the client was told of files that it did not ask for is taken back.
            _publisher.Signal();
        }
        return report;
    }

    private static T Refusing<T>(Func<T> answer)
    {
        try
        {
            return answer();
        }
        catch (Exception error) when (error is RenameRefusedException or CommandRefusedException)
        {
            throw new LocalRpcException(error.Message) { ErrorCode = Wire.RequestFailed };
        }
    }

    private Task<Commands.Answer> ExecuteAsync(ExecuteCommandParams request, CancellationToken cancellationToken)
    {
        if (request.Command is not (Commands.Evaluate or Commands.Test) || request.Arguments is not [var argument, ..])
        {
            throw Invalid($"the commands are `{Commands.Evaluate}` and `{Commands.Test}`, each with one argument: {{uri, path}}");
        }
        CodeLenses.CommandTarget target;
        try
        {
            target = argument.Deserialize<CodeLenses.CommandTarget>(Wire.Json) ?? throw new JsonException("null");
        }
        catch (JsonException error)
        {
            throw Invalid($"the argument must be {{uri, path}}: {error.Message}");
        }
        var asked = _server.Find(new TextDocumentIdentifier(target.Uri)) ?? throw Invalid($"{target.Uri} is no module that is known here");
        if (request.Command == Commands.Evaluate && target.Path is null)
        {
            throw Invalid("`path` must name the rule to evaluate");
        }
        return Task.Run(
            async () =>
            {
                var answer = Refusing(() => request.Command == Commands.Evaluate
                    ? Commands.RunEvaluate(asked, target.Path!, cancellationToken)
                    : Commands.RunTests(asked, target.Path, cancellationToken));
                _publisher.Signal();
                if (_server.Client.RefreshesLenses)
                {
                    _ = RequestAsync("workspace/codeLens/refresh", null);
                }
                await TellAsync("window/showMessage", 3, answer.Message).ConfigureAwait(false);
                return answer;
            },
            cancellationToken);
    }

    private static LocalRpcException Invalid(string message) => new(message) { ErrorCode = -32602 };
}
