using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Metrics.Intervals;

namespace Bylaw.Accept.Fairness;

/// <summary>Compares numbers of the product with reference values and tells the tally.</summary>
internal sealed class Comparison(Tally tally)
{
    /// <summary>Compares to 1e-9, and small values also to a relative 1e-6, so that a tiny p-value is not passed by being tiny.</summary>
    public void Number(string id, JsonNode? wanted, double? found)
    {
        if (wanted is null)
        {
            Tell(id, found is null, "null", found);
            return;
        }
        Number(id, wanted.GetValue<double>(), found);
    }

    /// <summary>Compares to 1e-9, and small values also to a relative 1e-6.</summary>
    public void Number(string id, double wanted, double? found)
    {
        if (double.IsNaN(wanted))
        {
            Tell(id, found is null, "null", found);
            return;
        }
        var close = found is { } value && Math.Abs(value - wanted) <= 1e-9
            && (wanted == 0 || Math.Abs(wanted) > 1e-3 || Math.Abs(value - wanted) <= 1e-6 * Math.Abs(wanted) || Math.Abs(wanted) < 1e-300);
        Tell(id, close, wanted.ToString("R", CultureInfo.InvariantCulture), found);
    }

    /// <summary>Compares within a stated tolerance.</summary>
    public void Near(string id, double wanted, double? found, double tolerance) =>
        Tell(id, found is { } value && Math.Abs(value - wanted) <= tolerance, FormattableString.Invariant($"{wanted} ± {tolerance}"), found);

    /// <summary>Compares two bootstrap intervals: their ends may differ by the sampling error of the reference's few draws.</summary>
    /// <remarks>A percentile end from 200 draws has a deviation of about 0.19 of the statistic's own; four of those, and one step of a small group's rate.</remarks>
    public void SampledInterval(string id, JsonNode? wanted, Interval? found, double step)
    {
        if (wanted is not JsonArray { Count: 2 } ends || ends[0] is null || ends[1] is null)
        {
            return;
        }
        double low = ends[0]!.GetValue<double>(), high = ends[1]!.GetValue<double>();
        var tolerance = (0.8 * (high - low) / 3.92 * 1.25) + step + 1e-9;
        Tell(id, found is { } interval && Math.Abs(interval.Low - low) <= tolerance && Math.Abs(interval.High - high) <= tolerance,
            FormattableString.Invariant($"[{low}, {high}] ± {tolerance:0.####}"), found);
    }

    /// <summary>Counts a condition.</summary>
    public void That(string id, bool holds, string reason)
    {
        if (holds)
        {
            tally.Pass();
        }
        else
        {
            tally.Fail(id, reason);
        }
    }

    private void Tell(string id, bool holds, string wanted, object? found) =>
        That(id, holds, FormattableString.Invariant($"wanted {wanted}, got {found ?? "null"}"));
}
