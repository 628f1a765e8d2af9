using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Evaluations;
using Bylaw.Collectors.Evaluations.Drift;
using Bylaw.Collectors.Evaluations.Tables;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;
using Bylaw.Metrics.Numerics;
using Bylaw.Testing;

namespace Bylaw.Collectors.Tests.Evaluations;

public sealed class DriftTests : IDisposable
{
    private const string Options = """{"reference": "reference.csv", "current": "current.csv", "label": "y", "prediction": "yhat", "score": "p", "attributes": ["sex"], "time": "at", "every": "1d", "key": "id"}""";

    private readonly EvaluationRoom _room = new();

    public void Dispose() => _room.Dispose();

    [Fact]
    public async Task A_window_drawn_as_the_reference_keeps_every_limit_and_raises_no_alarm()
    {
        Reference();
        Current(shift: 0);

        var report = Report(await _room.CollectAsync<DriftCollector>(Options));

        Assert.All(report["drift"]!.AsArray(), d => Assert.True(d!["psi"]!.GetValue<double>() < 0.1, d.ToJsonString()));
        Assert.False(report["x_alarm"]!.GetValue<bool>());
    }

    [Fact]
    public async Task A_shifted_column_is_seen_by_every_measure_and_raises_the_alarm()
    {
        Reference();
        Current(shift: 2);

        var report = Report(await _room.CollectAsync<DriftCollector>(Options));

        var income = report["drift"]!.AsArray().Single(d => d!["feature"]!.GetValue<string>() == "income")!;
        Assert.True(income["psi"]!.GetValue<double>() > 0.2);
        Assert.True(income["ks_p"]!.GetValue<double>() < 1e-6);
        Assert.InRange(income["wasserstein"]!.GetValue<double>(), 1.8, 2.2);
        Assert.True(income["alarm"]!.GetValue<bool>());
    }

    [Fact]
    public async Task Numbers_beyond_the_reference_and_categories_it_does_not_know_are_counted()
    {
        Reference();
        Current(shift: 0, city: "atlantis", income: "900");

        var report = Report(await _room.CollectAsync<DriftCollector>(Options));

        var byName = report["drift"]!.AsArray().ToDictionary(d => d!["feature"]!.GetValue<string>(), d => d!);
        Assert.Equal(1, byName["income"]["out_of_range"]!.GetValue<long>());
        Assert.Equal("atlantis", byName["city"]["new_categories"]![0]!["value"]!.GetValue<string>());
    }

    [Fact]
    public async Task Without_labels_performance_is_estimated_and_said_to_be_so()
    {
        Reference();
        Current(shift: 0, labels: false);

        var answer = await _room.CollectAsync<DriftCollector>(Options);

        var accuracy = Report(answer)["performance"]![0]!;
        Assert.Null(accuracy["current"]);
        Assert.InRange(accuracy["estimated"]!.GetValue<double>(), accuracy["baseline"]!.GetValue<double>() - 0.03, accuracy["baseline"]!.GetValue<double>() + 0.03);
        Assert.Contains("the labels of the windows are not known yet: performance is estimated only", answer.Documents[0].Spec["x_notes"]!.AsArray().Select(n => n!.GetValue<string>()));
    }

    [Fact]
    public async Task Labels_that_come_later_are_joined_by_their_key()
    {
        Reference();
        Current(shift: 0, labels: false);
        _room.WriteRows("later.csv", "id,y", 300, i => $"{i},{i % 2}");
        var options = JsonNode.Parse(Options)!.AsObject();
        options["labels"] = "later.csv";

        var accuracy = Report(await _room.CollectAsync<DriftCollector>(options.ToJsonString()), window: 0)["performance"]![0]!;

        Assert.Equal(300, accuracy["n"]!.GetValue<long>());
        Assert.NotNull(accuracy["current"]);
    }

