namespace Bylaw.Metrics.Numerics;

/// <summary>Adds doubles with Neumaier's correction, so that long sums keep their last digits.</summary>
public struct CompensatedSum
{
    private double _sum;
    private double _lost;

    /// <summary>Gets the sum so far.</summary>
    public readonly double Value => _sum + _lost;

    /// <summary>Adds one term.</summary>
    /// <param name="term">A finite number.</param>
    public void Add(double term)
    {
        var next = _sum + term;
        _lost += Math.Abs(_sum) >= Math.Abs(term) ? _sum - next + term : term - next + _sum;
        _sum = next;
    }

    /// <summary>Adds up a span.</summary>
    /// <param name="terms">Finite numbers.</param>
    /// <returns>The sum.</returns>
    public static double Of(ReadOnlySpan<double> terms)
    {
        var sum = default(CompensatedSum);
        foreach (var term in terms)
        {
            sum.Add(term);
        }
        return sum.Value;
    }
}
