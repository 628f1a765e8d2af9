using System.Globalization;

namespace Bylaw.Cli.Commands;

/// <summary>Reads moments that options give.</summary>
internal static class Moments
{
    /// <summary>Reads a day or a moment of RFC 3339; a moment without zone is UTC.</summary>
    /// <returns>Null when the option was not given.</returns>
    public static DateTimeOffset? Parse(string option, string? text) =>
        text is null ? null
        : DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var moment) ? moment
        : throw new UserErrorException($"{option}: `{text}` is no moment; write 2026-11-23 or 2026-11-23T12:00:00Z");
}
