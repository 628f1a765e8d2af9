namespace Bylaw.Collectors.StructuredFiles;

/// <summary>What the line-based formats share: each line gives at most one name with a value.</summary>
internal static class LineFormat
{
    /// <summary>Visits each line with its number, starting at 1.</summary>
    public static IEnumerable<(string Text, SourcePosition Place)> Lines(string file, string text)
    {
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n'))
        {
            number++;
            var plain = line.TrimEnd('\r');
            var indent = plain.Length - plain.TrimStart().Length;
            yield return (plain, new SourcePosition(file, number, indent + 1, number, plain.Length + 1));
        }
    }
}
