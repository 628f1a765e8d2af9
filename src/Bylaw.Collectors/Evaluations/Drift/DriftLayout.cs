using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Bylaw.Collectors.Evaluations.Drift;

/// <summary>Says which column of reference and windows is what, and how windows are cut.</summary>
public sealed record DriftLayout
{
    /// <summary>Gets the columns that are watched; empty for all but label, key and time.</summary>
    public ImmutableArray<string> Columns { get; init; } = [];

    /// <summary>Gets the column of true labels in the reference, and in the windows or the labels file where they are known.</summary>
    public string? Label { get; init; }

    /// <summary>Gets the column of predicted labels.</summary>
    public string? Prediction { get; init; }

    /// <summary>Gets the column of the positive class's probability.</summary>
    public string? Score { get; init; }

    /// <summary>Gets the score from which a row counts as predicted positive where there is no prediction column. Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Gets the labels that count as positive.</summary>
    public ImmutableArray<string> Positive { get; init; } = ["1", "true"];

    /// <summary>Gets the labels that count as negative; empty for the one other label of the reference.</summary>
    public ImmutableArray<string> Negative { get; init; } = [];

    /// <summary>Gets the protected attributes whose impact ratios are watched.</summary>
    public ImmutableArray<string> Attributes { get; init; } = [];

    /// <summary>Gets the column of times; null to cut by rows or not at all.</summary>
    public string? Time { get; init; }

    /// <summary>Gets the length of a window of time; null for one window.</summary>
    public TimeSpan? Every { get; init; }

    /// <summary>Gets the rows of a window where no time is named; null for one window.</summary>
    public int? WindowRows { get; init; }

    /// <summary>Gets a file of labels that came later; null when labels stand in the windows or are not known.</summary>
    public string? LabelsFile { get; init; }

    /// <summary>Gets the column by which later labels find their rows.</summary>
    public string? Key { get; init; }

    /// <summary>Gets how many bins of equal share a column of numbers is cut into. Default 10.</summary>
    public int Bins { get; init => field = value is >= 2 and <= 200 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be from 2 to 200"); } = 10;

    /// <summary>Gets the chance of a false alarm over the whole life of the watch. Default 0.01.</summary>
    public double FalseAlarmRate { get; init => field = value is > 0 and < 0.5 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be above 0 and below 0.5"); } = 0.01;

    /// <summary>Gets how far the share of a bin or of errors may move before the alarm counts it. Default 0.02.</summary>
    public double Tolerance { get; init => field = value is >= 0 and < 0.5 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be from 0 to below 0.5"); } = 0.02;

    /// <summary>Gets the seed of sampled rows and of the domain classifier.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Reads a length of time: <c>12h</c>, <c>7d</c>, <c>4w</c>, <c>30m</c> (minutes).</summary>
    /// <param name="text">A whole number and a letter.</param>
    /// <returns>The length.</returns>
    /// <exception cref="EvaluationInputException">The text is no such length.</exception>
    public static TimeSpan ReadLength(string text)
    {
        if (text.Length >= 2 && int.TryParse(text[..^1], System.Globalization.CultureInfo.InvariantCulture, out var count) && count is > 0 and < 1_000_000)
        {
            switch (text[^1])
            {
                case 'm': return TimeSpan.FromMinutes(count);
                case 'h': return TimeSpan.FromHours(count);
                case 'd': return TimeSpan.FromDays(count);
                case 'w': return TimeSpan.FromDays(7.0 * count);
            }
        }
        throw new EvaluationInputException($"'{text}' is no length of a window: write a number and m (minutes), h, d or w, as in 7d");
    }

    /// <summary>Reads what the manifest says.</summary>
    internal static DriftLayout Of(JsonObject options)
    {
        var read = new EvaluationSettings(options);
        var predictions = read.Layout;
        return new()
        {
            Columns = read.List("columns"),
            Label = predictions.Label,
            Prediction = predictions.Prediction,
            Score = predictions.Score,
            Threshold = predictions.Threshold,
            Positive = predictions.Positive,
            Negative = predictions.Negative,
            Attributes = predictions.Attributes,
            Time = read.Text("time"),
            Every = read.Text("every") is { } every ? ReadLength(every) : null,
            WindowRows = (int?)read.Number("window_rows"),
            LabelsFile = read.Text("labels"),
            Key = read.Text("key"),
            Bins = (int)(read.Number("bins") ?? 10),
            FalseAlarmRate = read.Number("false_alarm_rate") ?? 0.01,
            Tolerance = read.Number("tolerance") ?? 0.02,
            Seed = (long)(read.Number("seed") ?? 1),
        };
    }
}
