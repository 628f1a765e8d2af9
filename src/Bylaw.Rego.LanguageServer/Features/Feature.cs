using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Symbols;
using Bylaw.Rego.LanguageServer.Workspaces;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>What a request is answered from: the module that it names and all that stands with it, as they were when it came.</summary>
/// <param name="Document">The module.</param>
/// <param name="Snapshot">Its root.</param>
/// <param name="Server">What else the server knows.</param>
internal sealed record Asked(RegoDocument Document, RootSnapshot Snapshot, ServerState Server)
{
    public ModuleSymbols Symbols => Snapshot.SymbolsOf(Document);

    public Occurrence? OccurrenceAt(Position place) => Symbols.At(Document.Lines.OffsetOf(place));

    public Location LocationOf(RuleDefinition definition) => new(definition.Document.Uri, definition.Document.RangeOf(definition.NameSpan));
}

/// <summary>What all requests share.</summary>
/// <param name="Started">How the server was started.</param>
/// <param name="Workspace">The texts.</param>
/// <param name="Analyzer">What compiles them.</param>
/// <param name="Input">What is known of inputs.</param>
/// <param name="Runs">Results of evaluations and tests that clients asked for.</param>
internal sealed record ServerState(LanguageServerOptions Started, Workspace Workspace, Analyzer Analyzer, InputKnowledge Input, RunResults Runs)
{
    /// <summary>Gets or sets how the server was started, with what the client's user has set over it.</summary>
    public LanguageServerOptions Options { get; set; } = Started;

    /// <summary>Gets or sets what the client can do.</summary>
    public ClientAbilities Client { get; set; } = new(default);

    /// <summary>Finds the module that a request names; null for any other document.</summary>
    public Asked? Find(TextDocumentIdentifier document) =>
        Workspace.Find(FileUri.ToPath(document.Uri)) is var (found, snapshot) ? new Asked(found, snapshot, this) : null;
}
