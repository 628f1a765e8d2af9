using System.Collections.Immutable;
using System.Text.Json;

namespace Bylaw.Collectors.Models.Bom;

/// <summary>Reads the AI and dataset packages of an SPDX 3 document.</summary>
/// <remarks>Source: the SPDX 3.0 model, AI and Dataset profiles, in the JSON-LD form with compact names.</remarks>
internal static class SpdxReader
{
    public static AiBom Read(JsonElement graph)
    {
        var elements = graph.EnumerateArray().Where(e => e.ValueKind == JsonValueKind.Object).ToList();
        var licensed = elements
            .Where(e => CycloneDxReader.Text(e, "relationshipType") is "hasDeclaredLicense" or "hasConcludedLicense")
            .Select(e => CycloneDxReader.Text(e, "from")).ToHashSet();
        var trained = elements.Where(e => CycloneDxReader.Text(e, "relationshipType") is "trainedOn" or "testedOn")
            .Select(e => CycloneDxReader.Text(e, "from")).ToHashSet();
        return new AiBom
        {
            Format = "SPDX",
            SpecVersion = elements.Where(e => CycloneDxReader.Text(e, "type") == "CreationInfo").Select(e => CycloneDxReader.Text(e, "specVersion")).FirstOrDefault() ?? "3",
            Models = [.. elements.Where(e => CycloneDxReader.Text(e, "type") == "ai_AIPackage").Select(e => Component(e, licensed, trained))],
            Datasets = [.. elements.Where(e => CycloneDxReader.Text(e, "type") == "dataset_DatasetPackage").Select(e => Component(e, licensed, null))],
        };
    }

    private static BomComponent Component(JsonElement package, HashSet<string?> licensed, HashSet<string?>? trained)
    {
        var missing = ImmutableArray.CreateBuilder<string>();
        var id = CycloneDxReader.Text(package, "spdxId");
        var hashes = CycloneDxReader.Items(package, "verifiedUsing").ToList();
        Require(missing, "name", CycloneDxReader.Text(package, "name") is { Length: > 0 });
        Require(missing, "version", CycloneDxReader.Text(package, "software_packageVersion") is { Length: > 0 });
        Require(missing, "hashes", hashes.Count > 0);
        Require(missing, "licenses", licensed.Contains(id));
        Require(missing, "supplier", package.TryGetProperty("suppliedBy", out _) || package.TryGetProperty("originatedBy", out _));
        if (trained is not null)
        {
            Require(missing, "modelCard.modelParameters.datasets", trained.Contains(id));
            Require(missing, "modelCard.considerations", package.TryGetProperty("ai_limitation", out _) || package.TryGetProperty("ai_informationAboutApplication", out _));
        }
        var sha256 = hashes.Find(h => CycloneDxReader.Text(h, "algorithm") == "sha256");
        return new BomComponent(
            CycloneDxReader.Text(package, "name") ?? "", CycloneDxReader.Text(package, "software_packageVersion"),
            sha256.ValueKind == JsonValueKind.Object ? CycloneDxReader.Text(sha256, "hashValue") : null, missing.ToImmutable());
    }

    private static void Require(ImmutableArray<string>.Builder missing, string name, bool present)
    {
        if (!present)
        {
            missing.Add(name);
        }
    }
}
