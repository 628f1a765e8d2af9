using System.Collections.Immutable;

namespace Bylaw.Collectors.Evaluations.Studies;

/// <summary>Says which further looks at rows are wanted; all are off unless named.</summary>
public sealed record StudyOptions
{
    /// <summary>Gets a value indicating whether label and prediction are amounts and not classes.</summary>
    public bool Regression { get; init; }

    /// <summary>Gets the column with the place in a ranking, 1 for the best; null when nothing is ranked.</summary>
    public string? Rank { get; init; }

    /// <summary>Gets the column that tells rankings apart, when a file holds several; null when it holds one.</summary>
    public string? List { get; init; }

    /// <summary>Gets how many places are looked at. Default 10, 50 and 100, as far as a ranking goes.</summary>
    public ImmutableArray<int> Top { get; init => field = value.All(k => k >= 1) ? value : throw new ArgumentOutOfRangeException(nameof(value), "places must be at least 1"); } = [10, 50, 100];

    /// <summary>Gets the columns by which persons are alike, for individual consistency.</summary>
    public ImmutableArray<string> Similar { get; init; } = [];

    /// <summary>Gets how many neighbours are looked at, the person among them. Default 5, from 2.</summary>
    public int Neighbours { get; init => field = value >= 2 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be at least 2"); } = 5;

    /// <summary>Gets the columns that a bias scan goes through.</summary>
    public ImmutableArray<string> Scan { get; init; } = [];

    /// <summary>Gets the attribute that an attacker wants to learn from what the model says.</summary>
    public string? Infer { get; init; }

    /// <summary>Gets the column with an attacker's guesses; null to guess from prediction, score and label.</summary>
    public string? Guess { get; init; }

    /// <summary>Gets the column that tells training rows.</summary>
    public string? Member { get; init; }

    /// <summary>Gets the path of a table with what shadow models said of the same rows.</summary>
    public string? Shadows { get; init; }

    /// <summary>Gets the column that joins rows and shadow answers.</summary>
    public string? Key { get; init; }

    /// <summary>Gets the path of a table of differentially private releases.</summary>
    public string? Releases { get; init; }

    /// <summary>Gets the δ at which a budget is stated, above 0 and below 1. Default 10⁻⁶.</summary>
    public double Delta { get; init => field = value is > 0 and < 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "must be above 0 and below 1"); } = 1e-6;

    /// <summary>Gets the inputs of a model whose effect on its score is drawn.</summary>
    public ImmutableArray<string> Effects { get; init; } = [];

    /// <summary>Gets the inputs of a model that a person could change, for recourse by subgroup.</summary>
    public ImmutableArray<string> Changeable { get; init; } = [];

    /// <summary>Gets a value indicating whether a study takes the place of the counts of a classifier.</summary>
    public bool StandsAlone => Regression || Rank is not null || Member is not null || Shadows is not null || Releases is not null;

    /// <summary>Gets a value indicating whether a study looks at what the model says, and needs it to be run here.</summary>
    public bool NeedsModel => !Effects.IsEmpty || !Changeable.IsEmpty;

    /// <summary>Gets a value indicating whether a study looks at privacy.</summary>
    public bool IsOfPrivacy => Member is not null || Shadows is not null || Releases is not null || Infer is not null;

    /// <summary>Gets a value indicating whether a study looks at rows of a table.</summary>
    public bool NeedsRows => Regression || Rank is not null || !Similar.IsEmpty || !Scan.IsEmpty || Member is not null || Shadows is not null || Infer is not null;
}
