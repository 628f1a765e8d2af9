using System.Globalization;
using System.Text;

namespace Bylaw.Detection.Tests;

/// <summary>Columns and lines of technical values in which nothing may be found; the rate of false findings is stated.</summary>
public sealed class CleanTrapTests
{
    private const int Rows = 2_000;

    [Fact]
    public void Less_than_one_clean_value_in_a_thousand_raises_a_finding()
    {
        var detector = new Detector();
        var random = new Random(5);
        var report = new StringBuilder();
        var (raised, total) = (0, 0);
        foreach (var (name, make) in Traps())
        {
            var text = string.Concat(Enumerable.Range(0, Rows).Select(i => make(random, i) + "\n"));
            var found = detector.Scan(text).Where(f => f.Score >= 0.5).ToList();
            report.Append(CultureInfo.InvariantCulture, $"{name}: {found.Count} of {Rows} ({string.Join(", ", found.GroupBy(f => f.Type).Select(g => $"{g.Key} {g.Count()}"))})\n");
            raised += found.Count;
            total += Rows;
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{raised} of {total} clean values raised, {100.0 * raised / total:F3} %\n{report}");
        Assert.True(raised < total / 1000, report.ToString());
    }

    private static IEnumerable<(string Name, Func<Random, int, string> Make)> Traps()
    {
        yield return ("epoch seconds", (r, i) => (1_700_000_000 + (i * 61L)).ToString(CultureInfo.InvariantCulture));
        yield return ("epoch milliseconds", (r, i) => (1_700_000_000_000 + (i * 61_007L)).ToString(CultureInfo.InvariantCulture));
        yield return ("uuid", (r, i) => new Guid(Bytes(r, 16)).ToString());
        yield return ("request in a log", (r, i) => $"2026-07-01T08:02:48Z INFO api.request id={new Guid(Bytes(r, 16))} route=/v1/reports status=200 dur_ms=41");
        yield return ("token's identifier", (r, i) => $"\"tokenId\": \"{new Guid(Bytes(r, 16))}\"");
        yield return ("md5", (r, i) => Convert.ToHexStringLower(Bytes(r, 16)));
        yield return ("sha256", (r, i) => $"sha256:{Convert.ToHexStringLower(Bytes(r, 32))}");
        yield return ("git commit", (r, i) => $"commit {Convert.ToHexStringLower(Bytes(r, 20))}");
        yield return ("version", (r, i) => $"version {r.Next(20)}.{r.Next(40)}.{r.Next(99999)}.{r.Next(9999)}");
        yield return ("order id", (r, i) => $"order {r.Next(100_000_000, 999_999_999)}{r.Next(10)}");
        yield return ("invoice", (r, i) => $"INV-2024-{r.Next(1_000_000):000000}");
        yield return ("tracking", (r, i) => $"tracking 1Z{r.Next(100_000, 999_999)}{r.Next(10_000_000, 99_999_999)}");
        yield return ("isbn", (r, i) => $"isbn 978{r.NextInt64(1_000_000_000, 9_999_999_999)}");
        yield return ("sku", (r, i) => $"SKU {r.Next(10_000, 99_999)}-{r.Next(100, 999)}");
        yield return ("iso time", (r, i) => DateTime.UnixEpoch.AddSeconds(r.Next()).ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture));
        yield return ("decimal", (r, i) => (r.NextDouble() * 10_000).ToString("F6", CultureInfo.InvariantCulture));
        yield return ("coordinates", (r, i) => $"{(r.NextDouble() * 180) - 90:F5},{(r.NextDouble() * 360) - 180:F5}");
        yield return ("counter", (r, i) => (100_000_000 + i).ToString(CultureInfo.InvariantCulture));
        yield return ("hex address", (r, i) => $"0x{r.NextInt64():x16}");
        yield return ("log line", (r, i) => $"2024-05-06 12:30:45,{r.Next(999):000} INFO [worker-{r.Next(9)}] took {r.Next(9999)} ms for /api/v1/items/{r.Next(9_999_999)}");
        yield return ("code", (r, i) => $"var item{i} = list[{r.Next(999)}].Count > {r.Next(99)} ? map[\"key{r.Next(99)}\"] : null;");
        yield return ("package", (r, i) => $"@types/node@{r.Next(20)}.{r.Next(9)}.{r.Next(9)} left-pad@1.{r.Next(9)}.0");
    }

    private static byte[] Bytes(Random random, int count)
    {
        var bytes = new byte[count];
        random.NextBytes(bytes);
        return bytes;
    }
}
