using Bylaw.Rego.Syntax;
using Bylaw.Rego.Text;
using Bylaw.Rego.Tooling.Formatting;

namespace Bylaw.Accept.Rego;

/// <summary>Formatter goldens: <c>NAME.rego</c> and the text or the errors that are wanted of it, below folders v0, v1 and v0_to_v1.</summary>
internal static class RegoFmtCases
{
    /// <summary>One golden: a file, what is wanted, and how it is formatted.</summary>
    internal sealed record Case(string Id, string Text, string Wanted, bool WantsError, FormatOptions Options);

    public static IEnumerable<Case> Read(string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder, "*.rego*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var mode = Path.GetFileName(Path.GetDirectoryName(file)!);
            if (file.EndsWith(".rego", StringComparison.Ordinal))
            {
                foreach (var one in CasesOf(file, mode))
                {
                    yield return one;
                }
            }
            else if (file.EndsWith(".rego.error", StringComparison.Ordinal) && File.Exists(file[..^".error".Length] + ".formatted"))
            {
                // A broken text beside a good one: it must be refused.
                yield return new Case(Id(file, mode), File.ReadAllText(file), "", true, Options(mode, true));
            }
        }
    }

    /// <summary>Runs one case.</summary>
    /// <returns>Null when it came out as wanted, else the difference.</returns>
    public static string? Run(Case one)
    {
        var result = RegoFormatter.Format(new SourceText(one.Id, one.Text), one.Options);
        if (one.WantsError)
        {
            return result.Succeeded ? "wanted errors, but the text was formatted" : MissingError(one, result);
        }
        if (!result.Succeeded)
        {
            return $"wanted a text, got {result.Diagnostics[0]}";
        }
        if (result.Text != one.Wanted)
        {
            return FirstDifference(one.Wanted, result.Text);
        }
        var again = RegoFormatter.Format(new SourceText(one.Id, result.Text), Again(one.Options));
        return again.Text == result.Text ? null : $"formatting again changes it: {again.Diagnostics.FirstOrDefault()?.ToString() ?? FirstDifference(result.Text, again.Text!)}";
    }

    private static FormatOptions Again(FormatOptions options) => options;

    private static IEnumerable<Case> CasesOf(string file, string mode)
    {
        var text = File.ReadAllText(file);
        if (File.Exists(file + ".formatted"))
        {
            yield return new Case(Id(file, mode), text, File.ReadAllText(file + ".formatted"), false, Options(mode, true));
        }
        else if (File.Exists(file + ".error"))
        {
            yield return new Case(Id(file, mode), text, File.ReadAllText(file + ".error"), true, Options(mode, true));
        }
        if (File.Exists(file + ".formatted_no_keywords_in_refs"))
        {
            yield return new Case(
                Id(file, mode) + " (no keywords in refs)", text, File.ReadAllText(file + ".formatted_no_keywords_in_refs"), false, Options(mode, false));
        }
    }

    private static string Id(string file, string mode) => $"{mode}/{Path.GetFileName(file)}";

    private static FormatOptions Options(string mode, bool allowsKeywords) => new()
    {
        Parser = new ParserOptions { Version = mode.StartsWith("v0", StringComparison.Ordinal) ? RegoVersion.V0 : RegoVersion.V1 },
        Target = mode == "v0_to_v1" ? FormatTarget.V0CompatibleWithV1 : FormatTarget.AsParsed,
        AllowKeywordsInReferences = allowsKeywords,
    };

    // Wanted lines look like `path:line: code: message`; each must be reported.
    private static string? MissingError(Case one, FormatResult result)
    {
        var got = result.Diagnostics
            .Select(d => $"{(d.Source is null ? 0 : d.Source.LineAt(d.Span.Start).Line + 1)}: {d.Kind.WireCode}: {d.Message}")
            .ToHashSet(StringComparer.Ordinal);
        var wanted = one.Wanted.Split('\n')
            .Select(l => (Line: l, At: l.IndexOf(".rego:", StringComparison.Ordinal)))
            .Where(l => l.At > 0)
            .Select(l => l.Line[(l.At + ".rego:".Length)..].Trim())
            .ToList();
        var missing = wanted.FirstOrDefault(w => !got.Contains(w));
        if (missing is not null)
        {
            return $"wanted the error `{missing}`, got {string.Join(" | ", got)}";
        }
        return wanted.Count > 0 && got.Count > wanted.Count ? $"got more errors than wanted: {string.Join(" | ", got.Except(wanted))}" : null;
    }

    private static string FirstDifference(string wanted, string got)
    {
        var a = wanted.Split('\n');
        var b = got.Split('\n');
        for (var i = 0; i < Math.Max(a.Length, b.Length); i++)
        {
            var left = i < a.Length ? a[i] : "(end)";
            var right = i < b.Length ? b[i] : "(end)";
            if (left != right)
            {
                return $"line {i + 1}: wanted `{left.Replace("\t", "→")}`, got `{right.Replace("\t", "→")}`";
            }
        }
        return "no difference";
    }
}
