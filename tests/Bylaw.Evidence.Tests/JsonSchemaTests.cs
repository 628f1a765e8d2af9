using System.Text;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Schemas;
using Bylaw.Testing;

namespace Bylaw.Evidence.Tests;

public sealed class JsonSchemaTests
{
    // Cases stated from the wording of JSON Schema 2020-12: schema, value, whether it is valid.
    [Theory]
    [InlineData("""{"type":"integer"}""", "1.0", true)]
    [InlineData("""{"type":"integer"}""", "1.5", false)]
    [InlineData("""{"type":["string","null"]}""", "null", true)]
    [InlineData("""{"type":["string","null"]}""", "3", false)]
    [InlineData("""{"const":1}""", "1.0", true)]
    [InlineData("""{"const":null}""", "null", true)]
    [InlineData("""{"const":{"a":[1]}}""", """{"a":[1]}""", true)]
    [InlineData("""{"enum":["a",2]}""", "2", true)]
    [InlineData("""{"enum":["a",2]}""", "\"2\"", false)]
    [InlineData("""{"minimum":2}""", "2", true)]
    [InlineData("""{"exclusiveMinimum":2}""", "2", false)]
    [InlineData("""{"multipleOf":0.01}""", "19.99", true)]
    [InlineData("""{"minLength":2}""", "\"😀😀\"", true)]
    [InlineData("""{"maxLength":1}""", "\"😀\"", true)]
    [InlineData("""{"pattern":"^a+$"}""", "\"aaa\"", true)]
    [InlineData("""{"pattern":"b"}""", "\"aaa\"", false)]
    [InlineData("""{"pattern":"b"}""", "7", true)]
    [InlineData("""{"required":["a"]}""", "{}", false)]
    [InlineData("""{"required":["a"]}""", "[]", true)]
    [InlineData("""{"properties":{"a":{"type":"string"}},"additionalProperties":false}""", """{"a":"x"}""", true)]
    [InlineData("""{"properties":{"a":{"type":"string"}},"additionalProperties":false}""", """{"b":"x"}""", false)]
    [InlineData("""{"patternProperties":{"^x_":{"type":"integer"}},"additionalProperties":false}""", """{"x_1":1}""", true)]
    [InlineData("""{"patternProperties":{"^x_":{"type":"integer"}},"additionalProperties":false}""", """{"x_1":"1"}""", false)]
    [InlineData("""{"additionalProperties":{"type":"integer"}}""", """{"a":"1"}""", false)]
    [InlineData("""{"propertyNames":{"maxLength":1}}""", """{"ab":1}""", false)]
    [InlineData("""{"dependentRequired":{"a":["b"]}}""", """{"a":1}""", false)]
    [InlineData("""{"items":{"type":"integer"}}""", "[1,\"2\"]", false)]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":false}""", "[\"a\"]", true)]
    [InlineData("""{"prefixItems":[{"type":"string"}],"items":false}""", "[\"a\",1]", false)]
    [InlineData("""{"uniqueItems":true}""", "[1,1.0]", false)]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1},{"a":2}]""", true)]
    [InlineData("""{"contains":{"type":"integer"}}""", "[\"a\"]", false)]
    [InlineData("""{"contains":{"type":"integer"},"minContains":0}""", "[]", true)]
    [InlineData("""{"allOf":[{"minimum":1},{"maximum":3}]}""", "4", false)]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":3}]}""", "4", true)]
    [InlineData("""{"oneOf":[{"minimum":1},{"minimum":2}]}""", "3", false)]
    [InlineData("""{"not":{"type":"string"}}""", "\"a\"", false)]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"a":1}""", false)]
    [InlineData("""{"if":{"required":["a"]},"then":{"required":["b"]},"else":{"required":["c"]}}""", """{"c":1}""", true)]
    [InlineData("""{"$ref":"#/$defs/p","$defs":{"p":{"type":"string"}}}""", "1", false)]
    [InlineData("""{"properties":{"next":{"$ref":"#"}},"additionalProperties":false}""", """{"next":{"next":{}}}""", true)]
    [InlineData("""{"$ref":"#"}""", "1", false)]
    [InlineData("true", "1", true)]
    [InlineData("false", "1", false)]
    [InlineData("""{"format":"date"}""", "\"2026-02-29\"", false)]
    [InlineData("""{"format":"date-time"}""", "\"2026-02-28T23:59:59.5+01:00\"", true)]
    [InlineData("""{"format":"date-time"}""", "\"2026-02-28\"", false)]
    [InlineData("""{"format":"uri"}""", "\"s3://bucket/key\"", true)]
    [InlineData("""{"format":"uri"}""", "\"no colon\"", false)]
    [InlineData("""{"format":"no-such-format"}""", "\"x\"", true)]
    public void A_value_is_judged_as_the_draft_words_it(string schema, string value, bool valid)
    {
        var violations = JsonSchema.Parse(Encoding.UTF8.GetBytes(schema)).Validate(JsonNode.Parse(value));

        Assert.Equal(valid, violations.Count == 0);
    }

    [Fact]
    public void An_unknown_field_gets_a_suggestion()
    {
        var violations = EvidenceSchemas.Get("dataset").Validate(new JsonObject { ["licenc"] = new JsonObject() }, "/spec");

        Assert.Equal("/spec/licenc: is not a known field; did you mean `licence`?", Assert.Single(violations).ToString());
    }

    [Fact]
    public void Published_schemas_know_every_field_of_the_specification()
    {
        var specified = SharedData.RequireShared("packs/schemas");

        foreach (var file in Directory.EnumerateFiles(specified, "*.schema.json"))
        {
            var name = Path.GetFileName(file).Replace(".schema.json", "");
            AssertCovers(JsonNode.Parse(File.ReadAllText(file))!, EvidenceSchemas.Get(name).ToJson(), name);
        }
    }

    private static void AssertCovers(JsonNode specified, JsonNode ours, string path)
    {
        foreach (var (name, field) in specified["properties"] as JsonObject ?? [])
        {
            Assert.True(ours["properties"]?[name] is not null, $"{path}.{name} is not in our schema");
            AssertCovers(field!, ours["properties"]![name]!, $"{path}.{name}");
        }
        if (specified["enum"] is JsonArray values)
        {
            Assert.All(values, v => Assert.Contains(ours["enum"]!.AsArray(), o => JsonNode.DeepEquals(o, v)));
        }
        if (specified["items"] is { } items)
        {
            AssertCovers(items, ours["items"]!, path + "[]");
        }
    }
}
