using System.Text.Json;

namespace Bylaw.Collectors.Models.Cards;

/// <summary>What an MLflow model folder (<c>MLmodel</c>) or run folder (<c>meta.yaml</c>) says.</summary>
public sealed class MlflowModel
{
    /// <summary>Gets the run that made the model; null when the file names none.</summary>
    public string? RunId { get; private init; }

    /// <summary>Gets the code version of the run; null when none is recorded.</summary>
    public string? CodeCommit { get; private init; }

    /// <summary>Gets the names of the flavours, such as <c>sklearn</c>.</summary>
    public IReadOnlyList<string> Flavors { get; private init; } = [];

    /// <summary>Gets the inputs of the signature by name; empty when the model has no signature.</summary>
    public IReadOnlyList<string> Inputs { get; private init; } = [];

    /// <summary>Gets whether loading runs code that the folder carries.</summary>
    public bool CarriesCode { get; private init; }

    /// <summary>Gets the model it was made from; null when the file names none.</summary>
    public string? SourceModel { get; private init; }

    /// <summary>Gets the revision of the model it was made from; null when the file names none.</summary>
    public string? SourceRevision { get; private init; }

    /// <summary>Gets when the model was made, as the file writes it; null when it does not.</summary>
    public string? CreatedAt { get; private init; }

    /// <summary>Gets what is wrong with the file; null when nothing is.</summary>
    public string? Problem { get; private init; }

    /// <summary>Reads an <c>MLmodel</c> file.</summary>
    /// <param name="yaml">Its text.</param>
    public static MlflowModel Parse(string yaml)
    {
        var file = FrontMatter.Parse(yaml, out var problem);
        var flavors = file.Keys("flavors");
        return new MlflowModel
        {
            Problem = problem?.Replace("the front matter", "the MLmodel file", StringComparison.Ordinal) ?? (flavors.Count == 0 ? "the MLmodel file names no flavour" : null),
            RunId = file.Text("run_id"),
            CreatedAt = file.Text("utc_time_created"),
            Flavors = flavors,
            Inputs = ReadInputs(file.Text("signature", "inputs")),
            CarriesCode = flavors.Any(f => file.Text("flavors", f, "code") is { } code && code is not "null" and not "~" and not "") ||
                file.Text("flavors", "python_function", "loader_module") is { } loader && !loader.StartsWith("mlflow.", StringComparison.Ordinal),
            SourceModel = file.Text("flavors", "transformers", "source_model_name"),
            SourceRevision = file.Text("flavors", "transformers", "source_model_revision"),
        };
    }

    /// <summary>Reads the tags of a run folder.</summary>
    /// <param name="tag">Reads a file below <c>tags</c>, or null when it is absent.</param>
    /// <param name="metaYaml">The text of the run's <c>meta.yaml</c>.</param>
    public static MlflowModel ParseRun(string metaYaml, Func<string, string?> tag)
    {
        ArgumentNullException.ThrowIfNull(tag);
        var file = FrontMatter.Parse(metaYaml, out var problem);
        return new MlflowModel { Problem = problem, RunId = file.Text("run_id"), CodeCommit = tag("mlflow.source.git.commit")?.Trim() };
    }

    private static List<string> ReadInputs(string? json)
    {
        if (json is null)
        {
            return [];
        }
        try
        {
            using var inputs = JsonDocument.Parse(json);
            return inputs.RootElement.ValueKind != JsonValueKind.Array ? [] :
                [.. inputs.RootElement.EnumerateArray()
                    .Where(i => i.ValueKind == JsonValueKind.Object && i.TryGetProperty("name", out var n) && n.ValueKind == JsonValueKind.String)
                    .Select(i => i.GetProperty("name").GetString()!)];
        }
        catch (JsonException)
        {
            return [];
        }
    }
}
