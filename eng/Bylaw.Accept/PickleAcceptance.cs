using Bylaw.Collectors.Models.Scanning;

namespace Bylaw.Accept;

/// <summary>Scans model files with known labels: attacks must be found, benign models must not be flagged, the unreadable must be told.</summary>
internal sealed class PickleAcceptance : IAcceptanceSet
{
    public string Name => "pickle";

    public string Summary => "labelled model files (labels.tsv): attack, benign, unreadable; nothing is ever loaded";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        var scanner = new ArtefactScanner();
        foreach (var row in File.ReadLines(Path.Combine(folder, "labels.tsv")).Skip(1).Where(l => l.Contains('\t', StringComparison.Ordinal)))
        {
            var columns = row.Split('\t');
            var path = Path.Combine(folder, columns[0]);
            if (!File.Exists(path))
            {
                tally.Skip(columns[0], "the file is absent");
                continue;
            }
            var result = scanner.ScanFile(path, columns[0]);
            var wanted = columns[1].Trim() switch
            {
                "attack" => ModelScanVerdict.Unsafe,
                "benign" => ModelScanVerdict.Clean,
                _ => ModelScanVerdict.NotScanned,
            };
            if (result.Verdict == wanted)
            {
                tally.Pass();
            }
            else
            {
                tally.Fail(columns[0], $"wanted {wanted}, got {result.Verdict}: " +
                    string.Join("; ", result.Findings.Select(f => $"{f.Rule} {f.Operator}").Concat(result.Unscanned.Select(u => u.Reason))));
            }
        }
        return Task.CompletedTask;
    }
}
