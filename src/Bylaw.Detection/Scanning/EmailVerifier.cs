using System.Text;
using Bylaw.Detection.Recognizers;

namespace Bylaw.Detection.Scanning;

/// <summary>Verifies an e-mail address around an at sign.</summary>
internal static class EmailVerifier
{
    private const int MaxLocal = 64;
    private const int MaxDomain = 253;

    /// <summary>Adds a finding when an address stands around the at sign.</summary>
    public static void Verify(ReadOnlySpan<byte> text, int at, List<Finding> found)
    {
        var start = at;
        while (start > 0 && at - start < MaxLocal && IsLocal(text[start - 1]))
        {
            start--;
        }
        while (start < at && text[start] is (byte)'.' or (byte)'-' or (byte)'+' or (byte)'/' or (byte)'\'' or (byte)'=' or (byte)'&')
        {
            start++;
        }
        if (start == at || text[at - 1] == '.' || (start > 0 && text[start - 1] >= 0x80))
        {
            return;
        }
        var end = at + 1;
        var lastDot = -1;
        while (end < text.Length && end - at <= MaxDomain && (IsAlphanumeric(text[end]) || text[end] is (byte)'-' or (byte)'.'))
        {
            if (text[end] == '.')
            {
                if (text[end - 1] is (byte)'.' or (byte)'@' or (byte)'-')
                {
                    break;
                }
                lastDot = end;
            }
            end++;
        }
        while (end > at && text[end - 1] is (byte)'.' or (byte)'-')
        {
            end--;
        }
        if (lastDot >= end - 1)
        {
            lastDot = text[..end].LastIndexOf((byte)'.');
        }
        var top = lastDot > at + 1 && lastDot < end ? text[(lastDot + 1)..end] : default;
        if (top.Length < 2 || !(top.IndexOfAnyExceptInRange((byte)'A', (byte)'z') < 0 || top.StartsWith("xn--"u8)) || (end < text.Length && text[end] == '@'))
        {
            return;
        }
        Span<char> address = stackalloc char[MaxLocal + MaxDomain + 4];
        var length = Encoding.ASCII.GetChars(text[start..end], address);
        if (IsPlace(text, start, end) || !ContextRules.IsEmail(address[..length]))
        {
            return;
        }
        found.Add(new("EMAIL", start, end - start, 0.95, "shape+check"));
    }

    /// <summary>A source address (git@host:path) or the credentials of a URL are no mail address.</summary>
    private static bool IsPlace(ReadOnlySpan<byte> text, int start, int end) =>
        (text[start..].StartsWith("git@"u8) && end < text.Length && text[end] is (byte)':' or (byte)'/') ||
        (start >= 3 && text[(start - 3)..start].SequenceEqual("://"u8)) ||
        (start >= 1 && text[start - 1] == ':' && text[Math.Max(0, start - 80)..start].IndexOf("://"u8) >= 0);

    private static bool IsAlphanumeric(byte b) => b is >= (byte)'0' and <= (byte)'9' || (b | 0x20) is >= (byte)'a' and <= (byte)'z';

    private static readonly bool[] _local = [.. Enumerable.Range(0, 256).Select(b => IsAlphanumeric((byte)b) || "._%+-'!#$&*/=?^`{|}~"u8.Contains((byte)b))];

    private static bool IsLocal(byte b) => _local[b];
}
