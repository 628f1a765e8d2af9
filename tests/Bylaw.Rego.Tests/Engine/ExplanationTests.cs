using System.Text;
using Bylaw.Rego.Evaluation.Explaining;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Engine;

public sealed class ExplanationTests
{
    private const string Policy = """
        package authz

        default allow := false

        allow if {
        	input.user.role == "admin"
        	input.user.age >= 18
        }

        allow if is_owner

        is_owner if {
        	some doc in input.docs
        	doc.owner == input.user.name
        }

        deny contains "old" if not input.user.active

        checked if every doc in input.docs { doc.size < 10 }

        level(x) := "high" if x > 10
        level(x) := "low" if x <= 10

        grade := level(input.user.age)
        """;

    private const string Input = """
        {
          "user": {"role": "admin", "age": 17, "name": "ann", "active": true},
          "docs": [
            {"owner": "bob", "size": 3},
            {"owner": "cid", "size": 30}
          ]
        }
        """;

    [Fact]
    public void A_false_decision_names_rule_literal_values_and_their_place_in_the_input_file()
    {
        var text = Explain("data.authz.allow", Input, "input.json");

        Assert.Contains("the query is false", text, StringComparison.Ordinal);
        Assert.Contains("authz.rego:5:1  allow: stopped at line 7", text, StringComparison.Ordinal);
        Assert.Contains("input.user.age = 17   at input.json:2:36", text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_way_leads_into_the_rules_that_a_literal_asked_for()
    {
        var text = Explain("data.authz.allow", Input, "input.json");

        Assert.Contains("data.authz.is_owner is undefined", text, StringComparison.Ordinal);
        Assert.Contains("doc.owner = \"bob\"   at input.json:4:15", text, StringComparison.Ordinal);
        Assert.Contains("taken, because no rule holds", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_true_decision_names_the_values_with_which_it_holds()
    {
        var text = Explain("data.authz.grade", Input, "input.json");

        Assert.Contains("the query is \"high\"", text, StringComparison.Ordinal);
        Assert.Contains("data.authz.level(17) is \"high\"", text, StringComparison.Ordinal);
        Assert.Contains("x > 10  (holds)", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_names_the_item_that_does_not_hold()
    {
        var text = Explain("data.authz.checked", Input, "input.json");

        Assert.Contains("doc.size < 10  (does not hold)", text, StringComparison.Ordinal);
        Assert.Contains("doc.size = 30   at input.json:5:30", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Not_names_what_holds_inside_it()
    {
        var decision = Query("data.authz.deny").Evaluate(RegoValue.FromJson(Input), options: new EvaluationOptions { Explain = true });

        var rule = decision.Explanation!.Literals[0].Documents[0].Rules[0];
        Assert.Equal(RuleOutcome.Stopped, rule.Outcome);
        Assert.Equal("input.user.active", Assert.Single(rule.Literals[^1].Inner).Text);
    }

    [Fact]
    public void A_missing_value_is_placed_at_what_is_there_around_it()
    {
        var text = Explain("data.authz.allow", "{\n\"user\": {\n  \"age\": 20}}", "in.json");

        Assert.Contains("input.user.role = undefined   missing at in.json:2:9", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_rule_that_the_index_left_out_says_what_the_index_saw()
    {
        var policy = new StringBuilder("package a\n");
        for (var i = 0; i < 8; i++)
        {
            policy.Append($"p := {i} if input.role == \"r{i}\"\n");
        }
        var query = RegoCompiler.Compile([new SourceText("a.rego", policy.ToString())]).Policies!.Prepare("data.a.p").Query!;

        var decision = query.Evaluate(RegoObject.Create(("role", "zz")), options: new EvaluationOptions { Explain = true });

        var document = decision.Explanation!.Literals[0].Documents[0];
        Assert.Equal(8, document.Rules.Length);
        Assert.All(document.Rules, r => Assert.Equal(RuleOutcome.LeftOut, r.Outcome));
        Assert.Equal("zz", document.Rules[3].Literals[0].Seen[0].Value.AsString());
    }

    [Fact]
    public void Yaml_keeps_its_places_too()
    {
        var positions = DocumentPositions.FromYaml("in.yaml", "a:\n  - b: 1\n  - b: 2\nc: &x\n  d: 3\ne: *x\n");

        Assert.Equal(new TextPlace("in.yaml", 3, 8), positions.Find(["a", 1, "b"]));
        Assert.Equal(new TextPlace("in.yaml", 5, 6), positions.Find(["e", "d"]));
    }

    [Fact]
    public void Json_columns_count_characters_and_not_bytes()
    {
        var positions = DocumentPositions.FromJson("in.json", "{\"ü\": \"é\", \"b\": 2}"u8);

        Assert.Equal(new TextPlace("in.json", 1, 17), positions.Find(["b"]));
    }

    [Fact]
    public void The_json_form_says_the_same()
    {
        var decision = Query("data.authz.allow").Evaluate(RegoValue.FromJson(Input), options: new EvaluationOptions { Explain = true });

        var value = decision.Explanation!.ToValue();

        var rule = value.Get("literals").Get(0).Get("documents").Get(0).Get("rules").Get(0);
        Assert.Equal("stopped", rule.Get("outcome").AsString());
        Assert.Equal(17, rule.Get("literals").Get(1).Get("seen").Get(0).Get("value"));
    }

    private static string Explain(string query, string input, string file)
    {
        var options = new EvaluationOptions { Explain = true, InputPositions = DocumentPositions.FromJson(file, Encoding.UTF8.GetBytes(input)) };
        var output = new StringWriter();
        Query(query).Evaluate(RegoValue.FromJson(input), options: options).Explanation!.Write(output);
        return output.ToString();
    }

    private static PreparedQuery Query(string query) =>
        RegoCompiler.Compile([new SourceText("authz.rego", Policy)]).Policies!.Prepare(query).Query!;
}
