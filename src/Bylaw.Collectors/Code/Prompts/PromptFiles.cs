namespace Bylaw.Collectors.Code.Prompts;

/// <summary>Tells prompt files by their names and folders.</summary>
internal static class PromptFiles
{
    private static readonly HashSet<string> _endings = new(StringComparer.OrdinalIgnoreCase) { ".md", ".txt", ".j2", ".jinja", ".jinja2", ".hbs", ".mustache", ".xml", ".yaml", ".yml", ".tmpl" };

    /// <summary>The name of the file that holds the approved digests of the prompts beside and below it.</summary>
    public const string LockName = "prompts-lock.json";

    /// <summary>Tells whether a file is a prompt.</summary>
    public static bool IsPrompt(string path)
    {
        var parts = path.Split('/');
        var name = parts[^1].ToLowerInvariant();
        if (name is LockName || name.StartsWith("readme", StringComparison.Ordinal))
        {
            return false;
        }
        var ending = Path.GetExtension(name);
        if (ending is ".prompt" or ".prompty" || name.Contains(".prompt.", StringComparison.Ordinal))
        {
            return true;
        }
        return _endings.Contains(ending)
            && (parts[..^1].Any(p => p.Equals("prompts", StringComparison.OrdinalIgnoreCase) || p.Equals("prompt", StringComparison.OrdinalIgnoreCase))
                || name.StartsWith("system_prompt", StringComparison.Ordinal) || name.StartsWith("system-prompt", StringComparison.Ordinal));
    }
}
