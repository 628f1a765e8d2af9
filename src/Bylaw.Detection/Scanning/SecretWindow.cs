using Bylaw.Detection.Secrets;

namespace Bylaw.Detection.Scanning;

/// <summary>Cuts the stretch of text around a place that may hold a secret and asks the secret finder about it.</summary>
internal static class SecretWindow
{
    private const int Lead = 256;
    private const int Reach = 4096;

    /// <summary>Looks from the place on, once for each stretch.</summary>
    /// <returns>Where the next look may begin.</returns>
    public static int Verify(ReadOnlySpan<byte> text, int at, int done, LiteralStyle style, List<Finding> found)
    {
        if (at < done)
        {
            return done;
        }
        var start = Math.Max(done, at - Lead);
        while (start > 0 && start < text.Length && (text[start] & 0xC0) == 0x80)
        {
            start++;
        }
        var end = Math.Min(text.Length, at + Reach);
        var newline = text[end..].IndexOf((byte)'\n');
        end = newline is >= 0 and < Reach ? end + newline : end;
        var offsets = new ByteOffsets(text[start..end]);
        var secrets = SecretFinder.Find(offsets.Text, style);
        if (secrets.Count > 0)
        {
            foreach (var secret in secrets)
            {
                var finding = offsets.Finding(secret.Type, secret.Start, secret.Length, secret.Score, "shape");
                found.Add(finding with { Start = finding.Start + start });
            }
        }
        return end;
    }
}
