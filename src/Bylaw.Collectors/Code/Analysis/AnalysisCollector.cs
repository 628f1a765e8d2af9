using System.Text.Json.Nodes;
using Bylaw.Collectors.Code.Agents;
using Bylaw.Evidence.Collecting;
using Bylaw.Evidence.Documents;

namespace Bylaw.Collectors.Code.Analysis;

/// <summary>Imports what other tools found: static analysis from SARIF, vulnerabilities of packages from SARIF or CycloneDX with its VEX statements.</summary>
/// <remarks>
/// Options: <c>sarif</c> and <c>vulnerabilities</c> (files or folders; by default every <c>*.sarif</c> and <c>*.vex.json</c>, <c>*vex.cdx.json</c>).
/// What a VEX statement or a suppression sets aside is listed apart, with its reason.
/// </remarks>
[Collector("code-findings", "pipeline", Summary = "Findings of other tools: SARIF reports, CycloneDX vulnerabilities and VEX.")]
public sealed class AnalysisCollector : IEvidenceCollector
{
    /// <inheritdoc/>
    public async Task<Collection> CollectAsync(CollectorContext context, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        var gaps = new List<Gap>();
        var files = CodeFiles.Open(context, "pipeline.sast", gaps);
        var reports = Named(context, "sarif", files, f => f.EndsWith(".sarif", StringComparison.Ordinal) || f.EndsWith(".sarif.json", StringComparison.Ordinal), gaps);
        var advisories = Named(context, "vulnerabilities", files, f => Path.GetFileName(f).ToLowerInvariant() is var n && n.Contains("vex", StringComparison.Ordinal) && n.EndsWith(".json", StringComparison.Ordinal), gaps);
        var findings = new List<ToolFinding>();
        var sources = new List<EvidenceSource>();
        var (analysed, advised) = (false, false);
        foreach (var path in reports.Concat(advisories).Distinct())
        {
            try
            {
                var json = JsonFile.Read(context.Files, path);
                var isSarif = json["runs"] is not null;
                var read = (isSarif ? SarifReader.Read(json) : CycloneDxVulnerabilities.Read(json)).ToList();
                // A report of one kind says nothing about the other: a SARIF without advisories is no proof that packages were looked at.
                analysed |= isSarif && (read.Count == 0 || read.Exists(f => !f.IsVulnerability));
                advised |= !isSarif || read.Exists(f => f.IsVulnerability) || advisories.Contains(path);
                findings.AddRange(read);
                sources.Add(await context.Files.SourceAsync(path, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception fault) when (fault is InvalidDataException or IOException or UnauthorizedAccessException)
            {
                gaps.Add(context.Gap(fault is FileNotFoundException ? GapReason.NotFound : GapReason.Malformed, fault.Message, advisories.Contains(path) ? "pipeline.vulns" : "pipeline.sast", path));
            }
        }
        var spec = new JsonObject();
        Add(spec, "sast", findings.Where(f => !f.IsVulnerability), analysed, f => Sast(f), () => gaps.Add(context.Gap(GapReason.NotDeclared, "no SARIF report of a static analysis was found; name it with `sarif`", "pipeline.sast")));
        Add(spec, "vulns", findings.Where(f => f.IsVulnerability), advised, f => Vulnerability(f, context.Clock.GetUtcNow()), () => gaps.Add(context.Gap(GapReason.NotDeclared, "no report about vulnerable packages was found; name it with `vulnerabilities`", "pipeline.vulns")));
        return spec.Count == 0
            ? Collection.Missing(gaps)
            : Collection.Of(context.Document("pipeline", spec) with { Origin = EvidenceOrigin.Imported, Sources = [.. sources] }, gaps);
    }

    private static void Add(JsonObject spec, string field, IEnumerable<ToolFinding> findings, bool isSeen, Func<ToolFinding, JsonObject> write, Action missing)
    {
        if (!isSeen)
        {
            missing();
            return;
        }
        var all = findings.Distinct().ToList();
        spec[field] = new JsonArray([.. all.Where(f => f.SetAside is null).Select(f => (JsonNode)write(f))]);
        if (all.Exists(f => f.SetAside is not null))
        {
            spec[$"x_{field}_set_aside"] = new JsonArray([.. all.Where(f => f.SetAside is not null).Select(f => { var json = write(f); json["reason"] = f.SetAside; return (JsonNode)json; })]);
        }
    }

    private static JsonObject Sast(ToolFinding finding)
    {
        var json = new JsonObject { ["rule"] = finding.Rule, ["severity"] = finding.Severity, ["path"] = finding.Path };
        if (finding.Line is { } line)
        {
            json["line"] = line;
        }
        return json;
    }

    private static JsonObject Vulnerability(ToolFinding finding, DateTimeOffset now)
    {
        var json = new JsonObject { ["id"] = finding.Rule, ["severity"] = finding.Severity, ["package"] = finding.Package ?? finding.Path };
        if (finding.Cvss is { } score)
        {
            json["cvss"] = score;
        }
        if (finding.Fixed is { } mended)
        {
            json["fixed"] = mended;
        }
        if (finding.Published is { } published && published <= now)
        {
            json["age_days"] = (int)(now - published).TotalDays;
        }
        return json;
    }

    private static List<string> Named(CollectorContext context, string option, CodeFiles files, Func<string, bool> isUsual, List<Gap> gaps)
    {
        var named = context.Texts(option);
        if (named.Count == 0)
        {
            return [.. files.Paths.Where(isUsual)];
        }
        var found = new List<string>();
        foreach (var path in named)
        {
            if (context.Files.FolderExists(path))
            {
                found.AddRange(context.Files.EnumerateFiles(path).Where(f => f.EndsWith(".json", StringComparison.Ordinal) || f.EndsWith(".sarif", StringComparison.Ordinal)));
            }
            else if (context.Files.FileExists(path))
            {
                found.Add(context.Files.Relative(path));
            }
            else
            {
                gaps.Add(context.Gap(GapReason.NotFound, $"`{path}` is not there", option == "sarif" ? "pipeline.sast" : "pipeline.vulns", path));
            }
        }
        return found;
    }
}
