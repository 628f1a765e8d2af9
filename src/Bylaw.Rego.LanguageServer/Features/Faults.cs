using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json;
using Bylaw.Rego.LanguageServer.Protocol;
using Bylaw.Rego.LanguageServer.Workspaces;

namespace Bylaw.Rego.LanguageServer.Features;

/// <summary>Says what is wrong with files: for those who are told, and for those who ask. Safe to call from many threads.</summary>
/// <param name="server">What is looked at.</param>
internal sealed class Faults(ServerState server)
{
    private readonly ConcurrentDictionary<string, (string Text, IReadOnlyList<FileProblem>? Problems)> _checked = new(StringComparer.Ordinal);

    /// <summary>Lists what is wrong with every file that is looked at; nothing for most.</summary>
    public Dictionary<string, LspDiagnostic[]> All(CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, LspDiagnostic[]>(StringComparer.Ordinal);
        foreach (var root in server.Workspace.Roots)
        {
            var snapshot = server.Workspace.SnapshotOf(root);
            if (snapshot.Documents.IsEmpty)
            {
                continue;
            }
            var analysis = server.Analyzer.Analyze(snapshot, cancellationToken);
            foreach (var document in snapshot.Documents)
            {
                cancellationToken.ThrowIfCancellationRequested();
                found[document.Path] = DiagnosticText.Of(document, analysis, server);
            }
        }
        foreach (var (path, text) in server.Workspace.OtherTexts())
        {
            if (OfOther(path, text) is { } other)
            {
                found[path] = other;
            }
        }
        return found;
    }

    /// <summary>Lists what is wrong with one file; nothing for one that is not looked at.</summary>
    public LspDiagnostic[] Of(string path, CancellationToken cancellationToken)
    {
        if (server.Workspace.Find(path) is var (document, snapshot))
        {
            return DiagnosticText.Of(document, server.Analyzer.Analyze(snapshot, cancellationToken), server);
        }
        return server.Workspace.TextOf(path) is { } text ? OfOther(path, text) ?? [] : [];
    }

    /// <summary>Names what was found: by its content, so that the same name means that nothing has changed.</summary>
    public static string NameOf(LspDiagnostic[] faults) =>
        faults.Length == 0 ? "none" : Convert.ToHexStringLower(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(faults)).AsSpan(0, 12));

    private LspDiagnostic[]? OfOther(string path, string text)
    {
        if (Check(path, text) is { } problems)
        {
            return DiagnosticText.OfFile(text, problems);
        }
        return !FileScan.IsData(path) ? null
            : DataFiles.TryRead(path, text, out _, out var problem) ? []
            : DiagnosticText.OfFile(text, [problem!]);
    }

    /// <summary>Checks a file of the host's own, once while its text stays as it is.</summary>
    private IReadOnlyList<FileProblem>? Check(string path, string text)
    {
        if (!_checked.TryGetValue(path, out var known) || !ReferenceEquals(known.Text, text))
        {
            _checked[path] = known = (text, server.Options.CheckFile(path, text));
        }
        return known.Problems;
    }
}
