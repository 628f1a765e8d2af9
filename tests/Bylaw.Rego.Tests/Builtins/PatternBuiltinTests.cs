using Bylaw.Rego.Builtins;
using Bylaw.Rego.Builtins.Regexes;
using Bylaw.Rego.Values;
using CsCheck;
using static Bylaw.Rego.Tests.Builtins.Calls;

namespace Bylaw.Rego.Tests.Builtins;

public sealed class PatternBuiltinTests
{
    [Theory]
    [InlineData("^[a-z]+\\[[0-9]+\\]$", "foo[1]", true)]
    [InlineData("(?i)straße", "STRASSE", false)]
    [InlineData("(?i)K", "\u212A", true)]
    [InlineData("^.$", "🍧", true)]
    [InlineData("^..$", "🍧", false)]
    [InlineData("[^a]", "🍧", true)]
    [InlineData("\\bé", "é", false)]
    [InlineData("\\d", "٣", false)]
    [InlineData("a$", "a\n", false)]
    [InlineData("(?m)a$", "a\nb", true)]
    [InlineData("\\pL\\p{Greek}", "aλ", true)]
    [InlineData("x{2,3}", "xx", true)]
    [InlineData("a{,2}", "a{,2}", true)]
    [InlineData("[[:alpha:]]+\\Q.*\\E", "ab.*", true)]
    public void Regular_expressions_match_as_RE2_does(string pattern, string text, bool wanted) =>
        Assert.Equal(wanted, Call("regex.match", pattern, text));

    [Theory]
    [InlineData("(")]
    [InlineData("a**")]
    [InlineData("[z-a]")]
    [InlineData("(?=a)")]
    [InlineData("\\1")]
    [InlineData("a{1001}")]
    [InlineData("$^[[[")]
    [InlineData("(a{100}){100}")]
    public void What_RE2_does_not_read_is_refused(string pattern)
    {
        Assert.Equal(false, Call("regex.is_valid", pattern));
        Assert.StartsWith("eval_builtin_error: regex.match: error parsing regexp: ", Fault("regex.match", pattern, "a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a|ab", "(x)?", "abcd")]
    [InlineData("(a+)(b*?)", "(?U)a+", "aabbaab")]
    [InlineData("(a|b)*c|\\b", "^$|x*", "abcab xx")]
    public void The_machine_and_the_automaton_agree(string first, string second, string text)
    {
        foreach (var pattern in (string[])[first, second])
        {
            var node = RegexParser.Parse(pattern, out var captures);
            var expected = GoRegex.Compile(pattern).FindAll(text, 1, new BuiltinContext(BuiltinHost.Default));
            var found = new RegexMachine(new RegexProgram(node), captures).Find(text, 0, new BuiltinContext(BuiltinHost.Default));

            Assert.Equal(expected.Count == 0 ? null : expected[0], found);
        }
    }

    [Fact]
    public void A_pattern_that_explodes_elsewhere_stays_linear() =>
        Assert.Equal(false, Call("regex.match", "^(a+)+$", new string('a', 20_000) + "b"));

    [Fact]
    public void Replacements_name_groups()
    {
        Assert.Equal("b-a $ ", Call("regex.replace", "a-b", "(?P<x>a)-(b)", "$2-${x} $$ $9").AsString());
        Assert.Equal(Json("""["","a","b",""]"""), Call("regex.split", ",", ",a,b,"));
        Assert.Equal(Json("""[["ab","b"],["a",""]]"""), Call("regex.find_all_string_submatch_n", "a(b)?", "ab a", -1));
        Assert.Equal(true, Call("regex.template_match", "urn:foo:{.*}", "urn:foo:bar:baz", "{", "}"));
    }

    [Theory]
    [InlineData("*.github.com", "[\".\"]", "api.github.com", true)]
    [InlineData("*.github.com", "[\".\"]", "api.x.github.com", false)]
    [InlineData("**.github.com", "[\".\"]", "api.x.github.com", true)]
    [InlineData("*", "[]", "a.b", false)]
    [InlineData("*", "null", "a.b", true)]
    [InlineData("{cat,b?t,[fr]at}s", "[]", "rats", true)]
    [InlineData("[!a-c]at", "[]", "bat", false)]
    [InlineData("a\\*b", "[]", "a*b", true)]
    public void Globs_stop_at_their_delimiters(string glob, string delimiters, string text, bool wanted) =>
        Assert.Equal(wanted, Call("glob.match", glob, Json(delimiters), text));

    [Fact]
    public void A_quoted_glob_matches_its_text_alone() =>
        Gen.String[Gen.Char["ab*?[]{}\\"], 1, 10].Sample(text => Call("glob.match", Call("glob.quote_meta", text), RegoValue.Null, text).IsTrue);

    [Theory]
    [InlineData("a.a.[0-9]+z", ".b.b2359825792*594823z", true)]
    [InlineData("[a-z]+", "[0-9]*", false)]
    public void Globs_are_intersected(string first, string second, bool wanted) =>
        Assert.Equal(wanted, Call("regex.globs_match", first, second));
}
