namespace Bylaw.Detection.Validation;

/// <summary>Judges one identifier that is already free of separators and in upper case.</summary>
internal delegate bool Check(ReadOnlySpan<char> n);

/// <summary>One identifier's rule of validity: which separators and prefix it may be written with, and what must hold for the rest.</summary>
/// <param name="Key">The lasting name, as in the catalogue: <c>NL_BSN</c>.</param>
/// <param name="Separators">Characters that may stand anywhere between the others.</param>
/// <param name="Prefixes">Prefixes that may be left out, parted by bars: <c>GB|XI</c>.</param>
/// <param name="Holds">What must hold.</param>
internal sealed record IdentifierCheck(string Key, string Separators, string Prefixes, Check Holds)
{
    private const int MaxLength = 64;

    private readonly string[] _prefixes = Prefixes.Split('|', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Tells whether a text, as somebody wrote it, is a valid identifier of this type.</summary>
    public bool IsValid(ReadOnlySpan<char> text)
    {
        text = text.Trim();
        if (text.Length is 0 or > MaxLength)
        {
            return false;
        }
        Span<char> buffer = stackalloc char[MaxLength];
        var length = 0;
        foreach (var c in text)
        {
            if (!Separators.Contains(c))
            {
                buffer[length++] = char.ToUpperInvariant(c);
            }
        }
        ReadOnlySpan<char> n = buffer[..length];
        foreach (var prefix in _prefixes)
        {
            if (n.StartsWith(prefix, StringComparison.Ordinal))
            {
                n = n[prefix.Length..];
                break;
            }
        }
        return n.Length > 0 && Holds(n);
    }
}
