namespace Bylaw.Collectors.Models.Pickle;

/// <summary>What a machine is told about its surroundings.</summary>
/// <param name="symbols">The lists of names.</param>
/// <param name="location">The file and members that the stream comes from.</param>
/// <param name="joblibArrays">Whether raw arrays follow joblib's wrapper objects.</param>
/// <param name="torchScript">Whether names below <c>__torch__</c> are classes of the archive itself.</param>
/// <param name="scanNested">Scans bytes that hold a pickle or an archive.</param>
internal sealed class PickleMachineContext(
    SymbolTable symbols, string location, bool joblibArrays, bool torchScript, Action<byte[], PickleTrace, bool> scanNested)
{
    public string Location { get; } = location;

    public bool JoblibArrays { get; } = joblibArrays;

    public SymbolStanding JudgeImport(string module, string name) =>
        torchScript && module.StartsWith("__torch__", StringComparison.Ordinal) ? SymbolStanding.Safe : symbols.Judge(module, name);

    /// <summary>Looks inside bytes of the stream.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="trace">Takes what is found.</param>
    /// <param name="loaded">True when loading the outer stream loads these bytes too, so that failing to read them matters.</param>
    public void ScanNested(byte[] content, PickleTrace trace, bool loaded) => scanNested(content, trace, loaded);
}
