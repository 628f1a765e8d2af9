using System.Collections.Immutable;
using System.Net;
using Bylaw.Rego.Builtins;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Builtins;

public sealed class HttpSendTests
{
    [Fact]
    public void A_request_is_undefined_unless_the_host_grants_it()
    {
        var decision = Query("p := http.send({\"method\": \"get\", \"url\": \"https://a.example/\"}).status_code").Evaluate(default);

        Assert.False(decision.IsDefined);
        Assert.Contains("does not grant", Assert.Single(decision.BuiltinErrors).Message);
    }

    [Fact]
    public void The_same_request_is_sent_once_in_a_query_and_its_json_is_read()
    {
        var http = new Replay("""{"ok": true}""", "application/json");

        var value = Query("p := [http.send(r).body.ok, http.send(r).status_code] if r := {\"method\": \"post\", \"url\": \"https://a.example/x\", \"body\": {\"a\": 1}, \"headers\": {\"X-Y\": \"z\"}}")
            .Evaluate(default, options: new EvaluationOptions { Host = BuiltinHost.Default with { Http = http } }).Value;

        Assert.Equal("[true, 200]", value.ToString());
        Assert.Equal(["POST https://a.example/x z {\"a\":1}"], http.Seen);
    }

    [Fact]
    public void A_host_that_is_not_allowed_is_refused_and_told_to_the_policy_when_it_asks()
    {
        var http = new Replay("", "text/plain");
        var host = BuiltinHost.Default with { Http = http, AllowedHosts = ImmutableHashSet.Create("b.example") };

        var value = Query("p := http.send({\"method\": \"get\", \"url\": \"https://a.example/\", \"raise_error\": false})")
            .Evaluate(default, options: new EvaluationOptions { Host = host }).Value;

        Assert.Equal("0", value.Get("status_code").ToString());
        Assert.Contains("unallowed host", value.Get("error").Get("message").AsString());
        Assert.Empty(http.Seen);
    }

    private static PreparedQuery Query(string rule) =>
        RegoCompiler.Compile([new SourceText("a.rego", "package a\n\n" + rule)]).Policies!.Prepare("data.a.p").Query!;

    private sealed class Replay(string body, string type) : IOutboundHttp
    {
        public List<string> Seen { get; } = [];

        public HttpResponseMessage Send(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            using var reader = request.Content is null ? null : new StreamReader(request.Content.ReadAsStream(cancellationToken));
            var header = request.Headers.TryGetValues("X-Y", out var values) ? values.First() : "";
            Seen.Add($"{request.Method} {request.RequestUri} {header} {reader?.ReadToEnd()}");
            return new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent(body, null, type) };
        }
    }
}
