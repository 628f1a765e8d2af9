using System.Collections.Immutable;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Optimizing;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tooling.Tests.Optimizing;

public sealed class BundleOptimizerTests
{
    private const string Policy = """
        package authz

        default allow := false

        allow if input.user == data.owner

        allow if data.roles[input.user] == "admin"

        allow if {
        	not blocked
        	input.level < data.public_below
        }

        blocked if input.user in data.blocked

        reasons contains r if {
        	some r in data.rules[input.kind]
        	r != "none"
        }

        size := count(reasons)

        grade := "high" if input.level > 5

        else := "low" if input.level > data.public_below

        unused := data.owner
        """;

    private const string Data = """
        {"owner": "ann", "roles": {"cy": "admin", "dee": "user"}, "blocked": ["eve"], "public_below": 3, "rules": {"x": ["a", "none"], "y": ["b"]}}
        """;

    private static readonly string[] _inputs =
    [
        """{"user": "ann"}""", """{"user": "cy"}""", """{"user": "dee", "level": 1}""", """{"user": "eve", "level": 1}""", """{"user": "dee", "level": 9}""",
        """{"kind": "x", "level": 4}""", """{"kind": "y"}""", """{"kind": "z", "level": "q"}""", "{}",
    ];

    [Theory]
    [InlineData("authz/allow")]
    [InlineData("authz/reasons")]
    [InlineData("authz/size")]
    [InlineData("authz/grade")]
    [InlineData("data.authz.unused")]
    public void An_optimised_bundle_decides_as_the_modules_do(string entrypoint)
    {
        var (bundle, policies) = Read();
        var query = "data." + entrypoint.Replace("data.", "", StringComparison.Ordinal).Replace('/', '.');

        var optimised = Compile(BundleOptimizer.Optimize(bundle, policies, [entrypoint, "authz/size"]));

        var (plain, fast) = (policies.Prepare(query).Query!, optimised.Prepare(query).Query!);
        foreach (var text in _inputs)
        {
            var input = RegoValue.FromJson(text);
            Assert.Equal(plain.EvaluateValue(input, bundle.Data), fast.EvaluateValue(input, bundle.Data));
        }
    }

    [Fact]
    public void What_is_known_is_in_the_rules_and_no_longer_looked_up()
    {
        var (bundle, policies) = Read();

        var text = BundleOptimizer.Optimize(bundle, policies, ["authz/allow"]).Modules[0].Source.Text;

        Assert.Contains("\"ann\"", text, StringComparison.Ordinal);
        Assert.DoesNotContain("data.owner", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("authz/nothing", "names no rule")]
    [InlineData("authz", "is no entry point")]
    public void An_entry_point_that_names_no_rule_is_told(string entrypoint, string message)
    {
        var (bundle, policies) = Read();

        var error = Assert.Throws<FormatException>(() => BundleOptimizer.Optimize(bundle, policies, [entrypoint]));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    private static (Bundle Bundle, Policies Policies) Read()
    {
        var module = new BundleModule("/authz.rego", new SourceText("authz.rego", Policy), RegoVersion.V1);
        var bundle = new Bundle(BundleManifest.Default, [module], RegoValue.FromJson(Data), []);
        return (bundle, Compile(bundle));
    }

    private static Policies Compile(Bundle bundle)
    {
        var compilation = RegoCompiler.Compile(bundle.Modules.Select(m => m.Source));
        Assert.True(compilation.Succeeded, string.Join('\n', compilation.Diagnostics));
        return compilation.Policies;
    }
}
