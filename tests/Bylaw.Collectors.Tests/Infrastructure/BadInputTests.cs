using System.Text;
using Bylaw.Collectors.Infrastructure;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Tests.Infrastructure;

public sealed class BadInputTests
{
    [Fact]
    public void Yaml_that_unfolds_without_end_is_refused()
    {
        var text = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 12; i++)
        {
            text.Append($"a{i}: &a{i} [{string.Join(", ", Enumerable.Repeat($"*a{i - 1}", 10))}]\n");
        }

        var document = Read("bomb.yaml", text.ToString());

        Assert.Contains(document.Problems, p => p.Message.Contains("unfolds", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("deep.json")]
    [InlineData("deep.yaml")]
    [InlineData("deep.tf")]
    [InlineData("deep.toml")]
    public void Nesting_without_end_is_a_problem_and_no_crash(string file)
    {
        var open = new string('[', 100_000);
        var text = file switch { "deep.tf" => "a = " + open, "deep.toml" => "a = " + open, _ => open };

        var document = Read(file, text);

        Assert.False(document.Succeeded);
    }

    [Theory]
    [InlineData("a.yaml", "a: [1")]
    [InlineData("a.yaml", "a: *nothing")]
    [InlineData("a.json", "{\"a\": 01}")]
    [InlineData("a.json", "{\"a\": \"\\x\"}")]
    [InlineData("a.toml", "a = 1\na = 2")]
    [InlineData("a.toml", "[t]\n[t]")]
    [InlineData("a.ini", "[open")]
    [InlineData("a.xml", "<a><b></a>")]
    [InlineData("a.xml", "<!DOCTYPE a [<!ENTITY e SYSTEM \"file:///x\">]><a>&e;</a>")]
    [InlineData(".env", "no value here")]
    [InlineData("a.csv", "a,b\n\"open")]
    [InlineData("Dockerfile", "# nothing")]
    [InlineData("a.tf", "a = \"open")]
    [InlineData("a.tf", "a = <<EOT\nnever ended")]
    public void A_broken_file_is_told_with_its_place(string file, string text)
    {
        var document = Read(file, text);

        Assert.False(document.Succeeded);
        Assert.Contains(document.Problems, p => p.IsFatal && p.Message.Length > 0);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_told()
    {
        var document = StructuredReaders.Read("a.yaml", [0x61, 0x3A, 0x20, 0xFF, 0xFE, 0xFD]);

        Assert.Contains(document.Problems, p => p.Message.Contains("UTF-8", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\uFEFF{\"a\": 1}", "utf-8")]
    [InlineData("{\"a\": 1}", "utf-16")]
    public void A_byte_order_mark_names_the_encoding(string text, string encoding)
    {
        var bytes = encoding == "utf-16" ? [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(text)] : Encoding.UTF8.GetBytes(text);

        var document = StructuredReaders.Read("a.json", bytes);

        Assert.Equal("1", document.Input["a"]!.Text);
    }

    [Fact]
    public void An_unknown_intrinsic_makes_an_unknown_value_and_a_problem()
    {
        const string Template = """
            Resources:
              K:
                Type: AWS::KMS::Key
                Properties: {Description: !Bogus x, EnableKeyRotation: true}
            """;

        var reading = InfraSources.ReadData("t.yaml", Template, ReadLimits.Default)!;

        Assert.True(reading.Resources[0].Attributes["Description"]!.IsUnknown);
        Assert.Contains(reading.Problems, p => p.Message.Contains("Fn::Bogus", StringComparison.Ordinal));
    }

    [Fact]
    public void A_condition_that_depends_on_itself_is_told()
    {
        const string Template = """
            Conditions:
              A: !Not [{Condition: B}]
              B: !Not [{Condition: A}]
            Resources:
              K: {Type: AWS::KMS::Key, Condition: A}
            """;

        var reading = InfraSources.ReadData("t.yaml", Template, ReadLimits.Default)!;

        Assert.Single(reading.Resources);
        Assert.Contains(reading.Problems, p => p.Message.Contains("depends on itself", StringComparison.Ordinal));
    }

    [Fact]
    public void Evaluation_that_would_not_end_stops_at_its_budget()
    {
        var (expression, file) = HclParser.ParseExpression("x", "[for a in range(2000) : [for b in range(2000) : [for c in range(2000) : a]]]");
        var scope = new HclScope(new Dictionary<string, ConfigValue>(), new Functions());

        var fault = Assert.Throws<HclEvaluationException>(() => new HclEvaluator(file, scope, new HclBudget(maxSteps: 100_000)).Evaluate(expression!));

        Assert.Contains("steps", fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void On_stays_a_name_in_yaml()
    {
        var document = Read("w.yaml", "on: push\nno: off\nx: 0o17\n");

        Assert.Equal(["on", "no", "x"], document.Input.Entries.Select(e => e.Key));
        Assert.Equal((ConfigKind.String, "off"), (document.Input["no"]!.Kind, document.Input["no"]!.Text));
        Assert.Equal("15", document.Input["x"]!.Text);
    }

    [Fact]
    public void A_path_leads_to_the_place_where_a_value_is_written()
    {
        var document = Read("d.yaml", "spec:\n  containers:\n  - name: a\n    image: b\n");

        var place = PointerPositions.Find(document.Input, ["spec", "containers", "0", "image"]);

        Assert.Equal("d.yaml:4:12", place.ToString());
    }

    private static StructuredDocument Read(string file, string text) => StructuredReaders.Read(file, Encoding.UTF8.GetBytes(text));

    private sealed class Functions : IHclScope
    {
        public bool TryResolve(IReadOnlyList<string> path, SourcePosition position, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ConfigValue? value, out int taken)
        {
            (value, taken) = (null, 0);
            return false;
        }

        public ConfigValue? Call(string name, IReadOnlyList<ConfigValue> arguments, SourcePosition position) =>
            Bylaw.Collectors.Infrastructure.Terraform.Functions.FunctionTable.Call(name, arguments);
    }
}
