using System.Globalization;
using System.Text.Json;

namespace Bylaw.Ledger.Sigstore;

/// <summary>Reads protobuf's JSON strictly: what is missing or of another type ends the verification.</summary>
internal static class JsonReading
{
    public static JsonElement? Optional(this JsonElement value, string name) =>
        value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out var member) && member.ValueKind != JsonValueKind.Null
            ? member
            : null;

    public static JsonElement Member(this JsonElement value, string name) =>
        value.Optional(name) ?? throw new VerificationFailure($"`{name}` is missing");

    public static IEnumerable<JsonElement> Items(this JsonElement value, string name)
    {
        if (value.Optional(name) is not { } list)
        {
            return [];
        }
        VerificationFailure.Unless(list.ValueKind == JsonValueKind.Array, $"`{name}` is not a list");
        return list.EnumerateArray();
    }

    public static string Text(this JsonElement value, string name)
    {
        var member = value.Member(name);
        VerificationFailure.Unless(member.ValueKind == JsonValueKind.String, $"`{name}` is not a string");
        return member.GetString()!;
    }

    public static byte[] Bytes(this JsonElement value, string name)
    {
        var text = value.Text(name);
        var buffer = new byte[text.Length];
        VerificationFailure.Unless(Convert.TryFromBase64String(text, buffer, out var length), $"`{name}` is not base64");
        return buffer[..length];
    }

    /// <summary>An int64, which protobuf's JSON writes as a string or as a number; never negative here.</summary>
    public static long Count(this JsonElement value, string name)
    {
        var member = value.Member(name);
        var text = member.ValueKind == JsonValueKind.String ? member.GetString()! : member.GetRawText();
        VerificationFailure.Unless(
            long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number), $"`{name}` is not a count");
        return number;
    }
}
