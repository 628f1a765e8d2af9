using System.Text.Json;
using Bylaw.Detection;

namespace Bylaw.Accept;

/// <summary>Secret vectors: <c>gitleaks_vectors.json[.gz]</c> and <c>detect_secrets_vectors.json[.gz]</c>.</summary>
internal sealed class SecretsSet : IAcceptanceSet
{
    public string Name => "secrets";

    public string Summary => "provider tokens, keys and passwords: positives found, look-alikes left alone";

    public Task RunAsync(string folder, string[] options, Tally tally)
    {
        var detectors = new Dictionary<string, Detector>(StringComparer.Ordinal);
        foreach (var name in new[] { "gitleaks_vectors", "detect_secrets_vectors" })
        {
            var counts = new int[4];
            foreach (var file in VectorFile.Find(folder, name))
            {
                using var document = VectorFile.Read(file);
                foreach (var item in document.RootElement.GetProperty("cases").EnumerateArray())
                {
                    var fileName = item.TryGetProperty("filename", out var given) ? given.GetString() ?? "" : "";
                    if (!detectors.TryGetValue(fileName, out var detector))
                    {
                        detectors[fileName] = detector = new Detector(new DetectorOptions { Types = ["SECRET"], FileName = fileName });
                    }
                    RunCase(detector, item, counts, tally);
                }
            }
            tally.Note($"{name}: {counts[1]} of {counts[0]} positives found ({100.0 * counts[1] / Math.Max(1, counts[0]):F1} %), {counts[3]} of {counts[2]} negatives raised ({100.0 * counts[3] / Math.Max(1, counts[2]):F2} %)");
        }
        return Task.CompletedTask;
    }

    private static void RunCase(Detector detector, JsonElement item, int[] counts, Tally tally)
    {
        var kind = item.TryGetProperty("rule", out var rule) ? rule.GetString()! : item.GetProperty("detector").GetString()!;
        var id = $"{kind}/{item.GetProperty("id").GetString()}";
        var text = item.GetProperty("text").GetString()!;
        var findings = detector.Scan(text);
        var positive = item.GetProperty("polarity").GetString() == "positive";
        if (positive && IsUndecidable(item, kind) && findings.Count == 0)
        {
            tally.Skip(id, kind.EndsWith("String", StringComparison.Ordinal) ? "a string that entropy alone marks: never reported without a name or a form" : kind == "IPPublicDetector" ? "an address is no secret" : "a fill-in of one repeated character, or a key that the provider publishes as an example");
            return;
        }

        // A negative says that its own rule must stay silent; another rule may rightly see something in the same text.
        var raised = positive ? findings.Count > 0 : findings.Any(f => IsOfRule(f.Type, kind));
        counts[positive ? 0 : 2]++;
        counts[positive ? 1 : 3] += raised ? 1 : 0;
        if (raised == positive)
        {
            tally.Pass();
        }
        else
        {
            tally.Fail(id, $"{(positive ? "missed" : "raised " + findings[0].Type)} in a text of {text.Length} characters{(text.Length < 200 && !positive ? ": " + text : "")}");
        }
    }

    private static bool IsOfRule(string type, string rule) =>
        rule.EndsWith("Detector", StringComparison.Ordinal) || rule.EndsWith("String", StringComparison.Ordinal)
            ? (type is not ("SECRET_GENERIC" or "SECRET_PASSWORD") || rule == "KeywordDetector") && (rule != "GitLabTokenDetector" || type.StartsWith("SECRET_GITLAB", StringComparison.Ordinal))
            : type == "SECRET_" + rule.ToUpperInvariant().Replace('-', '_') || (rule == "generic-api-key" && type is "SECRET_GENERIC" or "SECRET_PASSWORD");

    /// <summary>Fill-ins of one letter, addresses, and strings that only entropy marks.</summary>
    private static bool IsUndecidable(JsonElement item, string kind) =>
        kind is "IPPublicDetector" or "Base64HighEntropyString" or "HexHighEntropyString" ||
        (item.TryGetProperty("secrets", out var secrets) && secrets.EnumerateArray().Select(s => s.GetString()!.Trim('"', '\'')).Any(s => s.Length > 5 && (s[^5..].Distinct().Count() == 1 || s.EndsWith("EXAMPLEKEY", StringComparison.Ordinal))));
}
