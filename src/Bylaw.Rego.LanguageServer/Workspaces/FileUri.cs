namespace Bylaw.Rego.LanguageServer.Workspaces;

/// <summary>Translates between the URIs of clients, which escape as they like, and paths.</summary>
internal static class FileUri
{
    /// <summary>Returns the path of a <c>file:</c> URI; any other URI as it is, for it names a document that has no file.</summary>
    public static string ToPath(string uri)
    {
        if (!uri.StartsWith("file://", StringComparison.OrdinalIgnoreCase))
        {
            return uri;
        }
        var path = Uri.UnescapeDataString(uri["file://".Length..]);
        if (!path.StartsWith('/'))
        {
            return "//" + path; // a share on another machine
        }
        var isDrive = path.Length > 2 && char.IsAsciiLetter(path[1]) && path[2] == ':';
        return isDrive ? char.ToUpperInvariant(path[1]) + path[2..].Replace('/', Path.DirectorySeparatorChar) : path;
    }

    /// <summary>Returns the URI of a path.</summary>
    public static string FromPath(string path)
    {
        if (path.Contains("://", StringComparison.Ordinal) || path.StartsWith("untitled:", StringComparison.Ordinal))
        {
            return path;
        }
        var steps = path.Replace('\\', '/').Split('/').Select(Uri.EscapeDataString);
        return (path.StartsWith('/') ? "file://" : "file:///") + string.Join('/', steps);
    }
}
