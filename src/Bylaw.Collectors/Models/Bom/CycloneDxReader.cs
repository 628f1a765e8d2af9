using System.Collections.Immutable;
using System.Text.Json;

namespace Bylaw.Collectors.Models.Bom;

/// <summary>Reads the model and dataset components of a CycloneDX bill, nested ones too.</summary>
internal static class CycloneDxReader
{
    private const int MaxDepth = 32;

    public static AiBom Read(JsonElement root)
    {
        var version = Text(root, "specVersion");
        if (version is not ("1.5" or "1.6" or "1.7"))
        {
            return AiBom.Failed($"CycloneDX version `{version}` has no model cards, or is not known here");
        }
        var models = ImmutableArray.CreateBuilder<BomComponent>();
        var datasets = ImmutableArray.CreateBuilder<BomComponent>();
        foreach (var component in Components(root, 0))
        {
            switch (Text(component, "type"))
            {
                case "machine-learning-model": models.Add(Component(component, isModel: true)); break;
                case "data": datasets.Add(Component(component, isModel: false)); break;
            }
        }
        return new AiBom { Format = "CycloneDX", SpecVersion = version, Models = models.ToImmutable(), Datasets = datasets.ToImmutable() };
    }

    private static IEnumerable<JsonElement> Components(JsonElement parent, int depth)
    {
        if (depth > MaxDepth)
        {
            yield break;
        }
        if (depth == 0 && Member(parent, "metadata") is { } metadata && Member(metadata, "component") is { } main)
        {
            yield return main;
            foreach (var inner in Components(main, 1))
            {
                yield return inner;
            }
        }
        foreach (var component in Items(parent, "components"))
        {
            yield return component;
            foreach (var inner in Components(component, depth + 1))
            {
                yield return inner;
            }
        }
    }

    private static BomComponent Component(JsonElement component, bool isModel)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        foreach (var name in new[] { "name", "version" })
        {
            if (string.IsNullOrWhiteSpace(Text(component, name)))
            {
                missing.Add(name);
            }
        }
        if (!Items(component, "hashes").Any())
        {
            missing.Add("hashes");
        }
        if (!Items(component, "licenses").Any())
        {
            missing.Add("licenses");
        }
        if (Member(component, "supplier") is null && Member(component, "manufacturer") is null)
        {
            missing.Add("supplier");
        }
        if (isModel)
        {
            var card = Member(component, "modelCard");
            if (card is not { } c || Member(c, "modelParameters") is not { } parameters || !Items(parameters, "datasets").Any())
            {
                missing.Add("modelCard.modelParameters.datasets");
            }
            if (card is not { } d || Member(d, "considerations") is not { } considerations || !considerations.EnumerateObject().Any())
            {
                missing.Add("modelCard.considerations");
            }
        }
        var sha256 = Items(component, "hashes").FirstOrDefault(h => Text(h, "alg") == "SHA-256");
        return new BomComponent(
            Text(component, "name") ?? "", Text(component, "version"),
            sha256.ValueKind == JsonValueKind.Object ? Text(sha256, "content")?.ToLowerInvariant() : null, missing.ToImmutable());
    }

    internal static JsonElement? Member(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : null;

    internal static IEnumerable<JsonElement> Items(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray().Where(i => i.ValueKind == JsonValueKind.Object)
            : [];

    internal static string? Text(JsonElement node, string name) =>
        node.ValueKind == JsonValueKind.Object && node.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
