using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Bylaw.Collectors.Models.Cards;

/// <summary>One number that a card claims.</summary>
/// <param name="Metric">The metric's type or name, in lower case.</param>
/// <param name="Value">The number.</param>
/// <param name="Dataset">The dataset it was measured on; null when the card does not say.</param>
public sealed record CardMetric(string Metric, double Value, string? Dataset);

/// <summary>What a model card says: the Hugging Face front matter and the sections of its text.</summary>
public sealed class ModelCard
{
    /// <summary>Gets the sections with content, by the names that evidence uses.</summary>
    public required IReadOnlyDictionary<string, string> Sections { get; init; }

    /// <summary>Gets the headings under which only a placeholder stands.</summary>
    public ImmutableArray<string> Placeholders { get; init; } = [];

    /// <summary>Gets the version that the card is for; null when it names none.</summary>
    public string? Version { get; init; }

    /// <summary>Gets the licence; null when the card names none.</summary>
    public Licence? Licence { get; init; }

    /// <summary>Gets the models that this one was made from.</summary>
    public ImmutableArray<string> BaseModels { get; init; } = [];

    /// <summary>Gets the task, such as <c>text-classification</c>; null when the card names none.</summary>
    public string? Task { get; init; }

    /// <summary>Gets the datasets that the card names.</summary>
    public ImmutableArray<string> Datasets { get; init; } = [];

    /// <summary>Gets the numbers that the card claims.</summary>
    public ImmutableArray<CardMetric> Metrics { get; init; } = [];

    /// <summary>Gets what is wrong with the card's form; empty when nothing is.</summary>
    public ImmutableArray<string> Problems { get; init; } = [];

    /// <summary>Reads a card.</summary>
    /// <param name="markdown">The text of a README.</param>
    /// <returns>The card; a broken front matter is told in <see cref="Problems"/>.</returns>
    public static ModelCard Parse(string markdown)
    {
        ArgumentNullException.ThrowIfNull(markdown);
        var head = FrontMatter.Split(markdown, out var body, out var problem);
        var placeholders = new List<string>();
        SortedDictionary<string, string> sections = new(StringComparer.Ordinal);
        try
        {
            sections = CardSections.Read(body, placeholders);
        }
        catch (RegexMatchTimeoutException)
        {
            problem ??= "the text is too intricate to be read";
        }
        var licence = head.Text("license") ?? head.Text("licence");
        if (licence is not null)
        {
            sections.TryAdd("licence", head.Text("license_name") ?? licence);
        }
        var version = head.Text("version") ?? head.Text("model_version") ?? sections.GetValueOrDefault("version");
        if (version is not null)
        {
            sections.TryAdd("version", version);
        }
        var metrics = ReadMetrics(head);
        if (metrics.Length > 0)
        {
            sections.TryAdd("metrics", string.Join(", ", metrics.Select(m => $"{m.Metric} {m.Value.ToString(CultureInfo.InvariantCulture)}")));
        }
        var datasets = head.Texts("datasets");
        if (datasets.Count > 0)
        {
            sections.TryAdd("training_data", string.Join(", ", datasets));
        }
        return new ModelCard
        {
            Sections = sections,
            Placeholders = [.. placeholders.Distinct(StringComparer.Ordinal)],
            Version = version,
            Licence = Licence.Find(licence, head.Text("license_name"), head.Text("license_link")),
            BaseModels = [.. head.Texts("base_model")],
            Task = head.Text("pipeline_tag"),
            Datasets = [.. datasets],
            Metrics = metrics,
            Problems = problem is null ? [] : [problem],
        };
    }

    private static ImmutableArray<CardMetric> ReadMetrics(FrontMatter head) =>
    [
        .. from model in head.Items("model-index")
           from result in model.Items("results")
           from metric in result.Items("metrics")
           let name = metric.Text("type") ?? metric.Text("name")
           where name is not null && double.TryParse(metric.Text("value"), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
           select new CardMetric(name.ToLowerInvariant(), double.Parse(metric.Text("value")!, CultureInfo.InvariantCulture), result.Text("dataset", "name")),
    ];
}
