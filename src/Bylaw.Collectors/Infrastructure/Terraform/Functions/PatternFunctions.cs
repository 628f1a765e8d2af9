using System.Text.RegularExpressions;
using Bylaw.Collectors.Infrastructure.Hcl;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Collectors.Infrastructure.Terraform.Functions;

/// <summary>Functions that take regular expressions. Matching runs without backtracking, so a pattern cannot hang the collector.</summary>
internal static class PatternFunctions
{
    public static void AddTo(Dictionary<string, TerraformFunction> table)
    {
        table["regex"] = new(2, 2, false, a => Compile(a[0]).Match(HclConvert.Text(a[1])) is { Success: true } match
            ? Captures(Compile(a[0]), match)
            : throw new HclEvaluationException("the pattern does not match"));
        table["regexall"] = new(2, 2, false, a => ConfigValue.List(
            [.. Compile(a[0]).Matches(HclConvert.Text(a[1])).Select(m => Captures(Compile(a[0]), m))]));
        table["replace"] = new(3, 3, false, a => ConfigValue.String(Replace(HclConvert.Text(a[0]), HclConvert.Text(a[1]), HclConvert.Text(a[2]))));
    }

    private static string Replace(string text, string wanted, string replacement)
    {
        // A search text between slashes is a pattern.
        if (wanted.Length > 1 && wanted[0] == '/' && wanted[^1] == '/')
        {
            return Compile(ConfigValue.String(wanted[1..^1])).Replace(text, replacement);
        }
        return wanted.Length == 0 ? text : text.Replace(wanted, replacement, StringComparison.Ordinal);
    }

    private static Regex Compile(ConfigValue pattern)
    {
        var text = HclConvert.Text(pattern).Replace("(?P<", "(?<", StringComparison.Ordinal);
        try
        {
            return new Regex(text, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant);
        }
        catch (Exception fault) when (fault is ArgumentException or NotSupportedException)
        {
            throw new HclEvaluationException($"`{text}` is no supported pattern");
        }
    }

    private static ConfigValue Captures(Regex regex, Match match)
    {
        var groups = match.Groups.Cast<Group>().Skip(1).ToList();
        if (groups.Count == 0)
        {
            return ConfigValue.String(match.Value);
        }
        if (!regex.GetGroupNames().Skip(1).Any(n => char.IsAsciiDigit(n[0])))
        {
            var entries = new ConfigMap.Builder();
            groups.ForEach(g => entries.Set(g.Name, Value(g)));
            return ConfigValue.Map(entries.Build());
        }
        return ConfigValue.List([.. groups.Select(Value)]);
    }

    private static ConfigValue Value(Group group) => group.Success ? ConfigValue.String(group.Value) : ConfigValue.Null();
}
