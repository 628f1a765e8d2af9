using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;

namespace Bylaw.Collectors.Evaluations.Imports;

/// <summary>Does what all imports share: finds the file that the manifest names, and stamps what a reader makes of it.</summary>
/// <remarks>
/// The manifest says <c>import: {format, path}</c>, or <c>path</c> alone where the file shows its format; and beside it <c>kind</c>, <c>model</c> or <c>model_digest</c>, <c>data</c> or <c>dataset_digest</c>.
/// A report names its model by a word, so the digest is what the manifest declares, and its origin says so.
/// </remarks>
internal static class EvaluationImport
{
    private static readonly ImmutableArray<string> _formats = ["fairlearn", "garak", "inspect", "mlflow", "promptfoo", "sarif", "sklearn"];

    /// <summary>Runs a reader when the subject asks for its format.</summary>
    /// <param name="context">The context of the run.</param>
    /// <param name="formats">The words of the format.</param>
    /// <param name="read">Reads the path below the root.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static async Task<Collection> RunAsync(
        CollectorContext context, string[] formats, Func<string, CancellationToken, Task<ImportedEvaluation>> read, CancellationToken cancellationToken)
    {
        string? format, path;
        if (context.Options["import"] is { } import)
        {
            (format, path) = (Word(import, "format"), Word(import, "path"));
            if (format is null || !_formats.Contains(format))
            {
                // One of the importers speaks for all, so that the gap stands once.
                return formats.Contains("inspect")
                    ? Collection.Missing(context.Gap(GapReason.NotDeclared, $"`import.format` must be one of {string.Join(", ", _formats)}", "evaluation.metrics"))
                    : Collection.Empty;
            }
        }
        else if (context.Options["predictions"] is null && context.Options["data"] is null && Text(context.Options["path"]) is { } report)
        {
            (format, path) = (ReportFormat.Sniff(context.Files, report), report);
        }
        else
        {
            return Collection.Empty;
        }
        if (format is null || !formats.Contains(format))
        {
            return Collection.Empty;
        }
        if (path is null)
        {
            return Collection.Missing(context.Gap(GapReason.NotDeclared, "`import.path` is missing: the report to read", "evaluation.metrics"));
        }
        if (!context.Files.FileExists(path) && !context.Files.FolderExists(path))
        {
            return Collection.Missing(context.Gap(GapReason.NotFound, $"the report '{path}' is not there", "evaluation.metrics", path));
        }
        try
        {
            var answer = await read(path, cancellationToken).ConfigureAwait(false);
            return answer.Metrics.IsEmpty
                ? Collection.Missing(context.Gap(GapReason.Malformed, "the report holds no result", "evaluation.metrics", path))
                : await StampAsync(context, answer, path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error) when (error is ImportException or EvaluationInputException)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, error.Message, "evaluation.metrics", path));
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException or FormatException or KeyNotFoundException or InvalidDataException)
        {
            return Collection.Missing(context.Gap(GapReason.Malformed, $"the report is not what a {format} report looks like", "evaluation.metrics", path));
        }
    }

    /// <summary>Reads JSON; a damaged one is told with its line.</summary>
    public static async Task<JsonObject> JsonAsync(CollectorContext context, string path, CancellationToken cancellationToken)
    {
        try
        {
            return JsonNode.Parse(await context.Files.ReadTextAsync(path, cancellationToken, 512L << 20).ConfigureAwait(false)) as JsonObject
                ?? throw new ImportException("the report is not a JSON object");
        }
        catch (JsonException error)
        {
            throw new ImportException($"the report is no JSON: line {(error.LineNumber ?? 0) + 1}");
        }
    }

    /// <summary>Reads a number that is finite; null for any other thing.</summary>
    public static double? Number(JsonNode? node) => node is JsonValue value
        && (value.TryGetValue<double>(out var number) || double.TryParse(value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
        && double.IsFinite(number) ? number : null;

    public static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) && text.Length > 0 ? text : null;

    public static DateTimeOffset? Time(JsonNode? node) =>
        DateTimeOffset.TryParse(Text(node), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time : null;

    private static string? Word(JsonNode import, string key) => import is JsonObject fields ? Text(fields[key]) : null;

    private static async Task<Collection> StampAsync(CollectorContext context, ImportedEvaluation report, string path, CancellationToken cancellationToken)
    {
        var options = new EvaluationSettings(context.Options);
        var gaps = new List<Gap>();
        var spec = new JsonObject
        {
            ["id"] = context.Subject.Name,
            ["kind"] = options.Kind ?? report.Kind,
            ["metrics"] = EvaluationSpec.Metrics(report.Metrics),
            ["engine"] = new JsonObject { ["name"] = report.Engine, ["version"] = report.EngineVersion },
        };
        if (report.At is { } at)
        {
            spec["at"] = at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        }
        else
        {
            gaps.Add(context.Gap(GapReason.NotDeclared, "the report does not say when it was made; declare `at` in the manifest", "evaluation.at", path));
        }
        if (report.Suite is not null || report.Cases is not null)
        {
            var suite = new JsonObject();
            AddKnown(suite, "name", report.Suite);
            AddKnown(suite, "version", report.SuiteVersion);
            AddKnown(suite, "cases", report.Cases);
            spec["suite"] = suite;
        }
        if (report.Groups is not null)
        {
            spec["groups"] = report.Groups;
        }
        if (report.ModelName is not null)
        {
            spec["x_model_name"] = report.ModelName;
        }
        var provenance = ImmutableSortedDictionary<string, Provenance>.Empty;
        await BindAsync("model_digest", options.ModelDigest, options.Model).ConfigureAwait(false);
        await BindAsync("dataset_digest", options.DatasetDigest, options.Data).ConfigureAwait(false);
        if (options.DatasetId is { } dataset)
        {
            spec["dataset_id"] = dataset;
        }
        var isFile = context.Files.FileExists(path);
        return new([context.Document("evaluation", spec) with
        {
            Origin = EvidenceOrigin.Imported,
            Provenance = provenance,
            Sources = [isFile ? await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false) : new EvidenceSource(context.Files.Relative(path))],
            Completeness = new($"the whole report {context.Files.Relative(path)}", report.Skipped),
        }], [.. gaps]);

        static void AddKnown(JsonObject into, string name, JsonNode? value)
        {
            if (value is not null)
            {
                into[name] = value;
            }
        }

        async Task BindAsync(string field, string? declared, string? file)
        {
            var digest = declared;
            if (file is not null && context.Files.FileExists(file))
            {
                var found = await Sha256Digest.OfFileAsync(context.Files.ResolveFile(file), cancellationToken).ConfigureAwait(false);
                if (declared is not null && declared != found)
                {
                    throw new ImportException($"the digest of '{file}' is not the declared `{field}`");
                }
                digest = found;
            }
            else if (file is not null)
            {
                gaps.Add(context.Gap(GapReason.NotFound, $"the file '{file}' is not there", $"evaluation.{field}", file));
            }
            if (digest is not null)
            {
                spec[field] = digest;
                provenance = provenance.Add($"/{field}", new Provenance(EvidenceOrigin.Declared));
            }
        }
    }
}
