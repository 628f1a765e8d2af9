using Bylaw.Collectors.Models.Pickle;

namespace Bylaw.Collectors.Models.Scanning;

/// <summary>Looks into model files and the archives in them without loading anything. Goes by content, never by the name alone.</summary>
/// <remarks>Stateless between files; safe to use from many threads, one call each.</remarks>
public sealed class ArtefactScanner
{
    private readonly ModelScanLimits _limits;
    private readonly SymbolTable _symbols;

    /// <summary>Makes a scanner.</summary>
    /// <param name="limits">The bounds; the default when null.</param>
    /// <param name="safeNames">Further names that pickles may import: <c>module.Name</c> or <c>package.**</c>.</param>
    public ArtefactScanner(ModelScanLimits? limits = null, IReadOnlyCollection<string>? safeNames = null)
    {
        _limits = limits ?? ModelScanLimits.Default;
        _symbols = safeNames is { Count: > 0 } ? SymbolTable.Default.WithSafe(safeNames) : SymbolTable.Default;
    }

    /// <summary>Scans a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="location">How findings name it, such as the path relative to the model's folder.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    /// <returns>What was found; faults of the file are part of it, never exceptions.</returns>
    public ArtefactScanResult ScanFile(string path, string location, CancellationToken cancellationToken = default)
    {
        FileStream file;
        try
        {
            file = File.OpenRead(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            var failed = new ArtefactScanResult();
            failed.AddUnscanned(location, $"the file cannot be opened: {fault.Message}");
            return failed;
        }
        using (file)
        {
            return Scan(file, location, cancellationToken);
        }
    }

    /// <summary>Scans a seekable stream.</summary>
    /// <param name="content">The bytes; read from several places, not disposed.</param>
    /// <param name="location">How findings name it; its ending tells whether a pickle is promised.</param>
    /// <param name="cancellationToken">Stops the scan.</param>
    public ArtefactScanResult Scan(Stream content, string location, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(content);
        var result = new ArtefactScanResult();
        var run = new ArtefactScanRun(_limits, _symbols, result, cancellationToken);
        run.ScanRoot(new ScanItem(location, () => new Archives.SliceStream(content, 0, content.Length), 0), content);
        return result;
    }
}
