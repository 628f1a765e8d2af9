using YamlDotNet.RepresentationModel;

namespace Bylaw.Rego.Tooling.Tests.Formatting;

/// <summary>Reads the modules of the shared language cases.</summary>
internal static class ModuleTexts
{
    public static IEnumerable<(string Id, string Text)> Below(string root)
    {
        foreach (var file in Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories))
        {
            var yaml = new YamlStream();
            using var reader = new StreamReader(file);
            yaml.Load(reader);
            var cases = (YamlSequenceNode)((YamlMappingNode)yaml.Documents[0].RootNode).Children["cases"];
            foreach (var one in cases.Children.Cast<YamlMappingNode>())
            {
                var note = one.Children.TryGetValue("note", out var n) ? n.ToString() : Path.GetFileName(file);
                if (one.Children.TryGetValue("modules", out var modules) && modules is YamlSequenceNode texts)
                {
                    foreach (var module in texts.Children)
                    {
                        yield return (note, module.ToString());
                    }
                }
            }
        }
    }
}
