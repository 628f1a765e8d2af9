using System.Collections.Immutable;
using System.CommandLine;
using Bylaw.Collectors.Evaluations.Drift;

namespace Bylaw.Cli.Commands.Drift;

/// <summary>Holds the flags that say which column is what, shared by <c>drift</c> and <c>drift profile</c>.</summary>
internal sealed class DriftOptions
{
    private readonly Option<string[]> _columns = Many("--columns", "Columns to watch; all but label, key and time unless told.");
    private readonly Option<string?> _label = new("--label") { Description = "Column of true labels." };
    private readonly Option<string?> _prediction = new("--prediction") { Description = "Column of predicted labels." };
    private readonly Option<string?> _score = new("--score") { Description = "Column of the positive class's probability; makes the estimate without labels possible." };
    private readonly Option<double> _threshold = new("--threshold") { Description = "Score from which a row counts as predicted positive.", DefaultValueFactory = _ => 0.5 };
    private readonly Option<string[]> _positive = Many("--positive", "Label that counts as positive.");
    private readonly Option<string[]> _negative = Many("--negative", "Label that counts as negative.");
    private readonly Option<string[]> _by = Many("--by", "Protected attributes whose impact ratios are watched: --by sex,race.");
    private readonly Option<string?> _time = new("--time") { Description = "Column of times, to cut windows by --every." };
    private readonly Option<string?> _key = new("--key") { Description = "Column that joins later labels (--labels) to their rows." };
    private readonly Option<int> _bins = new("--bins") { Description = "Bins of equal share for a column of numbers.", DefaultValueFactory = _ => 10 };
    private readonly Option<double> _falseAlarms = new("--false-alarm-rate") { Description = "Chance of a false alarm over the whole life of the watch, however often you look.", DefaultValueFactory = _ => 0.01 };
    private readonly Option<double> _tolerance = new("--tolerance") { Description = "How far the share of a bin, or of errors, may move before the alarm counts it.", DefaultValueFactory = _ => 0.02 };
    private readonly Option<long> _seed = new("--seed") { Description = "Seed of sampled rows and of the domain classifier.", DefaultValueFactory = _ => 1 };

    public void AddTo(Command command)
    {
        Option[] all = [_columns, _label, _prediction, _score, _threshold, _positive, _negative, _by, _time, _key, _bins, _falseAlarms, _tolerance, _seed];
        foreach (var option in all)
        {
            command.Options.Add(option);
        }
    }

    public DriftLayout Read(ParseResult parsed)
    {
        var layout = new DriftLayout
        {
            Columns = List(parsed.GetValue(_columns)),
            Label = parsed.GetValue(_label),
            Prediction = parsed.GetValue(_prediction),
            Score = parsed.GetValue(_score),
            Threshold = parsed.GetValue(_threshold),
            Negative = List(parsed.GetValue(_negative)),
            Attributes = List(parsed.GetValue(_by)),
            Time = parsed.GetValue(_time),
            Key = parsed.GetValue(_key),
            Bins = parsed.GetValue(_bins),
            FalseAlarmRate = parsed.GetValue(_falseAlarms),
            Tolerance = parsed.GetValue(_tolerance),
            Seed = parsed.GetValue(_seed),
        };
        return List(parsed.GetValue(_positive)) is { IsEmpty: false } positive ? layout with { Positive = positive } : layout;
    }

    internal static ImmutableArray<string> List(string[]? values) =>
        [.. (values ?? []).SelectMany(v => v.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];

    private static Option<string[]> Many(string name, string description) => new(name) { Description = description, AllowMultipleArgumentsPerToken = true };
}
