namespace Bylaw.Ledger.Notes;

/// <summary>Reads base64 in its one canonical spelling: padded, no blanks, no spare bits; so that no changed character goes unseen.</summary>
internal static class StrictBase64
{
    public static bool TryDecode(string text, out byte[] bytes)
    {
        var buffer = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, buffer, out var length)
            || !string.Equals(Convert.ToBase64String(buffer.AsSpan(0, length)), text, StringComparison.Ordinal))
        {
            bytes = [];
            return false;
        }
        bytes = buffer[..length];
        return true;
    }
}
