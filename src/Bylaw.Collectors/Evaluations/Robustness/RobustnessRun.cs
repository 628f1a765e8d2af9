using System.Collections.Immutable;
using System.Globalization;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Collectors.Evaluations.Predictions;
using Bylaw.Metrics.Explanation;
using Bylaw.Metrics.Intervals;
using Bylaw.Metrics.Numerics;
using Bylaw.Metrics.Robustness;
using Bylaw.Metrics.Trees;

namespace Bylaw.Collectors.Evaluations.Robustness;

/// <summary>Tests a model as a black box: perturbs its inputs, looks for the nearest row it decides otherwise, flips protected values.</summary>
internal sealed partial class RobustnessRun(
    Func<FeatureTable, (bool[] Positive, double[]? Scores)> model, FeatureTable table, ImmutableArray<bool?>? labels,
    ImmutableArray<(string Name, string?[] Values)> groups, long seed, Action<string> progress, TreeEnsemble? trees)
{
    private const int AttackedRows = 20;
    private readonly ImmutableArray<string> _protected = [.. groups.Select(g => g.Name)];
    private readonly ImmutableArray<MetricValue>.Builder _metrics = ImmutableArray.CreateBuilder<MetricValue>();
    private readonly ImmutableArray<string>.Builder _notes = ImmutableArray.CreateBuilder<string>();

    public RobustnessResult Execute(CancellationToken cancellationToken)
    {
        var (plain, scores) = model(table);
        var accuracy = Accuracy(plain);
        foreach (var (name, words, changed) in Perturbations.All(table, seed))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"perturbing: {name}");
            var (now, _) = model(changed);
            Flips($"flip_rate_{name}", words, plain, now);
            if (accuracy is { } before && Accuracy(now) is { } after)
            {
                Add($"accuracy_drop_{name}", before - after, null, words, higher: false);
            }
        }
        Stochasticity(plain, scores);
        Monotonicity(scores, cancellationToken);
        Importance(plain, cancellationToken);
        CounterfactualFlips(plain, cancellationToken);
        ProxyFlips(plain, cancellationToken);
        GradientAttacks(plain, cancellationToken);
        Attack(plain, cancellationToken);
        if (Attackable(plain) is { Rows.Length: > 0 } space)
        {
            SecondOpinions(space, plain, scores, cancellationToken);
        }
        var treeModel = TreesOf(scores);
        if (treeModel is not null)
        {
            VerifyTrees(treeModel, plain, cancellationToken);
        }
        Explain(treeModel, scores, cancellationToken);
        return new(_metrics.ToImmutable(), _notes.ToImmutable(), seed);
    }

    private void Stochasticity(bool[] plain, double[]? scores)
    {
        var (again, scoresAgain) = model(table);
        var differing = plain.Zip(again).Count(p => p.First != p.Second);
        var largest = scores is null || scoresAgain is null ? 0 : scores.Zip(scoresAgain, (a, b) => Math.Abs(a - b)).Max();
        Add("stochasticity", Math.Max((double)differing / table.Rows, largest), null, "largest change of a score, or share of changed decisions, when the same rows are run twice", higher: false);
    }

    /// <summary>Tells for each number how often raising it by half a deviation raises, and how often it lowers the score.</summary>
    private void Monotonicity(double[]? scores, CancellationToken cancellationToken)
    {
        if (scores is null)
        {
            _notes.Add("monotonicity needs a model that gives probabilities");
            return;
        }
        foreach (var place in Perturbations.Places(table, c => c.Numbers is not null))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var column = table.Columns[place];
            var step = 0.5 * Perturbations.Deviation(column.Numbers!);
            if (step == 0)
            {
                continue;
            }
            var raised = model(table.With(place, column with { Numbers = Array.ConvertAll(column.Numbers!, x => x + step) })).Scores!;
            double up = 0, down = 0;
            for (var row = 0; row < table.Rows; row++)
            {
                up += raised[row] > scores[row] + 1e-7 ? 1 : 0;
                down += raised[row] < scores[row] - 1e-7 ? 1 : 0;
            }
            Add("monotonicity_violation", Math.Min(up, down) / table.Rows, null, $"share of rows against the main direction when {column.Name} rises (main: {(up >= down ? "rising" : "falling")})", higher: false);
        }
    }

    private void Importance(bool[] plain, CancellationToken cancellationToken)
    {
        // Without labels the drop is of agreement with the model's own decisions.
        var before = Accuracy(plain) ?? 1;
        var importance = new double[table.Columns.Length];
        for (var place = 0; place < importance.Length; place++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"importance: {table.Columns[place].Name}");
            var order = Enumerable.Range(0, table.Rows).ToArray();
            new SeededRandom((seed * 104_729) + place).Shuffle<int>(order);
            var column = table.Columns[place];
            var (now, _) = model(table.With(place, column with
            {
                Numbers = column.Numbers is null ? null : Array.ConvertAll(order, o => column.Numbers[o]),
                Texts = column.Texts is null ? null : Array.ConvertAll(order, o => column.Texts[o]),
            }));
            importance[place] = before - (labels is null ? 1 - (now.Zip(plain).Count(p => p.First != p.Second) / (double)table.Rows) : Accuracy(now) ?? before);
            Add("permutation_importance", importance[place], null, column.Name, higher: null);
        }
        var on = table.Columns.Index().Where(c => _protected.Contains(c.Item.Name, StringComparer.OrdinalIgnoreCase)).Select(c => c.Index).ToHashSet();
        Add("protected_attribute_share", on.Count == 0 ? 0 : Attribution.ShareOn(importance, on), null,
            on.Count == 0 ? "the model reads no protected attribute" : $"share of importance on {string.Join(", ", on.Select(i => table.Columns[i].Name))}", higher: false);
    }

    /// <summary>Sets each protected attribute that the model reads to each of its values.</summary>
    private void CounterfactualFlips(bool[] plain, CancellationToken cancellationToken)
    {
        var read = Perturbations.Places(table, c => _protected.Contains(c.Name, StringComparer.OrdinalIgnoreCase));
        if (read.Length == 0)
        {
            _notes.Add("counterfactual flips do not apply: no protected attribute is an input of the model");
        }
        foreach (var place in read)
        {
            var column = table.Columns[place];
            var values = column.Texts is { } texts
                ? texts.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Take(20).Select(v => column with { Texts = [.. Enumerable.Repeat(v, table.Rows)] })
                : column.Numbers!.Where(double.IsFinite).Distinct().Order().Take(20).Select(v => column with { Numbers = [.. Enumerable.Repeat(v, table.Rows)] });
            var flipped = new bool[table.Rows];
            foreach (var changed in values)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (now, _) = model(table.With(place, changed));
                for (var row = 0; row < flipped.Length; row++)
                {
                    flipped[row] |= now[row] != plain[row];
                }
            }
            Flips("counterfactual_flip_rate", $"decision changes when only {column.Name} changes", flipped, new bool[table.Rows]);
        }
    }

    private void Attack(bool[] plain, CancellationToken cancellationToken)
    {
        if (Attackable(plain) is not { } space)
        {
            _notes.Add("the boundary attack needs numbers that vary");
            return;
        }
        var distances = new List<double>();
        var exact = LinearModel.Find(space, p => Scores(space, p, space.Rows[0]), seed);
        foreach (var row in space.Rows.Take(AttackedRows))
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress($"attacking row {distances.Count + 1} of {Math.Min(AttackedRows, space.Rows.Length)}");
            var answer = HopSkipJump.Attack(points => Decide(space, points, row, plain[row]), space.PointOf(row), space.Low, space.High, HopSkipJumpOptions.Default with { MaxQueries = 1500, Seed = seed });
            distances.Add(answer.Distance);
        }
        if (distances.Count == 0)
        {
            _notes.Add("no row that the model gets right could be attacked");
            return;
        }
        if (exact is not null)
        {
            Linear(exact, space, distances);
        }
        distances.Sort();
        var median = Quantiles.OfSorted([.. distances.Select(d => double.IsFinite(d) ? d : double.MaxValue)], 0.5);
        Add("attack_median_distance", median >= 1e300 ? null : median, null, "HopSkipJump: upper bound of the distance to the boundary in deviations, numbers alone, within the range seen", higher: true, distances.Count);
        foreach (var radius in (double[])[0.1, 0.25, 0.5, 1])
        {
            var hits = distances.Count(d => d <= radius);
            Add($"attack_success_{radius.ToString("0.##", CultureInfo.InvariantCulture)}", (double)hits / distances.Count, ProportionIntervals.Wilson(hits, distances.Count),
                $"share of rows with a changed decision within {radius.ToString(CultureInfo.InvariantCulture)} deviations", higher: false, distances.Count);
        }
    }

    private double? Accuracy(bool[] decisions)
    {
        if (labels is not { } known)
        {
            return null;
        }
        long right = 0, all = 0;
        for (var row = 0; row < decisions.Length; row++)
        {
            if (known[row] is { } label)
            {
                all++;
                right += label == decisions[row] ? 1 : 0;
            }
        }
        return all > 0 ? (double)right / all : null;
    }

    private void Flips(string name, string words, bool[] before, bool[] after)
    {
        var changed = before.Zip(after).Count(p => p.First != p.Second);
        Add(name, (double)changed / before.Length, ProportionIntervals.Wilson(changed, before.Length), words, higher: false);
    }

    private void Add(string name, double? value, Interval? interval, string words, bool? higher, long? rows = null) =>
        _metrics.Add(new(name, value, interval, "share", words, rows ?? table.Rows, higher));
}
