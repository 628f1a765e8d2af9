using Bylaw.Rego.Builtins;
using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Syntax.Json;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Planning;

/// <summary>Built-ins that parse Rego. They stand here since the folder of built-ins does not know the syntax.</summary>
internal static class RegoTextBuiltins
{
    /// <summary>Tokens and nodes of the text, and the value that shows them.</summary>
    private const int WorkingBytesPerCharacter = 100;

    /// <summary>The name stands in each of some two hundred errors.</summary>
    private const int BytesOfNameInErrors = 1_500;

    /// <summary>Parses a Rego module and returns its tree in OPA's JSON form.</summary>
    [Builtin("rego.parse_module", "(filename: string, rego: string) -> object[string: any]")]
    internal static RegoValue ParseModule(BuiltinContext context, string filename, string rego)
    {
        context.Reserve((WorkingBytesPerCharacter * (long)rego.Length) + (BytesOfNameInErrors * (long)filename.Length));
        var parse = RegoParser.ParseModule(new SourceText(filename, rego));
        if (parse.Succeeded)
        {
            return AstWriter.Write(parse.Module, includesComments: true);
        }
        var errors = parse.Diagnostics.Where(d => d.Kind.Severity == Severity.Error).ToList();
        var count = errors.Count == 1 ? "1 error occurred: " : $"{errors.Count} errors occurred:\n";
        return context.Fail(count + string.Join('\n', errors.Select(Line)));
    }

    private static string Line(Diagnostic error)
    {
        var line = error.Source!.LineAt(Math.Min(error.Span.Start, error.Source.Text.Length)).Line + 1;
        return $"{error.Source.Name}:{line}: {error.Kind.WireCode}: {error.Message}";
    }
}
