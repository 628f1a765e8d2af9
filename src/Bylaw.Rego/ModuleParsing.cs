using System.Globalization;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego;

/// <summary>Parses modules for <c>rego.parse_module</c>, which itself knows nothing of syntax.</summary>
internal static class ModuleParsing
{
    /// <summary>Parses a module.</summary>
    /// <param name="fileName">The name that messages bear.</param>
    /// <param name="text">The module.</param>
    /// <param name="fault">What is wrong, as OPA words it; null when nothing is.</param>
    /// <returns>The tree in OPA's object form; undefined with a fault.</returns>
    internal static RegoValue Parse(string fileName, string text, out string? fault)
    {
        var source = new SourceText(fileName, text);
        var parse = RegoParser.ParseModule(source);
        fault = parse.Succeeded ? null : Describe(source, [.. parse.Diagnostics.Where(d => d.Kind.Severity == Severity.Error)]);
        return default;
    }

    private static string Describe(SourceText source, Diagnostic[] errors)
    {
        var lines = errors.Select(error => string.Create(
            CultureInfo.InvariantCulture, $"{source.Name}:{source.LineAt(error.Span.Start).Line + 1}: {error.Kind.WireCode}: {error.Message}"));
        var count = errors.Length == 1 ? "1 error occurred: " : string.Create(CultureInfo.InvariantCulture, $"{errors.Length} errors occurred:\n");
        return count + string.Join('\n', lines);
    }
}
