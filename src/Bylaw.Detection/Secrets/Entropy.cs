namespace Bylaw.Detection.Secrets;

/// <summary>Shannon entropy.</summary>
internal static class Entropy
{
    /// <summary>Bits a character, over the characters of one text.</summary>
    public static double Of(ReadOnlySpan<char> text)
    {
        Span<int> counts = stackalloc int[128];
        counts.Clear();
        var other = 0;
        foreach (var c in text)
        {
            if (c < 128)
            {
                counts[c]++;
            }
            else
            {
                other++;
            }
        }
        var entropy = 0.0;
        foreach (var count in counts)
        {
            entropy += Term(count, text.Length);
        }
        return entropy + Term(other, text.Length);
    }

    private static double Term(int count, int total)
    {
        if (count == 0)
        {
            return 0;
        }
        var share = (double)count / total;
        return -share * Math.Log2(share);
    }
}
