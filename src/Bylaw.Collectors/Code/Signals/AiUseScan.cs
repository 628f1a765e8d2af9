using System.Text.RegularExpressions;
using Bylaw.Collectors.Code.Prompts;

namespace Bylaw.Collectors.Code.Signals;

/// <summary>One sign of the use of AI.</summary>
/// <param name="Path">The file.</param>
/// <param name="Kind"><c>sdk</c>, <c>model_file</c>, <c>endpoint</c>, <c>prompt</c> or <c>env</c>.</param>
/// <param name="Name">The product or thing.</param>
/// <param name="Confidence">0 to 1.</param>
/// <param name="Line">From 1; 0 for the whole file.</param>
/// <param name="Category">The kind of product.</param>
internal sealed record AiSignal(string Path, string Kind, string Name, double Confidence, int Line, string Category);

/// <summary>Looks for signs of AI in one file after another.</summary>
internal static partial class AiUseScan
{
    private static readonly Regex _variables = Any("env");
    private static readonly Regex _hosts = Any("host");
    private static readonly Regex _calls = Any("call");
    private static readonly Dictionary<string, AiSignature> _byVariable = AiSignatures.Of("env").ToDictionary(s => s.Pattern, StringComparer.Ordinal);
    private static readonly Dictionary<string, AiSignature> _byHost = AiSignatures.Of("host").ToDictionary(s => s.Pattern, StringComparer.Ordinal);
    private static readonly Dictionary<string, AiSignature> _byCall = AiSignatures.Of("call").ToDictionary(s => s.Pattern, StringComparer.Ordinal);

    /// <summary>Finds the signs of all files: one a file, kind and name, the surest.</summary>
    public static List<AiSignal> Scan(CodeFiles files, CancellationToken cancellationToken)
    {
        var signals = new List<AiSignal>();
        foreach (var path in files.Paths)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (AiSignatures.OfFile(path) is { } model)
            {
                signals.Add(new AiSignal(path, "model_file", model.Name, model.Confidence, 0, model.Category));
            }
            else if (files.TryReadText(path, out var text))
            {
                var found = ScanText(path, text);
                signals.AddRange(found.GroupBy(s => (s.Kind, s.Name)).Select(g => g.OrderByDescending(s => s.Confidence).ThenBy(s => s.Line).First()));
            }
        }
        return signals;
    }

    private static IEnumerable<AiSignal> ScanText(string path, string text)
    {
        foreach (var import in ImportReader.Read(path, text))
        {
            if (AiSignatures.OfModule(import.Ecosystem, import.Name) is { } known)
            {
                yield return new AiSignal(path, "sdk", known.Name, 0.95, import.Line, known.Category);
            }
        }
        var packages = DependencyReader.Read(path, text, out var isLock);
        foreach (var package in packages ?? [])
        {
            if (AiSignatures.OfModule(package.Ecosystem, package.Name) is { } known)
            {
                // A lock file also holds what others need, so a library in it may never be called.
                var sure = !isLock ? 0.9 : known.Category is "ml_library" or "experiment" ? 0.7 : 0.8;
                yield return new AiSignal(path, "sdk", known.Name, sure, package.Line, known.Category);
            }
        }
        if (packages is null && IsSettings(path))
        {
            foreach (var found in Words(path, text))
            {
                yield return found;
            }
        }
        if (PromptFiles.IsPrompt(path))
        {
            yield return new AiSignal(path, "prompt", "prompt file", 0.85, 0, "prompt");
        }
        if (IsServerList(Path.GetFileName(path)) && text.Contains("\"mcpServers\"", StringComparison.Ordinal) | text.Contains("\"servers\"", StringComparison.Ordinal))
        {
            yield return new AiSignal(path, "sdk", "Model Context Protocol", 0.9, 0, "mcp");
        }
    }

    private static IEnumerable<AiSignal> Words(string path, string text)
    {
        var isDocument = Path.GetExtension(path).ToLowerInvariant() is ".md" or ".rst" or ".txt" or ".html";
        if (isDocument)
        {
            // What a text talks about is no use of it.
            yield break;
        }
        foreach (var (pattern, table, kind, sure) in new[] { (_variables, _byVariable, "env", 0.85), (_hosts, _byHost, "endpoint", 0.9), (_calls, _byCall, "sdk", 0.95) })
        {
            foreach (Match match in pattern.Matches(text))
            {
                var known = table[match.Value];
                yield return new AiSignal(path, kind, kind == "env" ? match.Value : known.Name, sure, 1 + text.AsSpan(0, match.Index).Count('\n'), known.Category);
            }
        }
    }

    private static bool IsSettings(string path) =>
        ImportReader.IsSource(path)
        || Path.GetFileName(path) is var name && (name.StartsWith(".env", StringComparison.Ordinal) || name.Contains("Dockerfile", StringComparison.Ordinal))
        || Path.GetExtension(path).ToLowerInvariant() is ".yaml" or ".yml" or ".json" or ".toml" or ".tf" or ".bicep" or ".env" or ".ini" or ".cfg" or ".properties" or ".xml" or ".config" or ".tfvars";

    private static bool IsServerList(string name) => name is ".mcp.json" or "mcp.json" or "claude_desktop_config.json" or "mcp-lock.json" or "mcp_config.json";

    private static Regex Any(string kind)
    {
        var edge = kind == "env" ? @"\b" : "";
        return new Regex(
            edge + "(?:" + string.Join('|', AiSignatures.Of(kind).Select(s => Regex.Escape(s.Pattern)).OrderByDescending(p => p.Length)) + ")" + edge,
            RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }
}
