using System.Text.Json.Nodes;
using Bylaw.Manifest;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Packs;

/// <summary>One file of rules as it was read.</summary>
/// <param name="Module">Its tree; of what could be read when there are problems.</param>
/// <param name="Control">The control that it states; null for a file of helpers, or when there are problems.</param>
/// <param name="Problems">All that is wrong, each with its file.</param>
internal sealed record ReadRule(ModuleSyntax Module, Control? Control, IReadOnlyList<string> Problems)
{
    /// <summary>Reads a file of rules; it is a control when it is named <c>control.rego</c>.</summary>
    public static ReadRule Read(string file, string text)
    {
        var parse = RegoParser.ParseModule(new SourceText(file, text));
        var problems = parse.Diagnostics.Select(d => d.ToString()).ToList();
        var control = Path.GetFileName(file) == "control.rego" ? ReadControl(file, parse.Module, problems) : null;
        return new ReadRule(parse.Module, control, problems);
    }

    private static Control? ReadControl(string file, ModuleSyntax module, List<string> problems)
    {
        if (module.Annotations.FirstOrDefault(a => a.Target is PackageSyntax) is not { } metadata)
        {
            problems.Add($"{file}: a control needs a METADATA block above its package");
            return null;
        }
        try
        {
            return ControlReader.Read(file, module, YamlTree.Read(metadata.Yaml).Root as JsonObject ?? []);
        }
        catch (FormatException error)
        {
            problems.Add($"{file}: METADATA: {error.Message}");
            return null;
        }
    }
}
