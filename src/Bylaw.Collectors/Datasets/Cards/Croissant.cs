using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Models.Cards;

namespace Bylaw.Collectors.Datasets.Cards;

/// <summary>Reads Croissant metadata, versions 1.0 and 1.1, with the responsible-AI vocabulary.</summary>
/// <remarks>Names are taken with and without their prefix (<c>rai:</c>, <c>cr:</c>, <c>sc:</c>), since contexts differ; values may be single or lists.</remarks>
internal static class Croissant
{
    private const int MaxDepth = 64;

    private static readonly JsonDocumentOptions _options = new() { MaxDepth = MaxDepth, AllowTrailingCommas = false };

    /// <summary>Reads a document.</summary>
    public static DatasetCard Parse(string json)
    {
        var card = new DatasetCard();
        JsonObject root;
        try
        {
            root = JsonNode.Parse(json, documentOptions: _options) as JsonObject ?? [];
            _ = root.Count; // a member that occurs twice is told here
        }
        catch (Exception error) when (error is JsonException or ArgumentException)
        {
            card.Problems.Add(error is JsonException { LineNumber: { } line } ? $"the Croissant file is no JSON: line {line + 1}" : "the Croissant file is no JSON object with distinct members");
            return card;
        }
        if (!Texts(root, "@type").Any(t => t.EndsWith("Dataset", StringComparison.Ordinal)) || !Texts(root, "conformsTo").Any(c => c.Contains("mlcommons.org/croissant", StringComparison.OrdinalIgnoreCase)))
        {
            card.Problems.Add("the JSON is no Croissant: @type Dataset and conformsTo mlcommons.org/croissant/… are missing");
        }
        Read(card, root);
        return card;
    }

    private static void Read(DatasetCard card, JsonObject root)
    {
        card.Name = Text(root, "name");
        card.Version = Text(root, "version");
        card.SourceUri = Text(root, "url");
        card.Owner = Names(root, "creator").Concat(Names(root, "publisher")).FirstOrDefault();
        var licence = Text(root, "license");
        card.Licence = Licence.Find(licence is null ? null : LicenceUse.SpdxOf(licence), null, licence);
        card.Purposes = [.. Texts(root, "dataUseCases"), .. Texts(root, "usageInfo")];
        card.SourceKind = Texts(root, "dataCollectionType").Select(KindOf).FirstOrDefault(k => k is not null);
        card.HumanLabelled = Texts(root, "annotationsPerItem").Any() || Texts(root, "dataAnnotationProtocol").Any() || Texts(root, "annotatorDemographics").Any() ? true : Texts(root, "machineAnnotationTools").Any() ? false : null;
        card.PersonalData = Texts(root, "personalSensitiveInformation").ToList() is { Count: > 0 } stated ? !stated.TrueForAll(t => t.Trim().TrimEnd('.').ToLowerInvariant() is "none" or "no" or "not applicable" or "n/a") : null;
        var frame = Texts(root, "dataCollectionTimeframe").SelectMany(t => t.Split('/', StringSplitOptions.TrimEntries)).Select(Date).OfType<DateOnly>().Order().ToList();
        if (frame.Count > 0)
        {
            (card.CollectedFrom, card.CollectedTo) = (Iso(frame[0]), Iso(frame[^1]));
        }
        foreach (var file in (Node(root, "distribution") as JsonArray ?? []).OfType<JsonObject>())
        {
            if (Text(file, "sha256") is { Length: 64 } sha && (Text(file, "contentUrl") ?? Text(file, "name")) is { } name)
            {
                card.Digests[name] = sha.ToLowerInvariant();
            }
        }
        Mark("description", Text(root, "description") is { Length: > 11 });
        Mark("owner", card.Owner is not null);
        Mark("source", Texts(root, "dataCollection").Any() || card.SourceKind is not null || card.SourceUri is not null);
        Mark("licence", card.Licence is not null);
        Mark("collection_period", card.CollectedTo is not null);
        Mark("purpose", card.Purposes.Count > 0);
        Mark("preprocessing", Texts(root, "dataPreprocessingProtocol").Concat(Texts(root, "dataManipulationProtocol")).Concat(Texts(root, "dataImputationProtocol")).Any());
        Mark("known_gaps", Texts(root, "dataLimitations").Concat(Texts(root, "dataBiases")).Concat(Texts(root, "dataCollectionMissingData")).Any());

        void Mark(string section, bool present)
        {
            if (present)
            {
                card.Sections.Add(section);
            }
        }
    }

    /// <summary>The closed list of the vocabulary's values, as evidence names them.</summary>
    private static string? KindOf(string type) => type.Trim().ToLowerInvariant() switch
    {
        "web scraping" or "web crawling" or "web api" => "web_scrape",
        "synthetic" or "simulations" or "machine generated" or "synthetic data" => "synthetic",
        "surveys" or "crowdsourcing" or "direct measurement" or "experiments" or "observations" or "interviews" or "focus groups" or "physical data collection" or "manual human curator" => "first_party",
        "user-generated content" or "social media" => "user_generated",
        "secondary data analysis" or "document analysis" or "public records" => "public",
        _ => null,
    };

    private static DateOnly? Date(string text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var moment) ? DateOnly.FromDateTime(moment.UtcDateTime) : null;

    private static string Iso(DateOnly date) => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static JsonNode? Node(JsonObject json, string name) => json[name] ?? json[$"rai:{name}"] ?? json[$"cr:{name}"] ?? json[$"sc:{name}"] ?? json[$"dct:{name}"];

    private static string? Text(JsonObject json, string name) => Texts(json, name).FirstOrDefault();

    private static IEnumerable<string> Texts(JsonObject json, string name) => Flat(Node(json, name)).Where(t => t.Length > 0);

    private static IEnumerable<string> Flat(JsonNode? node) => node switch
    {
        JsonValue value => [value.ToString()],
        JsonArray list => list.SelectMany(Flat),
        JsonObject { } inner when (inner["@value"] ?? inner["@id"] ?? inner["url"] ?? inner["name"]) is { } held => Flat(held),
        _ => [],
    };

    private static IEnumerable<string> Names(JsonObject json, string name) => Node(json, name) switch
    {
        JsonArray list => list.OfType<JsonObject>().SelectMany(o => Texts(o, "name")).Concat(list.OfType<JsonValue>().Select(v => v.ToString())),
        JsonObject one => Texts(one, "name"),
        JsonValue value => [value.ToString()],
        _ => [],
    };
}
