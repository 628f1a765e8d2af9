using Bylaw.Fuzz;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Formatting;

namespace Bylaw.Rego.Tooling.Tests.Fuzz;

public sealed class FuzzCorpusTests
{
    [Theory]
    [InlineData("rego", 4_000)]
    [InlineData("json", 20_000)]
    [InlineData("yaml", 5_000)]
    [InlineData("bundle", 5_000)]
    public void No_input_of_the_corpus_and_no_mutation_of_it_breaks_a_law(string target, int mutations)
    {
        var corpus = Corpus.Read(Path.Combine(Corpus.Root(), target));
        var run = FuzzTargets.All[target];
        var mutator = new Mutator(new Random(20_26));

        foreach (var input in corpus)
        {
            run(input);
        }
        for (var i = 0; i < mutations; i++)
        {
            run(mutator.Next(corpus));
        }
    }

    [Fact]
    public void A_v0_module_with_comments_becomes_v1()
    {
        var options = new FormatOptions { Parser = new ParserOptions { Version = RegoVersion.V0 }, Target = FormatTarget.V1 };

        var result = RegoFormatter.Format(new SourceText("t", "package t # c\nimport future.keywords.in\np { 1 in [1] } # d\n"), options);

        Assert.Equal("package t # c\n\np if 1 in [1] # d\n", result.Text);
    }

    [Fact]
    public void Hostile_texts_end_in_an_error_within_a_moment()
    {
        string[] texts =
        [
            "package t\np := \"" + new string('a', 10_000_000) + "\"",
            "package t\np := " + new string('9', 1_000_000),
            "package t\np := 1e1000000",
            "package t\np := " + string.Concat(Enumerable.Repeat("1 + ", 200_000)) + "1",
            "package t\np := x" + string.Concat(Enumerable.Repeat(".y", 200_000)),
            "package t\n" + string.Concat(Enumerable.Repeat("p := [\n", 20_000)),
            "package t\np if { " + string.Concat(Enumerable.Repeat("[a | b, ", 20_000)),
            string.Concat(Enumerable.Repeat("#\n", 1_000_000)),
            "package t\np := " + string.Concat(Enumerable.Repeat("$\"{", 50_000)),
            "\0\0\0\uFEFF\uFFFD",
        ];

        foreach (var text in texts)
        {
            var parse = RegoParser.ParseModule(new SourceText("t", text), null, new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token);
            Assert.True(parse.Diagnostics.Length <= 202);
        }
    }
}
