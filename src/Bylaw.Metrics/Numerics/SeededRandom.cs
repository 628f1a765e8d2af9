using System.Numerics;

namespace Bylaw.Metrics.Numerics;

/// <summary>Draws numbers that depend on the seed alone, on every runtime and machine.</summary>
/// <remarks>Source: xoshiro256** by Blackman and Vigna, seeded by SplitMix64. Not for secrets. Not thread-safe: one a thread.</remarks>
public sealed class SeededRandom
{
    private ulong _a, _b, _c, _d;
    private double _spareNormal = double.NaN;

    /// <summary>Starts a stream.</summary>
    /// <param name="seed">Any number; equal seeds give equal streams.</param>
    public SeededRandom(long seed)
    {
        var state = unchecked((ulong)seed);
        _a = SplitMix(ref state);
        _b = SplitMix(ref state);
        _c = SplitMix(ref state);
        _d = SplitMix(ref state);
    }

    /// <summary>Draws 64 random bits.</summary>
    /// <returns>Any value.</returns>
    public ulong NextBits()
    {
        var result = BitOperations.RotateLeft(_b * 5, 7) * 9;
        var shifted = _b << 17;
        _c ^= _a;
        _d ^= _b;
        _b ^= _c;
        _a ^= _d;
        _c ^= shifted;
        _d = BitOperations.RotateLeft(_d, 45);
        return result;
    }

    /// <summary>Draws from [0, 1).</summary>
    /// <returns>A number with 53 random bits.</returns>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>Draws a whole number below a bound, without bias.</summary>
    /// <param name="bound">At least 1.</param>
    /// <returns>From 0 to bound − 1.</returns>
    public int NextBelow(int bound)
    {
        // Source: Lemire, "Fast random integer generation in an interval" (2019).
        ArgumentOutOfRangeException.ThrowIfLessThan(bound, 1);
        var high = Math.BigMul(NextBits(), (ulong)bound, out var low);
        if (low < (ulong)bound)
        {
            var threshold = unchecked(0UL - (ulong)bound) % (ulong)bound;
            while (low < threshold)
            {
                high = Math.BigMul(NextBits(), (ulong)bound, out low);
            }
        }
        return (int)high;
    }

    /// <summary>Draws from the standard normal distribution.</summary>
    /// <returns>Any number.</returns>
    public double NextNormal()
    {
        if (!double.IsNaN(_spareNormal))
        {
            var spare = _spareNormal;
            _spareNormal = double.NaN;
            return spare;
        }
        while (true)
        {
            var x = (2 * NextDouble()) - 1;
            var y = (2 * NextDouble()) - 1;
            var square = (x * x) + (y * y);
            if (square is > 0 and < 1)
            {
                var factor = Math.Sqrt(-2 * Math.Log(square) / square);
                _spareNormal = y * factor;
                return x * factor;
            }
        }
    }

    /// <summary>Puts a span into random order.</summary>
    /// <typeparam name="T">Any type.</typeparam>
    /// <param name="items">What to shuffle.</param>
    public void Shuffle<T>(Span<T> items)
    {
        for (var index = items.Length - 1; index > 0; index--)
        {
            var other = NextBelow(index + 1);
            (items[index], items[other]) = (items[other], items[index]);
        }
    }

    private static ulong SplitMix(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
