using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Tooling.Formatting;

/// <summary>
/// Formats Rego in the one canonical style, which is OPA's. Comments are kept; formatting what was formatted changes nothing.
/// Safe to call from many threads.
/// </summary>
public static class RegoFormatter
{
    private const int MaxRounds = 8;

    /// <summary>Formats a module.</summary>
    /// <param name="source">The text.</param>
    /// <param name="options">How to format; <see cref="FormatOptions.Default"/> when null.</param>
    /// <param name="cancellationToken">Stops formatting.</param>
    /// <returns>The formatted text, or the faults.</returns>
    public static FormatResult Format(SourceText source, FormatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        options ??= FormatOptions.Default;
        var parse = RegoParser.ParseModule(source, options.Parser, cancellationToken);
        if (!parse.Succeeded)
        {
            return new FormatResult(null, parse.Diagnostics);
        }
        if (options.Target != FormatTarget.AsParsed || options.Parser.Version == RegoVersion.V1)
        {
            var faults = V1Migration.Check(parse.Module);
            if (!faults.IsEmpty)
            {
                return new FormatResult(null, faults);
            }
        }
        var text = new ModuleFormatter(parse.Module, options).Run();
        return new FormatResult(parse.Module.Comments.IsEmpty ? text : Settle(source, text, options, cancellationToken), parse.Diagnostics);
    }

    // A comment in the middle of a term can move twice before it finds its place. The text that stays is the canonical one.
    private static string Settle(SourceText source, string text, FormatOptions options, CancellationToken cancellationToken)
    {
        if (options.Target == FormatTarget.V1)
        {
            options = options with { Parser = options.Parser with { Version = RegoVersion.V1 } };
        }
        for (var round = 0; round < MaxRounds; round++)
        {
            var parse = RegoParser.ParseModule(new SourceText(source.Name, text), options.Parser, cancellationToken);
            if (!parse.Succeeded)
            {
                return source.Text;
            }
            var again = new ModuleFormatter(parse.Module, options).Run();
            if (again == text)
            {
                return text;
            }
            text = again;
        }
        return source.Text;
    }
}
