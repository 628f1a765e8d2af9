using System.Collections.Immutable;

namespace Bylaw.Collectors.Evaluations.Predictions;

/// <summary>Says which column of a predictions file is what.</summary>
public sealed record PredictionLayout
{
    /// <summary>Gets the column of true labels; null when they are not known (yet).</summary>
    public string? Label { get; init; }

    /// <summary>Gets the column of predicted labels; null when score and threshold decide.</summary>
    public string? Prediction { get; init; }

    /// <summary>Gets the column of the positive class's probability; null when there is none.</summary>
    public string? Score { get; init; }

    /// <summary>Gets the score at and above which a row counts as predicted positive. Default 0.5.</summary>
    public double Threshold { get; init; } = 0.5;

    /// <summary>Gets the protected attributes; their cross is evaluated as well.</summary>
    public ImmutableArray<string> Attributes { get; init; } = [];

    /// <summary>Gets the labels that count as positive. Default <c>1</c> (also as <c>1.0</c> and <c>true</c>).</summary>
    public ImmutableArray<string> Positive { get; init; } = ["1", "true"];

    /// <summary>Gets the labels that count as negative; when empty the one other label there is.</summary>
    public ImmutableArray<string> Negative { get; init; } = [];

    /// <summary>Gets the values that mean "not known" in an attribute, beside an empty field.</summary>
    public ImmutableArray<string> Unknown { get; init; } = [];

    /// <summary>Gets a column of whole numbers that says how many rows a line stands for; null when each stands for one.</summary>
    public string? Weight { get; init; }

    /// <summary>Gets the number of calibration bins of equal width. Default 10.</summary>
    public int Bins { get; init => field = value is >= 2 and <= 1000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be from 2 to 1,000"); } = 10;

    /// <summary>Gets a value indicating whether there may be more than two classes.</summary>
    public bool MultiClass { get; init; }

    /// <summary>Gets the classes of a model of images in the order of its scores; empty for numbers, or for the labels in order.</summary>
    public ImmutableArray<string> Classes { get; init; } = [];
}
