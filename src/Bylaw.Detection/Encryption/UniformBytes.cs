namespace Bylaw.Detection.Encryption;

/// <summary>Tests whether the bytes of a whole column look random; one value alone can never show it.</summary>
internal static class UniformBytes
{
    /// <summary>Chi-square over byte values: true when the bytes are plausibly uniform.</summary>
    /// <remarks>255 degrees of freedom: mean 255, deviation 22.6; seven deviations keep false refusals out.</remarks>
    public static bool IsUniform(IReadOnlyList<byte[]> values, int skip = 0)
    {
        var counts = new long[256];
        long total = 0;
        foreach (var value in values)
        {
            foreach (var b in value.AsSpan(Math.Min(skip, value.Length)))
            {
                counts[b]++;
                total++;
            }
        }
        if (total < 1280)
        {
            return false; // fewer than five expected of each byte: the test says nothing
        }
        var expected = total / 256.0;
        var chiSquare = counts.Sum(c => (c - expected) * (c - expected) / expected);
        return chiSquare < 255 + (7 * 22.6);
    }

    /// <summary>Counts the leading bytes that all values share.</summary>
    public static int CommonPrefix(IReadOnlyList<byte[]> values)
    {
        var length = values.Min(v => v.Length);
        for (var i = 0; i < length; i++)
        {
            if (values.Any(v => v[i] != values[0][i]))
            {
                return i;
            }
        }
        return length;
    }
}
