using System.Text;
using Bylaw.Collectors.Infrastructure.Docker;
using Bylaw.Collectors.StructuredFiles;

namespace Bylaw.Accept.Iac;

/// <summary>Compares our instructions with the listing that the image builder's own parser prints.</summary>
internal static class DockerfileSuite
{
    public static IEnumerable<IacCase> Run(string folder) =>
        from file in Directory.EnumerateFiles(folder, "Dockerfile", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
        select new IacCase("dockerfile/" + Path.GetFileName(Path.GetDirectoryName(file)), () => Check(file));

    private static string? Check(string file)
    {
        var folder = Path.GetDirectoryName(file)!;
        string text;
        try
        {
            text = string.Concat(DockerfileParser.Parse(file, File.ReadAllText(file)).Select(i => "(" + List(i) + ")\n"));
        }
        catch (ConfigReadException fault)
        {
            return folder.Contains("negative", StringComparison.Ordinal) ? null : fault.Message;
        }
        if (folder.Contains("negative", StringComparison.Ordinal))
        {
            return "a broken file was accepted";
        }
        var oracle = Path.Combine(folder, "result");
        if (!File.Exists(oracle))
        {
            return null;
        }
        var (ours, wanted) = (text.Trim().Split('\n'), File.ReadAllText(oracle).Trim().Split('\n'));
        var at = Enumerable.Range(0, Math.Max(ours.Length, wanted.Length)).FirstOrDefault(i => i >= ours.Length || i >= wanted.Length || ours[i] != wanted[i], -1);
        return at < 0 ? null : $"line {at + 1}: {ours.ElementAtOrDefault(at)}, wanted {wanted.ElementAtOrDefault(at)}";
    }

    private static string List(DockerInstruction instruction)
    {
        var result = new StringBuilder(instruction.Command);
        if (instruction.Flags.Length > 0)
        {
            result.Append(" [").AppendJoin(' ', instruction.Flags.Select(Quote)).Append(']');
        }
        if (instruction.Inner is { } inner)
        {
            result.Append(" (").Append(List(inner)).Append(')');
        }
        return instruction.Values.Aggregate(result, (r, v) => r.Append(' ').Append(Quote(v))).ToString();
    }

    /// <summary>Quotes as the listing's language does.</summary>
    private static string Quote(string text)
    {
        var result = new StringBuilder("\"");
        foreach (var c in text)
        {
            result.Append(c switch
            {
                '"' => "\\\"", '\\' => "\\\\", '\n' => "\\n", '\r' => "\\r", '\t' => "\\t", '\b' => "\\b", '\f' => "\\f", '\v' => "\\v", '\a' => "\\a",
                < ' ' => $"\\x{(int)c:x2}",
                _ => c.ToString(),
            });
        }
        return result.Append('"').ToString();
    }
}
