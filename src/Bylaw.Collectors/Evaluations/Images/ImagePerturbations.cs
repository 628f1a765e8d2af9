using System.Globalization;
using Bylaw.Metrics.Numerics;

namespace Bylaw.Collectors.Evaluations.Images;

/// <summary>Makes perturbed copies of images; each is named and draws from its own seeded stream.</summary>
internal static class ImagePerturbations
{
    public static IEnumerable<(string Name, string Words, Func<Picture, int, Picture> Change)> All(long seed)
    {
        foreach (var deviation in (double[])[0.02, 0.05, 0.1, 0.2])
        {
            yield return ($"noise_{Word(deviation)}", $"every pixel + N(0, {Word(deviation)}²) of the range", (p, i) => Noise(p, deviation * 255, new SeededRandom((seed * 1_000_003) + i)));
        }
        foreach (var radius in (double[])[0.5, 1, 2])
        {
            yield return ($"blur_{Word(radius)}", $"Gaussian blur with a deviation of {Word(radius)} pixels", (p, _) => Blur(p, radius));
        }
        foreach (var degrees in (double[])[-30, -15, -5, 5, 15, 30])
        {
            yield return ($"rotation_{Word(degrees)}", $"turned by {Word(degrees)} degrees", (p, _) => Rotate(p, degrees * Math.PI / 180));
        }
        foreach (var quality in (int[])[75, 40, 10])
        {
            yield return ($"compression_{quality}", $"written as JPEG of quality {quality} and read again", (p, _) => p.Compress(quality));
        }
        foreach (var factor in (double[])[0.6, 1.4])
        {
            yield return ($"brightness_{Word(factor)}", $"every pixel × {Word(factor)}", (p, _) => p.Map((c, y, x) => (float)(p[c, y, x] * factor)));
        }
    }

    private static Picture Noise(Picture picture, double deviation, SeededRandom random) =>
        picture.Map((c, y, x) => (float)(picture[c, y, x] + (deviation * random.NextNormal())));

    private static Picture Blur(Picture picture, double deviation)
    {
        var reach = (int)Math.Ceiling(3 * deviation);
        double[] weights = [.. Enumerable.Range(-reach, (2 * reach) + 1).Select(d => Math.Exp(-d * d / (2 * deviation * deviation)))];
        var total = weights.Sum();
        var across = picture.Map((c, y, x) => Sum(d => picture[c, y, x + d]));
        return across.Map((c, y, x) => Sum(d => across[c, y + d, x]));

        float Sum(Func<int, float> at)
        {
            var sum = 0.0;
            for (var d = -reach; d <= reach; d++)
            {
                sum += weights[d + reach] * at(d);
            }
            return (float)(sum / total);
        }
    }

    /// <summary>Turns about the middle, between pixels by lines; beyond the edge the edge's own pixels go on.</summary>
    private static Picture Rotate(Picture picture, double angle)
    {
        double sin = Math.Sin(angle), cos = Math.Cos(angle), my = (picture.Height - 1) / 2.0, mx = (picture.Width - 1) / 2.0;
        return picture.Map((c, y, x) =>
        {
            double sy = (cos * (y - my)) - (sin * (x - mx)) + my, sx = (sin * (y - my)) + (cos * (x - mx)) + mx;
            int top = (int)Math.Floor(sy), left = (int)Math.Floor(sx);
            double fy = sy - top, fx = sx - left;
            return (float)(((1 - fy) * (((1 - fx) * picture[c, top, left]) + (fx * picture[c, top, left + 1])))
                + (fy * (((1 - fx) * picture[c, top + 1, left]) + (fx * picture[c, top + 1, left + 1]))));
        });
    }

    private static string Word(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
