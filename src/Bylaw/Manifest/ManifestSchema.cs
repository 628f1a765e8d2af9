using System.Text.Json.Nodes;
using Bylaw.Evidence.Schemas;

namespace Bylaw.Manifest;

/// <summary>Makes the JSON Schema of <c>governance.yaml</c> from the evidence schemas and the grammar, so that a field is named in one place.</summary>
/// <remarks>Published as <c>schemas/governance.schema.json</c>; editors complete and check by it, and the reader refuses what it refuses.</remarks>
public static class ManifestSchema
{
    /// <summary>The ten points of the prohibited-practice screen (AI Act, Article 5(1)).</summary>
    internal static readonly string[] ScreenPoints = ["a", "b", "c", "d", "e", "f", "g", "h", "ba", "bb"];

    /// <summary>Builds the schema.</summary>
    /// <returns>A JSON Schema, draft 2020-12.</returns>
    public static JsonObject Build()
    {
        var properties = new JsonObject
        {
            ["governance"] = Described(new JsonObject { ["type"] = "integer", ["const"] = 1 }, "version of the format"),
            ["system"] = System(),
            ["organisation"] = Organisation(),
            ["parameters"] = Described(
                Map(new JsonObject { ["type"] = "object" }), "limits of controls: {FAI-002: {min_ratio: 0.85}}; a pack says which may be set"),
            ["ledger"] = Described(new JsonObject { ["type"] = "object" }, "settings of the record of decisions"),
            ["policies"] = Described(
                new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } }, "policies written for conftest, each {id, path, inputs, namespaces}"),
            ["scripts"] = Described(new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } }, "programs that print evidence"),
        };
        foreach (var section in ManifestGrammar.Sections.Values)
        {
            properties[section.Name] = Described(Of(section), section.Description);
        }
        return new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = "urn:bylaw:governance:v1",
            ["title"] = "Governance manifest",
            ["type"] = "object",
            ["required"] = new JsonArray("governance", "system"),
            ["properties"] = properties,
            ["additionalProperties"] = false,
            ["patternProperties"] = new JsonObject { ["^x_"] = new JsonObject { ["description"] = "your own; nothing reads it" } },
        };
    }

    /// <summary>Builds the schema of the facts of one kind, closed at every depth, as people may write them.</summary>
    internal static JsonObject Facts(string kind)
    {
        var schema = EvidenceSchemas.Get(kind).ToJson().AsObject();
        foreach (var key in (string[])["$schema", "$id", "title"])
        {
            schema.Remove(key);
        }
        Close(schema);
        return schema;
    }

    private static JsonObject System()
    {
        var schema = Facts("system");
        var properties = schema["properties"]!.AsObject();
        properties["prohibited_screen"] = Described(Screen(), "`none` when all ten questions are answered no, else ten answers");
        properties["owner"]!["properties"]!.AsObject()["name"] = Described(Text(), "who owns it");
        schema["required"] = new JsonArray("id");
        return schema;
    }

    private static JsonObject Organisation()
    {
        var facts = Facts("context")["properties"]!["organisation"]!.DeepClone().AsObject();
        facts["type"] = new JsonArray("string", "object");
        return Described(facts, "the organisation file, or the folder that holds one (found by itself in the folders above), or size, regulated_entity, public_body");
    }

    private static JsonObject Screen() => new()
    {
        ["type"] = new JsonArray("string", "object"),
        ["pattern"] = "^none$",
        ["properties"] = new JsonObject(ScreenPoints.Select(p => KeyValuePair.Create(p, (JsonNode?)new JsonObject
        {
            ["type"] = new JsonArray("string", "boolean", "object"),
        }))),
        ["additionalProperties"] = false,
    };

    private static JsonObject Of(ManifestSection section)
    {
        var entry = section.Form == SectionForm.Items ? Facts(section.Kind)["properties"]!["items"]!["items"]!.DeepClone().AsObject() : Facts(section.Kind);
        var properties = entry["properties"]!.AsObject();
        foreach (var option in section.Options.Values)
        {
            if (properties[option.Name] is not JsonObject fact)
            {
                properties[option.Name] = Described(OfType(option.Type), option.Description);
            }
            else if (fact["type"]?.ToString() is { } type && type != "string")
            {
                // The fact itself, or the path of the file that states it.
                fact["type"] = new JsonArray(type, "string");
            }
        }
        if (section.Name == "datasets")
        {
            // Where the data lies is told by the resource that holds it.
            var storage = properties["storage"]!["properties"]!.AsObject();
            storage["resource"] = Described(Text(), "address of the storage in the infrastructure files");
            storage["infrastructure"] = Described(Text(), "folder with the infrastructure files; infra unless told");
        }
        switch (section.Form)
        {
            case SectionForm.Subjects:
                properties["id"] = Described(Text(), "a short name, unique in its section");
                entry["required"] = new JsonArray("id");
                return new JsonObject { ["type"] = "array", ["items"] = entry };
            case SectionForm.Items:
                return new JsonObject { ["type"] = "array", ["items"] = entry };
            default:
                properties["id"] = Described(Text(), "a short name");
                var many = entry.DeepClone().AsObject();
                many["required"] = new JsonArray("id");
                entry["type"] = new JsonArray("object", "array");
                entry["items"] = many;
                return entry;
        }
    }

    /// <summary>Closes every object that lists its properties, and lets digests be written with their algorithm.</summary>
    private static void Close(JsonObject schema)
    {
        if (schema["properties"] is JsonObject properties)
        {
            schema["additionalProperties"] = false;
            schema["patternProperties"] ??= new JsonObject { ["^x_"] = new JsonObject() };
            foreach (var (_, inner) in properties)
            {
                Close(inner!.AsObject());
            }
        }
        if (schema["items"] is JsonObject items)
        {
            Close(items);
        }
        if (schema["pattern"]?.GetValue<string>() == "^[0-9a-f]{64}$")
        {
            schema["pattern"] = "^(sha256:)?[0-9a-f]{64}$";
        }
    }

    private static JsonObject OfType(string type) => type switch
    {
        "text" => Text(),
        "texts" => new JsonObject { ["type"] = new JsonArray("string", "array"), ["items"] = Text() },
        "number" => new JsonObject { ["type"] = "number" },
        "whole" => new JsonObject { ["type"] = "integer" },
        "flag" => new JsonObject { ["type"] = "boolean" },
        "map" => new JsonObject { ["type"] = "object" },
        "maps" => new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["type"] = "object" } },
        _ => [],
    };

    private static JsonObject Text() => new() { ["type"] = "string" };

    private static JsonObject Map(JsonObject of) => new() { ["type"] = "object", ["additionalProperties"] = of };

    private static JsonObject Described(JsonObject schema, string description)
    {
        schema["description"] = description;
        return schema;
    }
}
