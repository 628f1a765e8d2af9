using System.Text;
using System.Text.Json;
using Bylaw.Detection;

namespace Bylaw.Accept;

/// <summary>Presidio's recogniser vectors: <c>presidio_recognizer_vectors.json[.gz]</c>, each asked for its own type.</summary>
internal sealed class PiiSet : IAcceptanceSet
{
    /// <summary>Types whose oracle is older than the rule, as the data's README says.</summary>
    private static readonly string[] _staleOracle = ["FI_PERSONAL_IDENTITY_CODE", "MAC_ADDRESS", "US_ITIN", "CRYPTO"];

    public string Name => "pii";

    public string Summary => "personal data by type: strictly valid positives found, negatives left alone";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        var counts = new int[4]; // positives, found, negatives, raised
        foreach (var file in VectorFile.Find(folder, "presidio_recognizer_vectors"))
        {
            using var document = VectorFile.Read(file);
            foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
            {
                RunCase(item, counts, tally);
            }
        }
        tally.Note($"strictly valid positives: {counts[1]} of {counts[0]} found ({Share(counts[1], counts[0])}); negatives: {counts[3]} of {counts[2]} raised ({Share(counts[3], counts[2])})");
        return Task.CompletedTask;
    }

    private static void RunCase(JsonElement item, int[] counts, Tally tally)
    {
        var id = $"{item.GetProperty("entity").GetString()}/{item.GetProperty("id").GetString()}";
        var entity = item.GetProperty("entity").GetString()!;
        if (item.GetProperty("customPattern").GetBoolean())
        {
            tally.Skip(id, "the pattern of this test is not in the vectors");
            return;
        }
        Detector detector;
        try
        {
            detector = new Detector(new DetectorOptions { Types = [entity] });
        }
        catch (ArgumentException)
        {
            tally.Skip(id, "a type that is not in the catalogue");
            return;
        }
        var text = item.GetProperty("text").GetString()!;
        var findings = detector.Scan(Encoding.UTF8.GetBytes(text));
        if (item.GetProperty("polarity").GetString() != "positive")
        {
            counts[2]++;
            counts[3] += findings.Count > 0 ? 1 : 0;
            Say(findings.Count == 0, id, $"raised on: {text}", tally);
            return;
        }
        foreach (var span in item.GetProperty("expected").EnumerateArray())
        {
            var start = Encoding.UTF8.GetByteCount(text.AsSpan(0, span.GetProperty("start16").GetInt32()));
            var end = Encoding.UTF8.GetByteCount(text.AsSpan(0, span.GetProperty("end16").GetInt32()));
            var found = findings.Any(f => f.Start < end && start < f.End);
            var oracle = span.TryGetProperty("strictValid", out var strict) && strict.ValueKind != JsonValueKind.Null ? strict.GetBoolean() : (bool?)null;
            if (oracle is true || _staleOracle.Contains(entity))
            {
                counts[0]++;
                counts[1] += found ? 1 : 0;
                Say(found, id, $"missed in: {text}", tally);
            }
            else if (found)
            {
                tally.Pass();
            }
            else
            {
                tally.Skip(id, oracle is false ? $"breaks the official rule: {text}" : $"no oracle, not found: {text}");
            }
        }
    }

    private static void Say(bool passed, string id, string reason, Tally tally)
    {
        if (passed)
        {
            tally.Pass();
        }
        else
        {
            tally.Fail(id, reason);
        }
    }

    private static string Share(int part, int whole) => whole == 0 ? "-" : $"{100.0 * part / whole:F1} %";
}
