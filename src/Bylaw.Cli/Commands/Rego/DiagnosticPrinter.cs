using Bylaw.Rego.Diagnostics;
using Bylaw.Rego.Values;

namespace Bylaw.Cli.Commands.Rego;

/// <summary>Writes diagnostics for people (place, source line underlined, mend) and for programs.</summary>
internal static class DiagnosticPrinter
{
    /// <summary>Writes each diagnostic with the line it stands in.</summary>
    public static void Write(TextWriter output, IEnumerable<Diagnostic> diagnostics)
    {
        foreach (var diagnostic in diagnostics)
        {
            output.WriteLine(diagnostic.ToString());
            if (diagnostic.Source is { } source)
            {
                var (line, column) = source.LineAt(Math.Min(diagnostic.Span.Start, source.Text.Length));
                var text = source.LineText(line).ToString();
                var shown = text.Length > 200 ? text[..200] : text;
                var number = (line + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
                var length = Math.Clamp(diagnostic.Span.Length, 1, Math.Max(1, shown.Length - column));
                var pad = new string([.. shown.Take(column).Select(c => c == '\t' ? '\t' : ' ')]);
                output.WriteLine($"  {number} | {shown}");
                output.WriteLine($"  {new string(' ', number.Length)} | {pad}{new string('^', length)}");
            }
            if (diagnostic.Help is { } help)
            {
                output.WriteLine($"  help: {help}");
            }
        }
    }

    /// <summary>Says how many errors there are.</summary>
    public static string Count(IReadOnlyCollection<Diagnostic> diagnostics)
    {
        var count = diagnostics.Count(d => d.Kind.Severity == Severity.Error);
        return count == 1 ? "1 error" : $"{count} errors";
    }

    /// <summary>Makes OPA's JSON form of errors.</summary>
    public static RegoValue ToJson(IEnumerable<Diagnostic> diagnostics)
    {
        var errors = diagnostics.Select(d =>
        {
            var entry = new ObjectBuilder();
            entry.Set("message", d.Message);
            entry.Set("code", d.Kind.WireCode);
            entry.Set("rule", d.Kind.Code);
            if (d.Source is { } source)
            {
                var (line, column) = source.LineAt(Math.Min(d.Span.Start, source.Text.Length));
                entry.Set("location", RegoObject.Create(("file", source.Name), ("row", line + 1L), ("col", column + 1L)));
            }
            return RegoValue.From(entry.Build());
        });
        return RegoArray.Create([.. errors]);
    }
}
