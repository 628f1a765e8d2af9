using System.Globalization;
using Bylaw.Collectors.Evaluations.Onnx;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Collectors.Evaluations.Robustness;

/// <summary>Makes perturbed copies of a table; each is named and draws from its own seeded stream.</summary>
internal static class Perturbations
{
    public static IEnumerable<(string Name, string Words, FeatureTable Table)> All(FeatureTable table, long seed)
    {
        var numeric = Places(table, c => c.Numbers is not null);
        var texts = Places(table, c => c.Texts is not null);
        if (numeric.Length > 0)
        {
            foreach (var scale in (double[])[0.05, 0.1, 0.2, 0.5])
            {
                yield return ($"noise_{Word(scale)}", $"every number + N(0, ({Word(scale)} × deviation)²)", Noise(table, numeric, scale, seed));
            }
            foreach (var share in (double[])[-0.1, -0.05, 0.05, 0.1])
            {
                yield return ($"scale_{Word(share)}", $"every number × {Word(1 + share)}", Map(table, numeric, x => x * (1 + share)));
            }
            foreach (var factor in (double[])[0.001, 100, 1000])
            {
                yield return ($"unit_{Word(factor)}", $"one number a row × {Word(factor)}, as when a unit is mistaken", OneANumber(table, numeric, x => x * factor, seed));
            }
            yield return ("out_of_range_high", "one number a row set to ten times the largest seen", OutOfRange(table, numeric, +1, seed));
            yield return ("out_of_range_low", "one number a row set far below the smallest seen", OutOfRange(table, numeric, -1, seed));
            yield return ("sign", "one number a row with its sign turned", OneANumber(table, numeric, x => -x, seed));
        }
        foreach (var share in (double[])[0.1, 0.3])
        {
            yield return ($"missing_{Word(share)}", $"{Word(share)} of the values replaced by the column's median or an empty text", Missing(table, share, seed));
        }
        if (texts.Length > 0)
        {
            yield return ("typo", "two letters of one text a row exchanged", OneAText(table, texts, Typo, seed));
            yield return ("case", "every text in capitals", MapText(table, texts, t => t.ToUpperInvariant()));
            yield return ("lower_case", "every text in small letters", MapText(table, texts, t => t.ToLowerInvariant()));
            yield return ("blank", "every text with a blank after it", MapText(table, texts, t => t + " "));
            yield return ("unseen_category", "one text a row that the model cannot know", OneAText(table, texts, (_, _) => "zz-unseen", seed));
        }
    }

    public static int[] Places(FeatureTable table, Func<FeatureColumn, bool> which) =>
        [.. table.Columns.Index().Where(c => which(c.Item)).Select(c => c.Index)];

    public static double Deviation(double[] numbers)
    {
        var known = Array.FindAll(numbers, double.IsFinite);
        if (known.Length == 0)
        {
            return 0;
        }
        var mean = known.Average();
        return Math.Sqrt(known.Average(x => (x - mean) * (x - mean)));
    }

    /// <summary>Adds noise of a share of its deviation to every number.</summary>
    public static FeatureTable Noisy(FeatureTable table, double scale, long seed) => Noise(table, Places(table, c => c.Numbers is not null), scale, seed);

    private static FeatureTable Noise(FeatureTable table, int[] places, double scale, long seed)
    {
        foreach (var place in places)
        {
            var random = new SeededRandom((seed * 1009) + place);
            var deviation = Deviation(table.Columns[place].Numbers!);
            table = table.With(place, table.Columns[place] with { Numbers = Array.ConvertAll(table.Columns[place].Numbers!, x => x + (scale * deviation * random.NextNormal())) });
        }
        return table;
    }

    private static FeatureTable Map(FeatureTable table, int[] places, Func<double, double> change) =>
        places.Aggregate(table, (t, p) => t.With(p, t.Columns[p] with { Numbers = Array.ConvertAll(t.Columns[p].Numbers!, x => change(x)) }));

    private static FeatureTable MapText(FeatureTable table, int[] places, Func<string, string> change) =>
        places.Aggregate(table, (t, p) => t.With(p, t.Columns[p] with { Texts = Array.ConvertAll(t.Columns[p].Texts!, x => change(x)) }));

    private static FeatureTable OneANumber(FeatureTable table, int[] places, Func<double, double> change, long seed) =>
        OneARow(table, places, seed, (column, row, _) => column.Numbers![row] = change(column.Numbers[row]));

    private static FeatureTable OneAText(FeatureTable table, int[] places, Func<string, SeededRandom, string> change, long seed) =>
        OneARow(table, places, seed, (column, row, random) => column.Texts![row] = change(column.Texts[row], random));

    private static FeatureTable OutOfRange(FeatureTable table, int[] places, int direction, long seed)
    {
        var reach = places.ToDictionary(p => table.Columns[p].Name, p =>
        {
            var known = Array.FindAll(table.Columns[p].Numbers!, double.IsFinite);
            return known.Length == 0 ? 0 : direction > 0 ? 10 * Math.Max(1, known.Max()) : known.Min() - (10 * Math.Max(1, known.Max() - known.Min()));
        });
        return OneARow(table, places, seed, (column, row, _) => column.Numbers![row] = reach[column.Name]);
    }

    private static FeatureTable OneARow(FeatureTable table, int[] places, long seed, Action<FeatureColumn, int, SeededRandom> change)
    {
        var copies = places.ToDictionary(p => p, p => table.Columns[p] with { Numbers = (double[]?)table.Columns[p].Numbers?.Clone(), Texts = (string[]?)table.Columns[p].Texts?.Clone() });
        var random = new SeededRandom(seed);
        for (var row = 0; row < table.Rows; row++)
        {
            change(copies[places[random.NextBelow(places.Length)]], row, random);
        }
        return copies.Aggregate(table, (t, c) => t.With(c.Key, c.Value));
    }

    private static FeatureTable Missing(FeatureTable table, double share, long seed)
    {
        for (var place = 0; place < table.Columns.Length; place++)
        {
            var random = new SeededRandom((seed * 7919) + place);
            var column = table.Columns[place];
            if (column.Numbers is { } numbers)
            {
                var known = Array.FindAll(numbers, double.IsFinite);
                Array.Sort(known);
                var median = known.Length == 0 ? 0 : known[known.Length / 2];
                table = table.With(place, column with { Numbers = Array.ConvertAll(numbers, x => random.NextDouble() < share ? median : x) });
            }
            else
            {
                table = table.With(place, column with { Texts = Array.ConvertAll(column.Texts!, x => random.NextDouble() < share ? "" : x) });
            }
        }
        return table;
    }

    private static string Typo(string text, SeededRandom random)
    {
        if (text.Length < 2)
        {
            return text + "x";
        }
        var letters = text.ToCharArray();
        var at = random.NextBelow(letters.Length - 1);
        (letters[at], letters[at + 1]) = (letters[at + 1], letters[at]);
        return new(letters);
    }

    private static string Word(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
