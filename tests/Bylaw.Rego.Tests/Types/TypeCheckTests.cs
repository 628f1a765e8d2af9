using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Text;
using Bylaw.Rego.Types;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Tests.Types;

/// <summary>What the type checker finds, and what it leaves alone.</summary>
public sealed class TypeCheckTests
{
    private const string Request = """
        {"type": "object", "properties": {
            "user": {"type": "string"},
            "roles": {"type": "array", "items": {"$ref": "#/definitions/role"}},
            "labels": {"type": "object", "additionalProperties": {"type": "string"}},
            "age": {"type": ["integer", "null"]}},
         "definitions": {"role": {"type": "object", "properties": {"name": {"type": "string"}, "parent": {"$ref": "#/definitions/role"}}}}}
        """;

    [Theory]
    [InlineData("p := \"a\" + 1", "REGO2102", "plus: invalid argument(s): argument 1 is string, but must be number")]
    [InlineData("p if count(5) > 1", "REGO2102", "count: invalid argument(s): argument 1 is number")]
    [InlineData("x := {\"a\": 1}\n\np := x.b", "REGO2101", "undefined ref: x.b: there is no `b`")]
    [InlineData("x := {\"name\": 1}\n\np := data.a.x.nmae", "REGO2101", "undefined ref: data.a.x.nmae")]
    [InlineData("p := x if { y := [1, 2]; x := y[2] }", "REGO2101", "undefined ref: y[2]: there is no item 2")]
    [InlineData("p if { x := 5; x.foo }", "REGO2101", "nothing can be looked up in number")]
    [InlineData("p if { x := \"a\"; x = 5 }", "REGO2103", "match error: left is string, right is number")]
    [InlineData("p if [1, \"a\"] = [\"b\", _]", "REGO2103", "match error")]
    [InlineData("q contains 1\n\np if { some x in q; startswith(x, \"a\") }", "REGO2102", "startswith")]
    [InlineData("q contains 1\n\np if q[\"a\"]", "REGO2101", "string is no key of set[number]")]
    [InlineData("f(\"a\") := 1\n\np := f(2)", "REGO2102", "data.a.f: invalid argument(s): argument 1 is number, but must be string")]
    [InlineData("f(x) := 1\n\np if startswith(f(1), \"a\")", "REGO2102", "argument 1 is number, but must be string")]
    [InlineData("p if { xs := [x | x := 1]; concat(\",\", xs) }", "REGO2102", "concat")]
    [InlineData("o[k] := 1 if some k in [\"a\"]\n\np if startswith(o[\"a\"], \"x\")", "REGO2102", "startswith")]
    [InlineData("p if every x in [1, 2] { startswith(x, \"a\") }", "REGO2102", "startswith")]
    [InlineData("p if not startswith(5, \"a\")", "REGO2102", "startswith")]
    public void What_can_never_hold_is_an_error_with_its_place(string rules, string code, string message)
    {
        var errors = Errors(rules);

        var error = Assert.Single(errors);
        Assert.Equal(("rego_type_error", code), (error.Kind.WireCode, error.Kind.Code));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.True(error.Span.Length > 0);
    }

    [Theory]
    [InlineData("default x := {}\n\nx := data.conf\n\np := x.b")]
    [InlineData("p if startswith(input.x, \"a\")")]
    [InlineData("p if { x := object.get(input, \"a\", 5); startswith(x, \"a\") }")]
    [InlineData("x := {\"a\": 1}\n\ntest_p if data.a.x.b with data.a.x as {\"b\": 1}")]
    [InlineData("f(x) := count(x)\n\ntest_p if f(1) == 2 with count as 2")]
    [InlineData("x := 1\n\nx := \"a\" if input.y\n\np if startswith(x, \"a\")")]
    [InlineData("p := {1, 2} - {2}")]
    [InlineData("p if { [x, y] := input.pair; x + y > 2 }")]
    [InlineData("p := x if walk(input, [path, x])")]
    [InlineData("a.b contains 1 if input.x\n\na[x] contains \"y\" if some x in input.xs\n\np if startswith(data.a.a.c[_], \"y\")")]
    [InlineData("p := y if { x = {\"k\": y}; x = {\"k\": 5} }")]
    [InlineData("p if json.marshal_with_options(input, {\"pretty\": true}) == \"\"")]
    public void What_may_hold_is_no_error(string rules) => Assert.Empty(Errors(rules));

    [Fact]
    public void A_fault_of_types_drags_no_others_along()
    {
        var errors = Errors("x := \"a\" + 1\n\ny := x.foo.bar\n\np if startswith(y, x)");

        Assert.Single(errors);
    }

    [Fact]
    public void Several_faults_are_all_reported_in_one_run()
    {
        var errors = Errors("p := \"a\" + 1\n\nq if count(5)\n\nr if { x := 1; x.y }");

        Assert.Equal(3, errors.Count);
    }

