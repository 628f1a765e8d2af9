using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Engine;

/// <summary>Sums and concatenations whose arrays are never made: they say what the function says of an array.</summary>
public sealed class AggregateExpressionTests
{
    [Theory]
    [InlineData("[1, 2, 3]")]
    [InlineData("[]")]
    [InlineData("[9223372036854775807, 1, -1]")]
    [InlineData("[9223372036854775807, 9223372036854775807]")]
    [InlineData("[-9223372036854775808, -1]")]
    [InlineData("[1, 2.5, 1e3]")]
    [InlineData("[1, 1.0]")]
    [InlineData("[1, \"a\"]")]
    public void A_sum_of_a_comprehension_is_the_sum_of_its_array(string items)
    {
        var module = "package a\n\nplain := sum([x | some x in input])\n\narray := [x | some x in input]\n\nother := sum(array) if count(array) >= 0\n";

        AssertSame(module, RegoValue.FromJson(items));
    }

    [Theory]
    [InlineData("\", \"", "\"x\"")]
    [InlineData("\"\"", "\"\"")]
    [InlineData("\"-\"", "1")]
    [InlineData("1", "\"x\"")]
    public void A_concatenation_of_strings_written_out_is_that_of_their_array(string delimiter, string item)
    {
        var module = "package a\n\nplain := concat(input.d, [\"a\", input.x, \"b\"])\n\narray := [\"a\", input.x, \"b\"]\n\nother := concat(input.d, array) if count(array) > 0\n";

        AssertSame(module, RegoValue.FromJson($"{{\"d\":{delimiter},\"x\":{item}}}"));
    }

    private static void AssertSame(string module, RegoValue input)
    {
        var policies = RegoCompiler.Compile([new SourceText("a.rego", module)]).Policies!;
        foreach (var isStrict in new[] { false, true })
        {
            var options = new EvaluationOptions { StrictBuiltinErrors = isStrict };
            Assert.Equal(Outcome("data.a.other"), Outcome("data.a.plain"));

            string Outcome(string query)
            {
                try
                {
                    return policies.Prepare(query).Query!.EvaluateValue(input, default, options).ToString();
                }
                catch (EvaluationException error)
                {
                    return error.Message[error.Message.LastIndexOf(": ", StringComparison.Ordinal)..];
                }
            }
        }
    }
}
