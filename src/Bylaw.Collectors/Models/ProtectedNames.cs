using System.Collections.Frozen;

namespace Bylaw.Collectors.Models;

/// <summary>Tells by its name whether an input of a model is a protected attribute.</summary>
/// <remarks>Source: the grounds of article 21 of the EU Charter and of US fair-lending law (15 USC 1691), in the words that columns are named by.</remarks>
internal static class ProtectedNames
{
    private static readonly FrozenSet<string> _words = new[]
    {
        "age", "birthdate", "birthday", "caste", "citizenship", "colour", "color", "disability", "disabled", "dob", "ethnic", "ethnicity", "gender",
        "nationality", "pregnancy", "pregnant", "race", "racial", "religion", "religious", "sex", "tribe", "veteran",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] _phrases = ["maritalstatus", "nationalorigin", "nativecountry", "sexualorientation", "genderidentity", "dateofbirth", "birthyear", "skincolor", "skincolour", "politicalopinion", "unionmember", "foreignworker"];

    /// <summary>Tells whether a name means a protected attribute: a word of it, or two words together.</summary>
    public static bool Is(string name)
    {
        string[] words = Words(name);
        var joined = string.Concat(words).ToLowerInvariant();
        return Array.Exists(words, _words.Contains) || Array.Exists(_phrases, p => joined.Contains(p, StringComparison.Ordinal));
    }

    /// <summary>Cuts a name at anything that is no letter, and before a capital.</summary>
    private static string[] Words(string name)
    {
        var cut = new System.Text.StringBuilder();
        for (var index = 0; index < name.Length; index++)
        {
            var isBreak = !char.IsLetter(name[index]) || (index > 0 && char.IsUpper(name[index]) && char.IsLower(name[index - 1]));
            cut.Append(isBreak ? " " : "").Append(char.IsLetter(name[index]) ? name[index] : ' ');
        }
        return cut.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }
}
