using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;
using Bylaw.Packs;

namespace Bylaw.Waivers;

/// <summary>Applies waivers to failures, and says which of them are at fault. Safe to call from many threads.</summary>
internal sealed class WaiverCheck(ImmutableArray<Waiver> waivers, PackLibrary library, DateTimeOffset now)
{
    private readonly DateOnly _today = DateOnly.FromDateTime(now.UtcDateTime);

    /// <summary>Turns a failure into a waived result when a valid waiver answers it.</summary>
    public ControlResult Apply(ControlResult result)
    {
        foreach (var waiver in waivers)
        {
            if (waiver.Control == result.Control.Id && waiver.Subject == result.Subject && FaultOf(waiver) is null)
            {
                return result with
                {
                    Outcome = ControlOutcome.Waived,
                    Note = $"waived until {waiver.ExpiresOn:yyyy-MM-dd} by {waiver.Approver}: {waiver.Reason}",
                };
            }
        }
        return result;
    }

    /// <summary>Lists waivers that are expired, too long, self-approved, for an unknown or unwaivable control, or of no use.</summary>
    public IEnumerable<string> Faults(IReadOnlyCollection<ControlResult> results)
    {
        foreach (var waiver in waivers)
        {
            var fault = FaultOf(waiver) ?? (IsUsed(waiver, results) ? null : "nothing fails that it would answer; remove it");
            if (fault is not null)
            {
                yield return $"{waiver.Place.File}:{waiver.Place.Line}: waiver for {waiver.Control} on {waiver.Subject}: {fault}";
            }
        }
    }

    /// <summary>Makes the evidence about waivers: what the file says, and what only the assessment knows of each.</summary>
    public EvidenceDocument ToEvidence(IReadOnlyCollection<ControlResult> results) => new()
    {
        Kind = Waiver.EvidenceKind,
        Subject = new Subject(Waiver.FileName),
        CollectedAt = now,
        Collector = new CollectorIdentity("waivers", "1"),
        Origin = EvidenceOrigin.Declared,
        Completeness = Completeness.Full("all waivers of the file"),
        Spec = new JsonObject { ["items"] = new JsonArray([.. waivers.Select(w => (JsonNode)Item(w, results))]) },
    };

    private JsonObject Item(Waiver waiver, IReadOnlyCollection<ControlResult> results)
    {
        var item = new JsonObject
        {
            ["control_id"] = waiver.Control,
            ["subject"] = waiver.Subject,
            ["owner"] = waiver.Owner,
            ["requested_by"] = waiver.RequestedBy,
            ["approver"] = waiver.Approver,
            ["justification"] = waiver.Reason,
            ["created_at"] = Day(waiver.GrantedOn),
            ["expires_at"] = Day(waiver.ExpiresOn),
            ["file"] = waiver.Place.File,
            ["line"] = waiver.Place.Line,
            ["known_control"] = library.Controls.ContainsKey(waiver.Control),
            ["waivable"] = library.Controls.TryGetValue(waiver.Control, out var control) && control.IsWaivable,
            // Whether it answers anything is told only where its control was judged.
            ["used"] = !results.Any(r => r.Control.Id == waiver.Control) || IsUsed(waiver, results),
        };
        if (waiver.CompensatingControl is not null)
        {
            item["compensating_control"] = waiver.CompensatingControl;
        }
        if (waiver.Ticket is not null)
        {
            item["ticket"] = waiver.Ticket;
        }
        return item;
    }

    private static bool IsUsed(Waiver waiver, IReadOnlyCollection<ControlResult> results) => results.Any(r =>
        r.Control.Id == waiver.Control && r.Subject == waiver.Subject && r.Outcome is not (ControlOutcome.Pass or ControlOutcome.NotApplicable));

    private static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private string? FaultOf(Waiver waiver)
    {
        if (!library.Controls.TryGetValue(waiver.Control, out var control))
        {
            var near = GovernanceManifest.Nearest(waiver.Control, library.Controls.Keys);
            return "unknown control" + (near is null ? "" : $"; did you mean {near}?");
        }
        if (!control.IsWaivable)
        {
            return "the control is never waivable";
        }
        if (waiver.Approver == waiver.RequestedBy)
        {
            return "approved by the person who asked for it";
        }
        if (waiver.ExpiresOn.DayNumber - waiver.GrantedOn.DayNumber > Waiver.MaxDays)
        {
            return $"lasts longer than {Waiver.MaxDays} days";
        }
        if (waiver.GrantedOn > _today)
        {
            return $"counts only from {waiver.GrantedOn:yyyy-MM-dd}";
        }
        return waiver.ExpiresOn < _today ? $"expired on {waiver.ExpiresOn:yyyy-MM-dd}" : null;
    }
}
