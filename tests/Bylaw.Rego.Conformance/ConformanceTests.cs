using Bylaw.Accept;
using Bylaw.Accept.Rego;
using Bylaw.Testing;

namespace Bylaw.Rego.Conformance;

/// <summary>Runs OPA's conformance cases through the engine. A case that cannot pass stands in <c>declined.txt</c> with its reason.</summary>
public sealed class ConformanceTests
{
    [Theory]
    [InlineData("v1", 1_500)]
    [InlineData("v1", 1_500, "--observed")]
    [InlineData("v1", 1_500, "--no-index")]
    [InlineData("v1", 1_500, "--json")]
    [InlineData("v0", 1_200)]
    [InlineData("v0", 1_200, "--json")]
    [InlineData("v0", 1_200, "--observed")]
    [InlineData("extra/wasm-assets", 300)]
    [InlineData("extra/topdown-local-v0", 1)]
    public async Task Every_case_passes_unless_declined_with_a_reason(string folder, int atLeast, params string[] options)
    {
        var path = SharedData.Require("rego-conformance/" + folder);
        var output = new StringWriter();
        var tally = new Tally(output);

        await new RegoSet().RunAsync(path, folder.EndsWith("v0", StringComparison.Ordinal) ? ["--v0", .. options] : options, tally);
        tally.Close();

        var declined = File.ReadAllLines(Path.Combine(SharedData.RepositoryRoot, "tests/Bylaw.Rego.Conformance/declined.txt"))
            .Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split('\t')[0]).ToHashSet(StringComparer.Ordinal);
        var lines = output.ToString().Split('\n');
        var failures = lines.Where(l => l.StartsWith("FAIL ", StringComparison.Ordinal)).Where(l => !declined.Any(d => l.Contains(d, StringComparison.Ordinal)));
        Assert.Empty(failures);
        Assert.True(int.Parse(lines[^2].Split(' ')[0], null) >= atLeast, lines[^2]);
    }
}
