namespace Bylaw.Evidence.Collecting;

/// <summary>Tells references to files of the project from addresses elsewhere.</summary>
public static class ReferencePath
{
    /// <summary>Returns the path that a reference names.</summary>
    /// <param name="reference">A path such as <c>docs/fria.md</c>, perhaps with <c>#part</c>; or a URI, a mail address, a plain word.</param>
    /// <returns>The relative path without its part; null when the reference is no path of the project.</returns>
    public static string? Of(string reference)
    {
        ArgumentNullException.ThrowIfNull(reference);
        var path = reference.Split('#')[0];
        var isElsewhere = path.Length == 0 || path.Contains(':', StringComparison.Ordinal) || path.Contains(' ', StringComparison.Ordinal) || path.StartsWith('/');
        return isElsewhere || !(path.Contains('/', StringComparison.Ordinal) || Path.HasExtension(path)) ? null : path;
    }
}
