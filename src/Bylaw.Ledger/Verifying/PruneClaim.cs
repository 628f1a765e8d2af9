using System.Text.Json;

namespace Bylaw.Ledger.Verifying;

/// <summary>What a record of kind <c>prune</c> says: that the entries before an index were removed.</summary>
/// <param name="Until">The index of the first entry that stayed.</param>
/// <param name="Root">The root over the removed entries, base64.</param>
internal readonly record struct PruneClaim(long Until, string Root)
{
    private static ReadOnlySpan<byte> Mark => "\"kind\":\"prune\""u8;

    /// <summary>Tells whether such a record may be among entries; canonical JSON has one spelling.</summary>
    public static bool MayHold(ReadOnlySpan<byte> bytes) => bytes.IndexOf(Mark) >= 0;

    /// <summary>Reads the claim of an entry.</summary>
    /// <param name="entry">The entry's bytes.</param>
    /// <param name="claim">What it says.</param>
    /// <returns>False when the entry is no such record.</returns>
    public static bool TryRead(ReadOnlySpan<byte> entry, out PruneClaim claim)
    {
        claim = default;
        if (!MayHold(entry))
        {
            return false;
        }
        try
        {
            var reader = new Utf8JsonReader(entry);
            var (isRecord, isPrune, until, root) = (false, false, -1L, "");
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString();
                reader.Read();
                switch (name)
                {
                    case "schema":
                        isRecord = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("bylaw.record/1"u8);
                        break;
                    case "kind":
                        isPrune = reader.TokenType == JsonTokenType.String && reader.ValueTextEquals("prune"u8);
                        break;
                    case "until" when reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number):
                        until = number;
                        break;
                    case "root" when reader.TokenType == JsonTokenType.String:
                        root = reader.GetString()!;
                        break;
                }
                reader.Skip();
            }
            claim = new PruneClaim(until, root);
            return isRecord && isPrune && until > 0;
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
}
