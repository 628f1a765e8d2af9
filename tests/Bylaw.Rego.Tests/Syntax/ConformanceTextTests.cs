using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Testing;
using YamlDotNet.RepresentationModel;

namespace Bylaw.Rego.Tests.Syntax;

/// <summary>Parses every module and query of the shared language cases.</summary>
public sealed class ConformanceTextTests
{
    [Theory]
    [InlineData("v0", RegoVersion.V0)]
    [InlineData("v1", RegoVersion.V1)]
    public void The_parser_reads_every_module_and_query_of_the_language_cases(string folder, RegoVersion version)
    {
        var root = SharedData.Require($"rego-conformance/{folder}");
        var options = new ParserOptions { Version = version };
        var failures = new List<string>();
        var count = 0;

        foreach (var file in Directory.EnumerateFiles(root, "*.yaml", SearchOption.AllDirectories))
        {
            foreach (var (note, text, isQuery) in Texts(file))
            {
                count++;
                var source = new SourceText(note, text);
                var diagnostics = isQuery
                    ? RegoParser.ParseQuery(source, options).Diagnostics
                    : RegoParser.ParseModule(source, options).Diagnostics;
                failures.AddRange(diagnostics.Take(1).Select(d => d.ToString()));
            }
        }

        Assert.True(count > 1000);
        Assert.True(failures.Count == 0, string.Join('\n', failures));
    }

    private static IEnumerable<(string Note, string Text, bool IsQuery)> Texts(string file)
    {
        var yaml = new YamlStream();
        using var reader = new StreamReader(file);
        yaml.Load(reader);
        var cases = (YamlSequenceNode)((YamlMappingNode)yaml.Documents[0].RootNode).Children["cases"];
        foreach (var one in cases.Children.Cast<YamlMappingNode>())
        {
            var note = one.Children.TryGetValue("note", out var n) ? n.ToString() : Path.GetFileName(file);
            if (one.Children.TryGetValue("query", out var query))
            {
                yield return (note, query.ToString(), true);
            }
            if (one.Children.TryGetValue("modules", out var modules) && modules is YamlSequenceNode texts)
            {
                foreach (var module in texts.Children)
                {
                    yield return (note, module.ToString(), false);
                }
            }
        }
    }
}
