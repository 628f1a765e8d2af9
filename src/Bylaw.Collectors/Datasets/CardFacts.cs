using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Cards;
using Bylaw.Collectors.Datasets.Lineage;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets;

/// <summary>Reads the documents that stand beside the data: card, licence file, lineage events.</summary>
internal static class CardFacts
{
    private static readonly string[] _cardNames = ["croissant.json", "README.md", "DATASHEET.md", "dataset-card.md"];

    private static readonly string[] _licenceNames = ["LICENSE", "LICENSE.md", "LICENSE.txt", "LICENCE"];

    /// <summary>Adds what the documents say; the data's own figures stay.</summary>
    public static async Task AddAsync(JsonObject spec, DatasetSettings settings, CollectorContext context, List<Gap> gaps, List<EvidenceSource> sources, CancellationToken cancellationToken)
    {
        if (await ReadAsync(settings.Card ?? Beside(settings, context, _cardNames), context, gaps, sources, "dataset.card", cancellationToken).ConfigureAwait(false) is { } text)
        {
            AddCard(spec, DatasetCard.Parse(text), settings, context, gaps);
        }
        if (spec["licence"] is null && Beside(settings, context, _licenceNames) is { } file && await ReadAsync(file, context, gaps, sources, "dataset.licence.spdx", cancellationToken).ConfigureAwait(false) is { } licence && LicenceText.Recognise(licence) is { } spdx)
        {
            SetLicence(spec, spdx);
        }
        if (await ReadAsync(settings.Lineage, context, gaps, sources, "dataset.storage.uri", cancellationToken).ConfigureAwait(false) is { } events)
        {
            try
            {
                var names = new[] { context.Subject.Name, settings.Path, settings.Path is null ? null : Path.GetFileName(settings.Path) }.OfType<string>().ToHashSet(StringComparer.Ordinal);
                if (OpenLineageReader.Add(spec, events, names) == 0)
                {
                    gaps.Add(context.Gap(GapReason.NotFound, $"no lineage event names {context.Subject.Name}", "dataset.storage.uri", settings.Lineage));
                }
            }
            catch (FormatException error)
            {
                gaps.Add(context.Gap(GapReason.Malformed, error.Message, "dataset.storage.uri", settings.Lineage));
            }
        }
    }

    private static void AddCard(JsonObject spec, DatasetCard card, DatasetSettings settings, CollectorContext context, List<Gap> gaps)
    {
        gaps.AddRange(card.Problems.Select(p => context.Gap(GapReason.Malformed, p, "dataset.card")));
        if (card.Problems.Count > 0 && card.Sections.Count == 0)
        {
            return;
        }
        spec["card"] = new JsonObject(DatasetCard.SectionNames.Select(s => KeyValuePair.Create(s, (JsonNode?)card.Sections.Contains(s))));
        Put("name", card.Name);
        Put("version", card.Version);
        Put("owner", card.Owner);
        Put("collected_from", card.CollectedFrom);
        Put("collected_to", card.CollectedTo);
        if (card.SourceUri is not null || card.SourceKind is not null)
        {
            var source = spec["source"] as JsonObject ?? [];
            Set(source, "uri", card.SourceUri);
            Set(source, "kind", card.SourceKind);
            spec["source"] ??= source;
        }
        if (card.Licence is not null)
        {
            SetLicence(spec, card.Licence.Id);
        }
        if (card.HumanLabelled is { } labelled)
        {
            spec["human_labelled"] = labelled;
        }
        if (card.PersonalData is true)
        {
            spec["personal_data"] = true; // the card may say more than can be seen, never less
        }
        if (settings.Path is not null && card.Digests.FirstOrDefault(d => d.Key == settings.Path || Path.GetFileName(d.Key) == Path.GetFileName(settings.Path)).Value is { } digest)
        {
            spec["declared_digest"] = digest;
        }

        void Put(string name, string? value)
        {
            if (value is not null && spec[name] is null)
            {
                spec[name] = value;
            }
        }
    }

    private static void SetLicence(JsonObject spec, string spdx)
    {
        var licence = new JsonObject { ["spdx"] = spdx };
        if (LicenceUse.Allows(spdx) is { } allows)
        {
            licence["allows"] = new JsonArray([.. allows.Select(a => (JsonNode)a)]);
        }
        spec["licence"] = licence;
    }

    private static void Set(JsonObject target, string name, string? value)
    {
        if (value is not null)
        {
            target[name] = value;
        }
    }

    /// <summary>Finds a document in the data's own folder; one at the project's root speaks of the project.</summary>
    private static string? Beside(DatasetSettings settings, CollectorContext context, string[] names)
    {
        var folder = settings.Path is null ? null : Path.GetDirectoryName(settings.Path.Replace('\\', '/'));
        return string.IsNullOrEmpty(folder) ? null : names.Select(n => $"{folder}/{n}").FirstOrDefault(context.Files.FileExists);
    }

    private static async Task<string?> ReadAsync(string? path, CollectorContext context, List<Gap> gaps, List<EvidenceSource> sources, string field, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return null;
        }
        try
        {
            var text = await context.Files.ReadTextAsync(path, cancellationToken).ConfigureAwait(false);
            sources.Add(await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false));
            return text;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            gaps.Add(context.Gap(error is FileNotFoundException or DirectoryNotFoundException ? GapReason.NotFound : error is UnauthorizedAccessException ? GapReason.Denied : GapReason.Unreachable, $"cannot read {path}", field, path));
            return null;
        }
    }
}
