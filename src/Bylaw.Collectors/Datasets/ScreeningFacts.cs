using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Datasets.Profiling;
using Bylaw.Collectors.Datasets.Scanning;
using Bylaw.Collectors.Datasets.Screening;
using Bylaw.Collectors.Datasets.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Datasets;

/// <summary>States what a look at the contents says about their safety: poisoning, images of faces, the rights kept in an index.</summary>
internal sealed class ScreeningFacts(DatasetSettings settings, CollectorContext context, List<Gap> gaps, List<EvidenceSource> sources)
{
    private const string Poisoning = "dataset.poisoning_scan";
    private const string Faces = "dataset.source.face_images";
    private const string Rights = "dataset.rag.source_acl_kept";

    /// <summary>Adds what a table shows.</summary>
    public async Task AddAsync(JsonObject spec, Relation relation, IReadOnlyList<ScanResult> results, CancellationToken cancellationToken)
    {
        await PartAsync(Poisoning, async () => spec["poisoning_scan"] = await PoisoningAsync(relation, results, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        await PartAsync(Faces, async () => await FacesAsync(spec, ImageContent.HasImages(relation), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        if (IsIndex())
        {
            await PartAsync(Rights, async () => await RightsAsync(spec, relation, cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);
        }
    }

    /// <summary>Adds what can be told of a file that is no table.</summary>
    public async Task AddFileAsync(JsonObject spec, string path, CancellationToken cancellationToken) =>
        await PartAsync(Faces, async () => await FacesAsync(spec, ImageContent.HasImages(path), cancellationToken).ConfigureAwait(false)).ConfigureAwait(false);

    private async Task<JsonObject> PoisoningAsync(Relation relation, IReadOnlyList<ScanResult> results, CancellationToken cancellationToken)
    {
        if (results.SelectMany(r => r.Gaps).FirstOrDefault() is { } gap)
        {
            throw new TableException(gap.Reason, $"not looked at in full: {gap.Message}");
        }
        var label = settings.Label is { } name ? relation.Find(name) : null;
        var scan = PoisoningScan.Read(relation, label, context);
        if (await TextAsync(settings.PoisoningReport, cancellationToken).ConfigureAwait(false) is { } text)
        {
            AddReport(scan, text, settings.PoisoningReport!);
        }
        return scan;
    }

    /// <summary>Adds another tool's figures to ours; of two times the older one stands, so that an old report does not look new.</summary>
    private static void AddReport(JsonObject scan, string text, string path)
    {
        try
        {
            var report = JsonNode.Parse(text)?.AsObject() ?? throw new FormatException();
            var at = DateTimeOffset.Parse(report["at"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            scan["findings"] = scan["findings"]!.GetValue<long>() + report["findings"]!.GetValue<long>();
            scan["injected_instruction_hits"] = scan["injected_instruction_hits"]!.GetValue<long>() + (report["injected_instruction_hits"]?.GetValue<long>() ?? 0);
            scan["engine"] = $"{scan["engine"]!.GetValue<string>()}, {report["engine"]!.GetValue<string>()}";
            var own = DateTimeOffset.Parse(scan["at"]!.GetValue<string>(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);
            scan["at"] = (at < own ? at : own).UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
        catch (Exception error) when (error is JsonException or FormatException or InvalidOperationException or NullReferenceException)
        {
            throw new TableException(GapReason.Malformed, $"{path} must be a JSON object with engine, at (a time), findings and injected_instruction_hits (whole numbers)");
        }
    }

    private async Task FacesAsync(JsonObject spec, bool? images, CancellationToken cancellationToken)
    {
        if (images is null && settings.ImageLabels is null)
        {
            if (context.Options["source"]?["face_images"] is not null)
            {
                return; // somebody says it, and bears it
            }
            throw new TableException(GapReason.Unsupported, "a file of this form can hold images, and nothing looked into it for them; say it (`source: {face_images: …}`) or show a classifier's answers (`profile.image_labels`)");
        }
        if (images == false)
        {
            Source(spec)["face_images"] = false;
            return;
        }
        if (settings.ImageLabels is not { } labels)
        {
            if (context.Options["source"]?["face_images"] is null)
            {
                gaps.Add(context.Gap(GapReason.NotDeclared, "the data holds images; whether they show faces must be said (`source: {face_images: …}`) or shown by a classifier's answers (`profile.image_labels`)", Faces));
            }
            return;
        }
        sources.Add(await context.Files.SourceAsync(labels, cancellationToken).ConfigureAwait(false));
        Source(spec)["face_images"] = ImageContent.ReadLabels(context.Files.Resolve(labels)).Faces;
    }

    private async Task RightsAsync(JsonObject spec, Relation relation, CancellationToken cancellationToken)
    {
        var (kept, why) = RetrievalAccess.Read(relation, settings.Access, await TextAsync(settings.RetrievalCode, cancellationToken).ConfigureAwait(false));
        spec["rag"] = new JsonObject { ["source_acl_kept"] = kept, ["source_acl_reason"] = why };
    }

    private bool IsIndex() => settings.Access is not null || settings.RetrievalCode is not null || context.Options["rag"] is not null ||
        (context.Options["roles"] is JsonArray roles && roles.Any(r => r?.ToString() == "rag"));

    private async Task<string?> TextAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null)
        {
            return null;
        }
        var text = await context.Files.ReadTextAsync(path, cancellationToken).ConfigureAwait(false);
        sources.Add(await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false));
        return text;
    }

    private async Task PartAsync(string field, Func<Task> read)
    {
        try
        {
            await read().ConfigureAwait(false);
        }
        catch (TableException error)
        {
            gaps.Add(context.Gap(error.Reason, error.Message, field));
        }
        catch (FormatException error)
        {
            gaps.Add(context.Gap(GapReason.Malformed, error.Message, field));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            var reason = error is FileNotFoundException or DirectoryNotFoundException ? GapReason.NotFound : error is UnauthorizedAccessException ? GapReason.Denied : error is InvalidDataException ? GapReason.Malformed : GapReason.Unreachable;
            gaps.Add(context.Gap(reason, $"a file named for it cannot be read ({reason.ToString().ToLowerInvariant()})", field));
        }
    }

    private static JsonObject Source(JsonObject spec)
    {
        if (spec["source"] is not JsonObject source)
        {
            spec["source"] = source = [];
        }
        return source;
    }
}
