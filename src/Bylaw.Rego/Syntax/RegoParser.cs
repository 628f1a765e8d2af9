using Bylaw.Rego.Text;

namespace Bylaw.Rego.Syntax;

/// <summary>
/// Parses Rego. It always recovers: it returns a tree and every fault it found in one pass, and throws only to cancel.
/// Safe to call from many threads.
/// </summary>
public static class RegoParser
{
    /// <summary>Parses a module: a package, imports and rules.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">How to parse; <see cref="ParserOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Stops parsing.</param>
    /// <returns>The tree and the faults.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static ModuleParse ParseModule(SourceText source, ParserOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var parser = new Parser(source, options ?? ParserOptions.Default, cancellationToken);
        try
        {
            return parser.ParseModule();
        }
        finally
        {
            parser.Release();
        }
    }

    /// <summary>Parses a query: literals that are parted by semicolons or line breaks.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">How to parse; <see cref="ParserOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Stops parsing.</param>
    /// <returns>The tree and the faults.</returns>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static QueryParse ParseQuery(SourceText source, ParserOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        var parser = new Parser(source, options ?? ParserOptions.Default, cancellationToken);
        try
        {
            return parser.ParseQuery();
        }
        finally
        {
            parser.Release();
        }
    }
}
