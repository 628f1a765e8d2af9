using Bylaw.Rego.Values;
using static Bylaw.Rego.Tests.Builtins.Calls;

namespace Bylaw.Rego.Tests.Builtins;

/// <summary>Operands that are large, deep or wrong end in an answer, never in a crash.</summary>
public sealed class HostileOperandTests
{
    [Fact]
    public void Cidr_expand_refuses_networks_that_are_too_large() =>
        Assert.Contains("more than", Fault("net.cidr_expand", "::/0"), StringComparison.Ordinal);

    [Fact]
    public void GraphQl_refuses_documents_that_nest_too_deep() =>
        Assert.Contains("too deep", Fault("graphql.parse_query", string.Concat(Enumerable.Repeat("{a", 100_000))), StringComparison.Ordinal);

    [Fact]
    public void Templates_refuse_actions_that_nest_too_deep() =>
        Assert.Contains("too deep", Fault("strings.render_template", string.Concat(Enumerable.Repeat("{{if .a}}", 10_000)), RegoObject.Empty), StringComparison.Ordinal);

    [Fact]
    public void A_schema_that_refers_to_itself_still_answers() =>
        Assert.True(Call("json.match_schema", Json("""{"a":{"a":{}}}"""), Json("""{"properties":{"a":{"$ref":"#"}}}""")).AsArray()[0].IsTrue);

    [Fact]
    public void A_token_never_chooses_its_own_algorithm() =>
        Assert.Equal(
            RegoValue.False,
            Call("io.jwt.decode_verify", "eyJhbGciOiJub25lIn0.e30.", Json("""{"secret":"s"}""")).AsArray()[0]);

    [Fact]
    public void A_month_runs_over_into_the_next_when_a_date_is_added() =>
        Assert.Equal("2023-03-03T00:00:00Z", Call("time.format", Call("time.add_date", Call("time.parse_rfc3339_ns", "2023-01-31T00:00:00Z"), 0L, 1L, 0L)).AsString());
}
