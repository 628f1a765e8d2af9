using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Bylaw.Assessment;

namespace Bylaw.Reports;

/// <summary>What several reports say in the same way.</summary>
internal static class ReportFacts
{
    /// <summary>Lists the results that a reader must know of: all but pass and not applicable.</summary>
    public static IEnumerable<ControlResult> Shown(AssessmentReport report) =>
        report.Results.Where(r => r.Outcome is not (ControlOutcome.Pass or ControlOutcome.NotApplicable));

    /// <summary>Lists them as people read: what stops first, then by severity.</summary>
    public static IEnumerable<ControlResult> ByUrgency(AssessmentReport report) =>
        Shown(report).OrderByDescending(r => r.Blocks).ThenBy(r => SeverityRank(r.Control.Severity)).ThenBy(r => r.Control.Id, StringComparer.Ordinal);

    /// <summary>Ranks severities: 0 is critical.</summary>
    public static int SeverityRank(string severity) => severity switch { "critical" => 0, "high" => 1, "medium" => 2, _ => 3 };

    /// <summary>Returns the findings, or one that holds the note where there are none.</summary>
    public static IEnumerable<RuleFinding> FindingsOf(ControlResult result) =>
        result.Findings.IsEmpty ? [new RuleFinding(result.Note ?? result.Control.Title, null, null, [], null)] : result.Findings;

    /// <summary>Makes an id that the same content always gets: UUID version 5 of our own name space.</summary>
    /// <remarks>Source: RFC 9562, section 5.5.</remarks>
    public static string Uuid(params ReadOnlySpan<string> parts)
    {
        // The name space is the version 5 UUID of the DNS name "bylaw.example".
        ReadOnlySpan<byte> space = [0x5c, 0x0a, 0x4a, 0x6b, 0x0f, 0x43, 0x5d, 0x1e, 0x9a, 0x77, 0x2f, 0x55, 0x3a, 0x1c, 0x90, 0xe1];
#pragma warning disable CA5350 // UUID version 5 is defined on SHA-1; it names, it does not protect.
        var hash = SHA1.HashData([.. space, .. Encoding.UTF8.GetBytes(string.Join('\0', parts!))]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0f) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true).ToString();
    }

    /// <summary>Writes a moment as JSON documents do.</summary>
    public static string Time(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
