using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bylaw.Packs.Frameworks;

namespace Bylaw.Packs.Pages;

/// <summary>Writes the reference pages of controls from their METADATA: a page a control, and an index by pack.</summary>
public static class ControlPages
{
    private const string Notice = "<!-- Written from METADATA. Do not edit: change the control and write the pages anew. -->\n\n";

    /// <summary>Writes all pages.</summary>
    /// <param name="library">The packs and controls.</param>
    /// <param name="frameworks">Titles of what the controls refer to.</param>
    /// <param name="root">The folder that file names are shown relative to.</param>
    /// <returns>The text of each page by file name.</returns>
    public static ImmutableSortedDictionary<string, string> Write(PackLibrary library, FrameworkLibrary frameworks, string root)
    {
        ArgumentNullException.ThrowIfNull(library);
        var pages = ImmutableSortedDictionary.CreateBuilder<string, string>(StringComparer.Ordinal);
        foreach (var control in library.Controls.Values)
        {
            pages.Add($"{control.Id}.md", Page(control, library, frameworks, root));
        }
        pages.Add("README.md", Index(library));
        return pages.ToImmutable();
    }

    private static string Page(Control control, PackLibrary library, FrameworkLibrary frameworks, string root)
    {
        var text = new StringBuilder(Notice);
        Line(text, $"# {control.Id} {control.Title}");
        Line(text, $"\n{control.Rule}\n");
        Line(text, "| | |\n|---|---|");
        Line(text, $"| judged on | {control.SubjectKind}{(control.JudgesAbsence ? ", also where none is declared" : "")} |");
        Line(text, $"| applies | {Cell(control.AppliesWhen)} |");
        Line(text, $"| severity | {control.Severity} |");
        Line(text, $"| stages | {string.Join(", ", control.Stages)} |");
        Line(text, $"| a failure | {(control.Enforcement == Enforcement.Block ? "stops the stage" : "is reported")}{(control.IsWaivable ? "; can be waived" : "; can never be waived")} |");
        Line(text, $"| missing evidence | {(control.FailsOnMissing ? "fails" : "is unknown")} |");
        Line(text, $"| decided from | {Decided(control.Decidability)} |");
        Line(text, $"| evidence read | {(control.Reads.IsEmpty ? "—" : string.Join(", ", control.Reads.Select(r => $"`{r}`")))} |");
        Line(text, $"| packs | {string.Join(", ", library.Packs.Values.Where(p => p.Controls.Contains(control.Id)).Select(p => p.Id))} |");
        Line(text, $"| rule | `{Path.GetRelativePath(root, control.File).Replace('\\', '/')}` |");
        if (control.Fix.Length > 0)
        {
            Line(text, $"\n**Mend.** {control.Fix}");
        }
        Parameters(text, control);
        References(text, control, frameworks);
        return text.ToString();
    }

    private static void Parameters(StringBuilder text, Control control)
    {
        if (control.Parameters.IsEmpty)
        {
            return;
        }
        Line(text, "\n## Parameters\n\n| name | default | unit | status | source | may be changed |\n|---|---|---|---|---|---|");
        foreach (var parameter in control.Parameters)
        {
            var change = parameter.Change switch { "none" => "no", "tighten_only" => "only stricter", _ => "yes" };
            Line(text, $"| `{parameter.Name}` | {Cell(parameter.Default?.ToJsonString() ?? "none")} | {Cell(parameter.Unit)} | {parameter.Status} | {Cell(parameter.Source)} | {change} |");
        }
    }

    private static void References(StringBuilder text, Control control, FrameworkLibrary frameworks)
    {
        if (control.References.IsEmpty)
        {
            return;
        }
        Line(text, "\n## Supports\n\nA reference means that the control supports the point, never that it satisfies it.\n");
        foreach (var (id, references) in control.References)
        {
            var framework = frameworks.Frameworks.GetValueOrDefault(id);
            var items = references.Select(r => framework?.Find(r) is { Title.Length: > 0 } entry ? $"{r} ({Short(entry.Title)})" : r);
            Line(text, $"- **{framework?.Title ?? id}**: {string.Join("; ", items)}");
        }
    }

    private static string Index(PackLibrary library)
    {
        var text = new StringBuilder(Notice);
        Line(text, "# Controls\n");
        var missing = library.Packs.Values.SelectMany(p => p.Controls).Where(c => !library.Controls.ContainsKey(c)).Distinct().Order(StringComparer.Ordinal).ToArray();
        Line(text, $"{library.Controls.Count} controls in {library.Packs.Count} packs. How to write one: [docs/controls.md](../controls.md).");
        foreach (var pack in library.Packs.Values)
        {
            Line(text, $"\n## {pack.Id}\n\n{pack.Title} ({pack.Kind}, {pack.Jurisdiction}; {pack.Status}; reviewed {pack.AsOf:yyyy-MM-dd}{Dates(pack)}).\n");
            Line(text, "| control | | severity | decided from |\n|---|---|---|---|");
            foreach (var id in pack.Controls)
            {
                if (library.Controls.TryGetValue(id, out var control))
                {
                    var mild = pack.Overrides.TryGetValue(id, out var change) && change.WarnsOnly ? " (warns in this pack)" : "";
                    Line(text, $"| [{id}]({id}.md) | {Cell(control.Title)}{mild} | {control.Severity} | {control.Decidability} |");
                }
            }
            var open = pack.Controls.Where(c => !library.Controls.ContainsKey(c)).ToArray();
            if (open.Length > 0)
            {
                Line(text, $"\nNamed and not built: {string.Join(", ", open)}.");
            }
        }
        Line(text, $"\n## Not built\n\nPacks name {missing.Length} controls that have no rule yet; a check lists those of its packs and judges nothing by them: {string.Join(", ", missing)}.");
        return text.ToString();
    }

    private static string Dates(Pack pack) =>
        !pack.EffectiveByAnnex.IsEmpty ? "; binds from " + string.Join(", ", pack.EffectiveByAnnex.Select(d => $"{d.Value:yyyy-MM-dd} ({d.Key.Replace('_', ' ')})"))
        : pack.EffectiveFrom is { } day ? $"; binds from {day:yyyy-MM-dd}"
        : "";

    private static string Decided(string decidability) => decidability switch
    {
        "machine" => "collected evidence",
        "declared" => "what a person declared; the result says so",
        _ => "what a person vouches for; shown apart from the rest",
    };

    private static string Short(string title) => title.Length <= 90 ? title : title[..title.LastIndexOf(' ', 88)] + " …";

    private static string Cell(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static void Line(StringBuilder text, string line) => text.Append(CultureInfo.InvariantCulture, $"{line}\n");
}
