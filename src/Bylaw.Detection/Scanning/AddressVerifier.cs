using System.Text;
using Bylaw.Detection.Recognizers;

namespace Bylaw.Detection.Scanning;

/// <summary>Settles whether four numbers with dots are an internet address or a version.</summary>
internal static class AddressVerifier
{
    private static readonly string[] _words = ["ip", "ipv4", "addr", "address", "host", "client", "remote", "server", "from"];

    /// <summary>Adds a finding for a public address; reserved ranges identify nobody.</summary>
    public static void Verify(ReadOnlySpan<byte> text, int start, int end, List<Finding> found)
    {
        Span<char> quad = stackalloc char[16];
        if (end - start > 15 || (end < text.Length && text[end] == '.' && end + 1 < text.Length && text[end + 1] is >= (byte)'0' and <= (byte)'9'))
        {
            return;
        }
        var length = Encoding.ASCII.GetChars(text[start..end], quad);
        var parts = quad[..length];
        if (!ContextRules.IsDottedQuad(parts) || IsReserved(parts))
        {
            return;
        }
        var named = Context.HasWord(text, start, end, _words);
        if (named || !Context.IsContrary(text, start))
        {
            found.Put("IPV4", start, end - start, named ? 0.85 : 0.5, named ? "shape+context" : "shape");
        }
    }

    private static bool IsReserved(ReadOnlySpan<char> quad)
    {
        Span<int> n = stackalloc int[4];
        var i = 0;
        foreach (var range in quad.Split('.'))
        {
            n[i++] = int.Parse(quad[range]);
        }
        return n[0] is 0 or 10 or 127 or >= 224 || (n[0] == 192 && n[1] == 168) || (n[0] == 172 && n[1] is >= 16 and <= 31) || (n[0] == 169 && n[1] == 254) ||
            (n[0] == 192 && n[1] == 0 && n[2] == 2) || (n[0] == 198 && n[1] == 51 && n[2] == 100) || (n[0] == 203 && n[1] == 0 && n[2] == 113) ||
            n[0] < 20 && n[1] < 20 && n[2] < 20 && n[3] < 20; // 1.2.3.4 is how versions and sections look
    }
}
