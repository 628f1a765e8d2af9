namespace Bylaw.Rego.Builtins.Crypto;

/// <summary>One block of PEM text.</summary>
/// <param name="Type">What stands after BEGIN, for example <c>CERTIFICATE</c>.</param>
/// <param name="Content">The decoded bytes.</param>
internal sealed record PemBlock(string Type, byte[] Content)
{
    private const string Begin = "-----BEGIN ";
    private const string Dashes = "-----";

    /// <summary>Finds the first whole block; broken ones are passed over.</summary>
    /// <param name="text">The text; afterwards what follows the block.</param>
    /// <returns>The block, or null when there is none; then the text is unchanged.</returns>
    internal static PemBlock? Take(ref ReadOnlySpan<char> text)
    {
        for (var at = 0; ;)
        {
            var start = NextBegin(text, at);
            if (start < 0)
            {
                return null;
            }
            at = start + Begin.Length;
            var line = Line(text[at..], out var next);
            if (!line.EndsWith(Dashes, StringComparison.Ordinal))
            {
                continue;
            }
            var type = line[..^Dashes.Length].ToString();
            var end = text[(at + next)..].IndexOf($"-----END {type}-----", StringComparison.Ordinal);
            if (end < 0 || !TryDecode(text.Slice(at + next, end), out var content))
            {
                continue;
            }
            Line(text[(at + next + end)..], out var after);
            text = text[(at + next + end + after)..];
            return new PemBlock(type, content);
        }
    }

    private static int NextBegin(ReadOnlySpan<char> text, int from)
    {
        while (from <= text.Length)
        {
            var found = text[from..].IndexOf(Begin, StringComparison.Ordinal);
            if (found < 0)
            {
                return -1;
            }
            found += from;
            if (found == 0 || text[found - 1] == '\n')
            {
                return found;
            }
            from = found + 1;
        }
        return -1;
    }

    private static ReadOnlySpan<char> Line(ReadOnlySpan<char> text, out int next)
    {
        var end = text.IndexOf('\n');
        next = end < 0 ? text.Length : end + 1;
        return (end < 0 ? text : text[..end]).TrimEnd(" \t\r");
    }

    private static bool TryDecode(ReadOnlySpan<char> body, out byte[] content)
    {
        // Header lines ("Proc-Type: …") come first; none of them means anything here.
        while (!body.IsEmpty)
        {
            var line = Line(body, out var next);
            if (!line.Contains(':'))
            {
                break;
            }
            body = body[next..];
        }
        var text = string.Concat(body.ToString().Where(c => c is not (' ' or '\t' or '\r' or '\n')));
        try
        {
            content = GoBase64.Decode(text);
            return true;
        }
        catch (RefusedOperandException)
        {
            content = [];
            return false;
        }
    }
}
