using System.Diagnostics;
using System.Text.Json.Nodes;

namespace Bylaw.Accept.Samples;

/// <summary>Checks a sample folder with the program itself, as a user would.</summary>
internal sealed class SampleCheck
{
    private readonly List<JsonObject> _results;

    private SampleCheck(List<JsonObject> results, HashSet<string> notBuilt, int exitCode, string errors)
    {
        _results = results;
        NotBuilt = notBuilt;
        ExitCode = exitCode;
        Errors = errors;
    }

    /// <summary>Gets the controls that the packs name and no rule is installed for.</summary>
    public IReadOnlySet<string> NotBuilt { get; }

    public int ExitCode { get; }

    public string Errors { get; }

    /// <summary>Runs <c>bylaw check</c> on a folder.</summary>
    /// <param name="folder">A sample.</param>
    /// <param name="at">The moment of the check.</param>
    /// <param name="more">Further words.</param>
    public static async Task<SampleCheck> RunAsync(string folder, string at, params string[] more)
    {
        var report = Path.Combine(folder, ".bylaw", $"result-{Path.GetRandomFileName()}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(report)!);
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var word in (string[])[Path.Combine(AppContext.BaseDirectory, "bylaw.dll"), "check", folder, "--effective-time", at, "--quiet", "--output", $"json={report}", .. more])
        {
            start.ArgumentList.Add(word);
        }
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        var json = File.Exists(report) ? JsonNode.Parse(await File.ReadAllTextAsync(report))!.AsObject() : [];
        return new SampleCheck(
            [.. (json["results"] as JsonArray ?? []).OfType<JsonObject>()],
            [.. (json["controls_not_built"] as JsonArray ?? []).Select(c => c!.ToString())],
            process.ExitCode,
            (await errors + await output).Trim());
    }

    /// <summary>Gets the outcomes of one control over all its subjects.</summary>
    public IReadOnlyList<string> OutcomesOf(string control) => [.. _results.Where(r => r["control"]!.ToString() == control).Select(r => r["result"]!.ToString())];

    /// <summary>Gets what a control found, one line a subject.</summary>
    public string Explain(string control) => string.Join("; ", _results.Where(r => r["control"]!.ToString() == control).Select(r =>
        $"{r["subject"]} {r["result"]}: {string.Join(" | ", (r["findings"] as JsonArray ?? []).Select(f => f!["message"]!.ToString()))}{r["note"]}"));
}