    [Theory]
    [InlineData("p if input.usr == \"ann\"", "undefined ref: input.usr: there is no `usr`")]
    [InlineData("p if input.roles[_].title == \"x\"", "undefined ref: input.roles[_].title")]
    [InlineData("p if some r in input.roles; r.nam == 1", "r.nam")]
    [InlineData("p if input.labels.x + 1 == 2", "argument 1 is string")]
    [InlineData("p if input.age.years", "nothing can be looked up in any<null, number>")]
    public void A_schema_of_the_input_is_checked(string rule, string message)
    {
        var errors = Errors(rule.Contains(';', StringComparison.Ordinal) ? rule.Replace("if ", "if { ", StringComparison.Ordinal) + " }" : rule, InputSchema());

        Assert.Contains(message, Assert.Single(errors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_misspelt_field_gets_the_one_that_was_meant()
    {
        var error = Assert.Single(Errors("p if input.usr == \"ann\"", InputSchema()));

        Assert.Equal("did you mean `user`?", error.Help);
        Assert.Equal("usr", error.Source!.Slice(error.Span).ToString().Trim('.'));
    }

    [Fact]
    public void A_query_is_checked_by_the_schema_too()
    {
        var policies = RegoCompiler.Compile([new SourceText("a.rego", "package a")], new CompilerOptions { Schemas = InputSchema() }).Policies!;

        Assert.True(policies.Prepare("input.user").Succeeded);
        Assert.Equal("REGO2101", Assert.Single(policies.Prepare("input.usr").Diagnostics).Kind.Code);
    }

    [Theory]
    [InlineData("# METADATA\n# schemas:\n#   - input: schema.request\np if input.usr", 1)]
    [InlineData("# METADATA\n# schemas:\n#   - input: schema.request\np if input.user\n\nq if input.usr", 0)]
    [InlineData("# METADATA\n# scope: document\n# schemas:\n#   - input: schema.request\np if input.user\n\np if input.usr", 1)]
    [InlineData("# METADATA\n# schemas:\n#   - data.conf: schema.request\np if data.conf.usr", 1)]
    [InlineData("# METADATA\n# schemas:\n#   - input: {type: object, properties: {a: {type: string}}}\np if input.b", 1)]
    [InlineData("# METADATA\n# schemas:\n#   - input: schema.request\n#   - input.labels: {type: object, properties: {env: {type: number}}}\np if input.labels.evn", 1)]
    [InlineData("# METADATA\n# schemas:\n#   - input: schema.request\n#   - input.labels: {type: object, properties: {env: {type: number}}}\np if { input.labels.env > 1; input.user }", 0)]
    public void Metadata_says_for_which_rules_a_schema_holds(string rules, int count)
    {
        var schemas = RegoSchemas.Empty.With([(["request"], RegoValue.FromJson(Request))]);

        Assert.Equal(count, Errors(rules, schemas).Count);
    }

    [Fact]
    public void Metadata_of_a_package_holds_for_its_rules_and_that_of_a_rule_goes_before_it()
    {
        const string text = """
            # METADATA
            # scope: package
            # schemas:
            #   - input: {type: object, properties: {a: {type: string}}}
            package a

            p if input.b

            # METADATA
            # schemas:
            #   - input: {type: object, properties: {b: {type: string}}}
            q if input.b
            """;

        var error = Assert.Single(RegoCompiler.Compile([new SourceText("a.rego", text)]).Diagnostics);

        Assert.Equal(7, error.Source!.LineAt(error.Span.Start).Line + 1);
    }

    [Fact]
    public void A_schema_that_is_not_there_is_named_and_those_that_are()
    {
        var schemas = RegoSchemas.Empty.With([(["request"], RegoValue.FromJson(Request))]);

        var error = Assert.Single(Errors("# METADATA\n# schemas:\n#   - input: schema.reqest\np if input.user", schemas));

        Assert.Equal(("REGO2105", "undefined schema: schema.reqest", "there are `schema.request`"), (error.Kind.Code, error.Message, error.Help));
    }

    [Theory]
    [InlineData("""{"type": "obj"}""", "#/type is `obj`")]
    [InlineData("""{"properties": 5}""", "#/properties must be an object")]
    [InlineData("""{"$ref": "#/definitions/x"}""", "which is not in the schema")]
    [InlineData("""{"$ref": "https://example.com/x.json"}""", "references to the network are not followed")]
    [InlineData("5", "a schema is an object or a boolean")]
    public void A_schema_that_is_not_valid_is_refused_with_its_place(string schema, string message)
    {
        var error = Assert.Throws<FormatException>(() => RegoSchemas.Empty.WithInput(RegoValue.FromJson(schema)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Schemas_refer_to_one_another_by_file_and_by_id()
    {
        var schemas = RegoSchemas.Empty.With([
            (["role"], RegoValue.FromJson("""{"$id": "urn:role", "type": "object", "properties": {"name": {"type": "string"}}}""")),
            (["a"], RegoValue.FromJson("""{"$ref": "role.json"}""")),
            (["b"], RegoValue.FromJson("""{"type": "object", "properties": {"r": {"$ref": "urn:role"}}}"""))]);

        Assert.Equal("object<name: string>", schemas.Find(["schema", "a"])!.ToString());
        Assert.Equal("object<r: object<name: string>>", schemas.Find(["schema", "b"])!.ToString());
    }

    private static RegoSchemas InputSchema() => RegoSchemas.Empty.WithInput(RegoValue.FromJson(Request));

    private static List<Diagnostic> Errors(string rules, RegoSchemas? schemas = null) =>
        [.. RegoCompiler.Compile(
            [new SourceText("a.rego", "package a\n\n" + rules)], new CompilerOptions { Schemas = schemas ?? RegoSchemas.Empty }).Diagnostics];
}
