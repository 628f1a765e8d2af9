namespace Bylaw.Cli.Commands.LanguageServer;

/// <summary>Finds the pages that explain codes and built-ins.</summary>
internal static class DocumentationPages
{
    // The first code there ever was; its page begins with the code itself.
    private const string Code = "REGO1001";

    /// <summary>Looks beside the published program, then in the checkout that it was built in.</summary>
    /// <param name="folder">Where the program lies.</param>
    /// <returns>The URI of the nearest <c>docs</c> folder with our pages, with a slash at the end; null for none: a folder of other people's that bears the name is passed over.</returns>
    public static string? Beside(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent)
        {
            var docs = Path.Combine(at.FullName, "docs");
            if (IsOurs(docs))
            {
                return new Uri(docs).AbsoluteUri + "/";
            }
        }
        return null;
    }

    private static bool IsOurs(string docs)
    {
        try
        {
            var page = Path.Combine(docs, "diagnostics", Code + ".md");
            return File.Exists(page) && Directory.Exists(Path.Combine(docs, "builtins")) && File.ReadLines(page).FirstOrDefault()?.StartsWith($"# {Code}:", StringComparison.Ordinal) == true;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }
}