    [Fact]
    public void A_profile_read_back_gives_the_same_numbers_and_the_same_digest()
    {
        Reference();
        Current(shift: 0.5);
        var layout = new DriftLayout { Label = "y", Prediction = "yhat", Score = "p", Time = "at", Key = "id" };
        var (taken, digest) = DriftReference.Open(Path.Combine(_room.Path, "reference.csv"), layout, _ => { });
        var context = new CollectorContext { Collector = new("drift", "1"), Subject = new("s"), Files = new SourceFolder(_room.Path), Clock = TimeProvider.System };
        var kept = _room.Write("kept.json", DriftEvidence.Profile(context, taken, new EvidenceSource("reference.csv")).ToJson().ToJsonString());

        var (read, again) = DriftReference.Open(kept, layout, _ => { });

        Assert.Equal(digest, again);
        Assert.Equal(Compare(taken, digest).Columns.Select(Numbers), Compare(read, again).Columns.Select(Numbers));
        static (string, double?, double?, double?) Numbers(ColumnDrift c) => (c.Column, c.Psi, c.KolmogorovSmirnov, c.Wasserstein);
    }

    [Fact]
    public void A_history_made_against_another_reference_is_refused()
    {
        var history = new EvidenceDocument
        {
            Kind = "monitoring", Subject = new("s"), CollectedAt = DateTimeOffset.UnixEpoch, Collector = new("drift", "1"), Origin = EvidenceOrigin.Collected,
            Spec = new JsonObject { ["x_reference_digest"] = "aa", ["x_windows"] = new JsonArray() },
        };

        var error = Assert.Throws<EvaluationInputException>(() => DriftEvidence.Windows(history, "bb"));

        Assert.Contains("another reference", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Windows_of_earlier_runs_count_for_the_alarm_and_none_counts_twice()
    {
        Reference();
        Current(shift: 0.35);
        var layout = new DriftLayout { Columns = ["income"], Tolerance = 0 };
        var (profile, digest) = DriftReference.Open(Path.Combine(_room.Path, "reference.csv"), layout, _ => { });
        using var table = TableSource.Open(Path.Combine(_room.Path, "current.csv"));
        var first = DriftComparison.Run(profile, digest, table, [], _ => { });
        var seen = DriftComparison.Seen(first.Windows[0]);

        var again = DriftComparison.Run(profile, digest, table, [seen], _ => { });
        var after = DriftComparison.Run(profile, digest, table, [.. Enumerable.Range(0, 40).Select(i => seen with { Name = $"day {i}" })], _ => { });

        Assert.Empty(again.EarlierWindows);
        Assert.Equal(first.Windows[0].AlarmRaised, again.Windows[0].AlarmRaised);
        Assert.True(after.Windows[0].AlarmRaised);
    }

    [Theory]
    [InlineData("""{"reference": "reference.csv", "current": "absent.csv"}""", "not there")]
    [InlineData("""{"reference": "reference.csv"}""", "needs both")]
    [InlineData("""{"reference": "reference.csv", "current": "current.csv", "columns": ["nope"]}""", "no column `nope`")]
    [InlineData("""{"reference": "reference.csv", "current": "current.csv", "time": "city", "every": "1d"}""", "without a time")]
    [InlineData("""{"reference": "reference.csv", "current": "current.csv", "every": "1y"}""", "no length of a window")]
    [InlineData("""{"reference": "reference.csv", "current": "current.csv", "score": "city", "label": "y"}""", "not a number")]
    [InlineData("""{"reference": "broken.json", "current": "current.csv"}""", "not evidence")]
    public async Task Damaged_input_is_a_gap_that_says_what_is_wrong(string options, string words)
    {
        Reference();
        Current(shift: 0);
        _room.Write("broken.json", """{"schema": "evidence/v1", "kind": "monitoring"}""");

        var answer = await _room.CollectAsync<DriftCollector>(options);

        Assert.Empty(answer.Documents);
        Assert.Contains(words, Assert.Single(answer.Gaps).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kept_distribution_gives_the_same_distances_as_the_samples()
    {
        var random = new SeededRandom(3);
        double[] a = [.. Enumerable.Range(0, 500).Select(_ => Math.Round(random.NextNormal(), 2))], b = [.. Enumerable.Range(0, 300).Select(_ => Math.Round(random.NextNormal() + 0.3, 2))];
        var kept = Bylaw.Metrics.Drift.EmpiricalDistribution.Of(a);
        var other = Bylaw.Metrics.Drift.EmpiricalDistribution.Of(b);

        Assert.Equal(Bylaw.Metrics.Drift.SampleDistance.Wasserstein(a, b)!.Value, kept.Wasserstein(other)!.Value, 1e-12);
        Assert.Equal(Bylaw.Metrics.Drift.SampleDistance.KolmogorovSmirnov(a, b)!.Value, kept.KolmogorovSmirnov(other)!.Value);
    }

    [Fact]
    public void The_housing_data_drifts_and_its_late_labels_confirm_it()
    {
        var folder = SharedData.Require("fairness/drift");
        var layout = new DriftLayout
        {
            Label = "clf_target", Prediction = "y_pred", Score = "y_pred_proba", Time = "timestamp", Every = TimeSpan.FromDays(28), Key = "id",
            LabelsFile = Path.Combine(folder, "california_housing_analysis_gt.csv"),
        };
        var (profile, digest) = DriftReference.Open(Path.Combine(folder, "california_housing_reference.csv"), layout, _ => { });
        using var table = TableSource.Open(Path.Combine(folder, "california_housing_analysis.csv"));

        var result = DriftComparison.Run(profile, digest, table, [], _ => { });

        Assert.Equal(8232, result.Windows.Sum(w => w.Window.Rows));
        Assert.Equal(8232, result.Windows.Sum(w => w.Errors!.Value.Labelled));
        Assert.True(result.Windows[^1].ErrorAlarmRaised);
    }

    [Fact]
    public void All_columns_and_the_errors_together_keep_one_false_alarm_rate_over_many_looks()
    {
        var random = new SeededRandom(21);
        var raised = 0;
        for (var life = 0; life < 100; life++)
        {
            long[] Draw(int rows)
            {
                var counts = new long[6];
                for (var row = 0; row < rows; row++)
                {
                    counts[random.NextBelow(6)]++;
                }
                return counts;
            }
            string[] names = ["a", "b", "c"];
            var reference = new ReferenceProfile
            {
                Rows = 2000,
                Layout = new() { FalseAlarmRate = 0.05, Tolerance = 0 },
                Columns = [.. names.Select(n => new ReferenceColumn(Bylaw.Metrics.Drift.FeatureBins.Numeric(n, [1, 2, 3, 4]), [.. Draw(2000)], null, []))],
                Cell = new(700, 100 + BinomialSampler.Next(random, 200, 0.5), 900, 100),
            };
            var alarms = new DriftAlarms(reference);
            var rate = (reference.Cell.Value.FalsePositives + 100.0) / reference.Cell.Value.Rows;
            for (var window = 0; window < 60; window++)
            {
                alarms.Observe(new("w", names.ToImmutableSortedDictionary(n => n, _ => Draw(150).ToImmutableArray()), BinomialSampler.Next(random, 150, rate), 150));
            }
            raised += alarms.ErrorsRaised || Array.Exists(names, alarms.IsRaised) ? 1 : 0;
        }

        Assert.True(raised <= 5, $"{raised} of 100 lives ended in a false alarm");
    }

    private WindowDrift Compare(ReferenceProfile profile, string digest)
    {
        using var table = TableSource.Open(Path.Combine(_room.Path, "current.csv"));
        return DriftComparison.Run(profile, digest, table, [], _ => { }).Windows[0];
    }

    private static JsonNode Report(Collection answer, int window = 0) =>
        Assert.Single(answer.Documents).Spec["reports"]![window]!;

    private void Reference() => Rows("reference.csv", 1, 3000, 0, labels: true, city: null, income: null);

    private void Current(double shift, bool labels = true, string? city = null, string? income = null) => Rows("current.csv", 2, 300, shift, labels, city, income);

    private void Rows(string name, long seed, int count, double shift, bool labels, string? city, string? income)
    {
        var random = new SeededRandom(seed);
        string[] cities = ["bern", "graz", "lyon"];
        _room.WriteRows(name, $"id,at,income,age,city,sex,p,yhat{(labels ? ",y" : "")}", count, i =>
        {
            var p = random.NextDouble();
            var y = random.NextDouble() < p ? 1 : 0;
            var odd = i == 7;
            return string.Create(CultureInfo.InvariantCulture, $"{i},2026-01-0{1 + (i / 1000)}T10:00:00Z,{(odd && income is not null ? income : (5 + shift + random.NextNormal()).ToString("R", CultureInfo.InvariantCulture))},{random.NextBelow(60)},{(odd && city is not null ? city : cities[random.NextBelow(3)])},{(random.NextBelow(2) == 0 ? "f" : "m")},{p:R},{(p >= 0.5 ? 1 : 0)}{(labels ? $",{y}" : "")}");
        });
    }
}
