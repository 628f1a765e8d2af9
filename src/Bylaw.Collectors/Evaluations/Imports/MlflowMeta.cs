using System.Globalization;
using Bylaw.Collectors.Models.Cards;

namespace Bylaw.Collectors.Evaluations.Imports;

/// <summary>Holds what is read of <c>meta.yaml</c> of a run.</summary>
/// <param name="RunName">What the run is called; null when it has no name.</param>
/// <param name="Finished">Whether it ended well.</param>
/// <param name="Start">When it began.</param>
/// <param name="End">When it ended.</param>
internal sealed record MlflowMeta(string? RunName, bool Finished, DateTimeOffset? Start, DateTimeOffset? End)
{
    /// <summary>Reads the file; null when it is no mapping.</summary>
    public static MlflowMeta? Read(string text)
    {
        try
        {
            var fields = YamlTree.Read(text);
            if (fields is not Dictionary<string, object?> map)
            {
                return null;
            }
            string? Word(string key) => map.TryGetValue(key, out var value) ? value?.ToString() : null;
            // The store writes the status as the number 3; exports write the word.
            return new(Word("run_name"), Word("status") is "3" or "FINISHED", Time(Word("start_time")), Time(Word("end_time")));
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static DateTimeOffset? Time(string? text) =>
        long.TryParse(text, CultureInfo.InvariantCulture, out var ms) && ms is > 0 and < 253_402_300_799_000 ? DateTimeOffset.FromUnixTimeMilliseconds(ms) : null;
}
