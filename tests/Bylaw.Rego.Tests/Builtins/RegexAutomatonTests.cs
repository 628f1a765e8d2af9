using Bylaw.Rego.Builtins;
using Bylaw.Rego.Builtins.Regexes;
using CsCheck;

namespace Bylaw.Rego.Tests.Builtins;

public sealed class RegexAutomatonTests
{
    private static readonly Gen<string> _atoms = OneOf(
        "a", "b", "ab", "[a-c]", "[^a]", ".", "\\b", "\\B", "^", "$", "(?m:^)", "(?m:$)", "\\A", "\\z", "\\w", "\\n", "é", "(?i:k)", "(?s:.)", "😀", "\\p{L}", "(?:)");

    private static readonly Gen<string> _patterns = Gen.Recursive<string>((depth, rest) => depth > 3
        ? _atoms
        : Gen.Frequency(
            (3, _atoms),
            (2, Gen.Select(rest, rest, (a, b) => a + b)),
            (1, Gen.Select(rest, rest, (a, b) => $"(?:{a}|{b})")),
            (1, Gen.Select(rest, OneOf("*", "+", "?", "{2}", "{1,3}", "*?"), (a, times) => $"(?:{a}){times}"))));

    private static readonly Gen<string> _texts =
        OneOf("a", "b", "c", " ", "\n", "_", "é", "K", "😀", "\udc80", "\ud83d").Array[0, 12].Select(string.Concat);

    [Fact]
    public void Automaton_and_machine_agree_on_made_up_expressions() =>
        Gen.Select(_patterns, _texts.Array[1, 6]).Sample(
            (pattern, texts) =>
            {
                var program = new RegexProgram(RegexParser.Parse(pattern, out var captures));
                var automaton = RegexAutomaton.Make(program)!;
                var machine = new RegexMachine(program, captures);
                foreach (var text in texts)
                {
                    Assert.True(machine.Find(text, 0, new BuiltinContext(BuiltinHost.Default)) is not null == automaton.IsMatch(text), $"{pattern} on {text}");
                }
            },
            iter: 1_500);

    [Fact]
    public void Automaton_gives_up_before_it_grows_without_bound()
    {
        var automaton = RegexAutomaton.Make(new RegexProgram(RegexParser.Parse("(a|b)*a(a|b){14}c", out _)))!;
        var random = new Random(1);
        var answers = Enumerable.Range(0, 2_000).Select(_ => automaton.IsMatch(string.Concat(Enumerable.Range(0, 40).Select(_ => random.Next(2) == 0 ? 'a' : 'b'))));

        Assert.Contains(null, answers);
    }

    [Fact]
    public void Expression_whose_automaton_gives_up_still_matches()
    {
        var random = new Random(1);
        var regex = GoRegex.Compile("(a|b)*a(a|b){14}c");
        foreach (var _ in Enumerable.Range(0, 2_000))
        {
            var text = string.Concat(Enumerable.Range(0, 40).Select(_ => random.Next(2) == 0 ? 'a' : 'b')) + "c";

            Assert.Equal(text[^16] == 'a', regex.IsMatch(text, new BuiltinContext(BuiltinHost.Default)));
        }
    }

    [Fact]
    public void Threads_share_an_automaton()
    {
        var regex = GoRegex.Compile("^([a-z]+[0-9]?)*:[v0-9.]+$");

        Parallel.For(0, 2_000, i =>
        {
            Assert.True(regex.IsMatch($"abc{i % 10}:v{i}.{i % 7}", new BuiltinContext(BuiltinHost.Default)));
            Assert.False(regex.IsMatch($"abc{i}:{(char)('a' + (i % 20))}x{i}", new BuiltinContext(BuiltinHost.Default)));
        });
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
