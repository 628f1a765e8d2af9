namespace Bylaw.Accept;

/// <summary>A kind of case data that can be run through the product.</summary>
internal interface IAcceptanceSet
{
    /// <summary>Gets the word that names the set on the command line.</summary>
    string Name { get; }

    /// <summary>Gets one line of help.</summary>
    string Summary { get; }

    /// <summary>Runs every case below a folder and tells each outcome to the tally.</summary>
    /// <param name="folder">An existing folder of case data.</param>
    /// <param name="options">Further words of the command line.</param>
    /// <param name="tally">Counts outcomes and prints failures.</param>
    Task RunAsync(string folder, string[] options, Tally tally);
}
