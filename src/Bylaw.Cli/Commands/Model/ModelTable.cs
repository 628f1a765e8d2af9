using System.Globalization;
using Bylaw.Collectors.Models;
using Bylaw.Collectors.Models.Scanning;
using Spectre.Console;

namespace Bylaw.Cli.Commands.Model;

/// <summary>Prints an inspection for a person.</summary>
internal static class ModelTable
{
    public static void Write(IAnsiConsole console, ModelInspection inspection)
    {
        if (Console.IsOutputRedirected)
        {
            console.Profile.Width = 200; // a file or pipe has no width of its own; do not break digests
        }
        var table = new Table().Border(TableBorder.Rounded);
        table.AddColumns("file", "format", "size", "sha256", "scan");
        foreach (var file in inspection.Files)
        {
            table.AddRow(
                Markup.Escape(file.Path), file.Format, Size(file.Bytes), file.Sha256?[..12] ?? "-",
                file.Scan.Verdict switch
                {
                    ModelScanVerdict.Clean => "[green]clean[/]",
                    ModelScanVerdict.Unsafe => "[red]unsafe[/]",
                    _ => "[yellow]not scanned[/]",
                });
        }
        console.Write(table);
        foreach (var finding in inspection.Files.SelectMany(f => f.Scan.Findings))
        {
            var colour = finding.Severity >= ModelFindingSeverity.High ? "red" : "yellow";
            console.MarkupLineInterpolated($"[{colour}]{finding.Severity.ToString().ToLowerInvariant()}[/] {finding.Location}: {finding.Operator}: {finding.Message}");
        }
        foreach (var part in inspection.Unscanned)
        {
            console.MarkupLineInterpolated($"[yellow]not scanned[/] {part.Location}: {part.Reason}");
        }
        WriteFacts(console, inspection);
    }

    private static void WriteFacts(IAnsiConsole console, ModelInspection inspection)
    {
        var grid = new Grid().AddColumn().AddColumn();
        grid.AddRow("verdict", ModelReport.VerdictName(inspection));
        grid.AddRow("digest", inspection.Digest ?? "-");
        grid.AddRow("signature", Markup.Escape(inspection.Signature switch
        {
            { Verified: true } s => $"verified, by {s.Signer} ({s.Method})",
            { Present: false } => "none",
            var s => "not verified: " + string.Join("; ", s.Problems),
        }));
        grid.AddRow("card", Markup.Escape(inspection.Card is not { } card ? "none"
            : $"{card.Sections.Count} of 10 sections ({string.Join(", ", card.Sections.Keys)})" +
              (card.Placeholders.IsEmpty ? "" : $"; placeholders under: {string.Join(", ", card.Placeholders)}")));
        grid.AddRow("licence", Markup.Escape(inspection.Card?.Licence is { } licence ? $"{licence.Id} ({licence.Rights})" : "not known"));
        grid.AddRow("base model", Markup.Escape(inspection.BaseModels.IsEmpty ? "none named"
            : string.Join(", ", inspection.BaseModels.Select(b => $"{b.Id} {(b.IsPinned ? "pinned" : "not pinned")}"))));
        if (inspection.Mlflow is { } mlflow)
        {
            grid.AddRow("MLflow", Markup.Escape(mlflow.Problem ?? string.Join("; ",
                new[] { $"flavours {string.Join(", ", mlflow.Flavors)}", mlflow.RunId is null ? "no run named" : $"run {mlflow.RunId}", mlflow.CodeCommit is null ? null : $"code {mlflow.CodeCommit}" }.OfType<string>())));
        }
        grid.AddRow("remote code", inspection.RunsRemoteCode ? "yes" : "no");
        grid.AddRow("bill of materials", Markup.Escape(inspection.Bom switch
        {
            null => "none",
            { Problem: { } problem } => $"unreadable: {problem}",
            var bom => $"{bom.Format} {bom.SpecVersion}, {bom.Models.Length} models, {bom.Datasets.Length} datasets" +
                (bom.Missing.IsEmpty ? "" : $"; missing {string.Join(", ", bom.Missing)}"),
        }));
        foreach (var difference in inspection.CardDifferences)
        {
            grid.AddRow("card differs", Markup.Escape(difference));
        }
        console.Write(grid);
    }

    private static string Size(long bytes) => bytes switch
    {
        < 1 << 10 => string.Create(CultureInfo.InvariantCulture, $"{bytes} B"),
        < 1 << 20 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024.0:0.#} KiB"),
        < 1 << 30 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576.0:0.#} MiB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1073741824.0:0.##} GiB"),
    };
}
