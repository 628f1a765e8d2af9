using System.Collections.Immutable;
using YamlDotNet.Core;
using YamlDotNet.Core.Tokens;

namespace Bylaw.Manifest;

/// <summary>A value that a program proposed: its line bears the comment <c># proposed</c> until a person takes it away.</summary>
/// <param name="Line">From 1.</param>
/// <param name="Pointer">The JSON pointer of the first value on the line; empty when there is none.</param>
public sealed record ProposedMark(int Line, string Pointer)
{
    /// <summary>Says where the value stands and what to do.</summary>
    /// <returns>One line.</returns>
    public string ToLine() => $"{GovernanceManifest.FileName}:{Line}: {(Pointer.Length == 0 ? "a value" : "`" + Pointer.Trim('/').Replace('/', '.') + "`")} is only proposed; take the comment `# proposed` away once a person agrees";

    /// <summary>Finds the marks of a YAML text.</summary>
    /// <param name="text">YAML text that was read.</param>
    /// <param name="tree">The tree that was read from it.</param>
    /// <returns>The marks in the order of lines.</returns>
    internal static ImmutableArray<ProposedMark> Read(string text, YamlTree tree)
    {
        var marks = ImmutableArray.CreateBuilder<ProposedMark>();
        var scanner = new Scanner(new StringReader(text), skipComments: false);
        while (scanner.MoveNext())
        {
            if (scanner.Current is Comment comment && comment.Value.TrimStart().StartsWith("proposed", StringComparison.OrdinalIgnoreCase))
            {
                // A comment on a line of its own speaks of the line below it.
                var line = (int)comment.Start.Line + (comment.IsInline ? 0 : 1);
                marks.Add(new ProposedMark(line, tree.Places.Where(p => p.Value.Line == line && p.Key.Length > 0).OrderBy(p => p.Value.Column).ThenBy(p => p.Key.Length).Select(p => p.Key).FirstOrDefault() ?? ""));
            }
        }
        return marks.ToImmutable();
    }
}
