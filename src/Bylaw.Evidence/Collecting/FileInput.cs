namespace Bylaw.Evidence.Collecting;

/// <summary>Names what a collector learnt from the files of a project.</summary>
public enum FileInputKind
{
    /// <summary>The content of one file, or that it is not there.</summary>
    Content,

    /// <summary>Whether a path is a file, a folder, or nothing.</summary>
    Presence,

    /// <summary>The names of the files below a folder that fit a pattern.</summary>
    Listing,

    /// <summary>Every file below a folder with its content.</summary>
    Tree,

    /// <summary>The commits, references, settings and index of the git repository that the project is in.</summary>
    History,
}

/// <summary>One thing that a collector learnt from the files of a project; two runs that learn the same answer the same.</summary>
/// <param name="Kind">What was learnt.</param>
/// <param name="Path">Where, relative to the project's root with forward slashes; empty for the root.</param>
/// <param name="Pattern">The name pattern of a listing; empty for the other kinds.</param>
public readonly record struct FileInput(FileInputKind Kind, string Path, string Pattern = "");
