namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Reads one file format into values with places.</summary>
public interface IStructuredReader
{
    /// <summary>Gets the word that names the format on a command line, for example <c>yaml</c>.</summary>
    string Name { get; }

    /// <summary>Tells whether a file is of this format, by its name alone.</summary>
    /// <param name="fileName">The last part of the path.</param>
    /// <returns>Whether this reader should read it.</returns>
    bool Matches(string fileName);

    /// <summary>Reads text. A fault in the text is a problem in the result, never an exception.</summary>
    /// <param name="file">The name that positions bear.</param>
    /// <param name="text">The whole file.</param>
    /// <param name="limits">The bounds.</param>
    /// <returns>The values and the problems.</returns>
    StructuredDocument Read(string file, string text, ReadLimits limits);
}
