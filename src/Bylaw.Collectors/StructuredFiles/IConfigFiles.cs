namespace Bylaw.Collectors.StructuredFiles;

/// <summary>The files that a reader may follow references to: one root, and nothing above it.</summary>
internal interface IConfigFiles
{
    /// <summary>Lists the files that stand directly in a folder, sorted, links left out.</summary>
    /// <param name="folder">A relative folder; empty for the root.</param>
    IReadOnlyList<string> List(string folder);

    /// <summary>Reads a text file.</summary>
    /// <param name="path">A relative path.</param>
    /// <param name="text">The whole text, or an empty string.</param>
    /// <param name="problem">Why it cannot be read, or null.</param>
    bool TryRead(string path, out string text, out ConfigProblem? problem);
}
