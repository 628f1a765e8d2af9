using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Assessment;
using Bylaw.Manifest;
using Bylaw.Packs;

namespace Bylaw.Waivers;

/// <summary>A granted exception: for a while, a failure of one control on one subject is accepted.</summary>
/// <param name="Control">The control's id.</param>
/// <param name="Subject">The subject's name.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="Approver">Who agreed; another person.</param>
/// <param name="Reason">Why.</param>
/// <param name="GrantedOn">The day from which it counts.</param>
/// <param name="ExpiresOn">The last day on which it counts; at most 90 days after it was granted.</param>
/// <param name="Place">Where it stands.</param>
public sealed record Waiver(
    string Control, string Subject, string RequestedBy, string Approver, string Reason, DateOnly GrantedOn, DateOnly ExpiresOn, FilePlace Place)
{
    /// <summary>How long a waiver may last, in days.</summary>
    public const int MaxDays = 90;

    /// <summary>Reads a file with a list of waivers.</summary>
    /// <param name="file">What messages call the file.</param>
    /// <param name="text">YAML: <c>waivers:</c> with a list of mappings.</param>
    /// <param name="problems">Receives what is wrong, with file and line.</param>
    /// <returns>The waivers that could be read.</returns>
    public static ImmutableArray<Waiver> Read(string file, string text, List<string> problems)
    {
        var waivers = ImmutableArray.CreateBuilder<Waiver>();
        YamlTree tree;
        try
        {
            tree = YamlTree.Read(text);
        }
        catch (FormatException error)
        {
            problems.Add($"{file}:{error.Message}");
            return [];
        }
        if (tree.Root["waivers"] is not JsonArray list)
        {
            problems.Add($"{file}:1: `waivers:` with a list is missing");
            return [];
        }
        for (var i = 0; i < list.Count; i++)
        {
            var line = tree.PlaceOf($"/waivers/{i}").Line;
            try
            {
                var entry = list[i] as JsonObject ?? throw new FormatException("a waiver must be a mapping");
                waivers.Add(new Waiver(
                    Need(entry, "control"),
                    Need(entry, "subject"),
                    Need(entry, "requested_by"),
                    Need(entry, "approver"),
                    Need(entry, "reason"),
                    Date(entry, "granted"),
                    Date(entry, "expires"),
                    new FilePlace(file, line)));
            }
            catch (FormatException error)
            {
                problems.Add($"{file}:{line}: {error.Message}");
            }
        }
        return waivers.ToImmutable();
    }

    private static string Need(JsonObject entry, string key) =>
        entry[key] is JsonValue value && value.ToString().Length > 0 ? value.ToString() : throw new FormatException($"`{key}` is missing");

    private static DateOnly Date(JsonObject entry, string key) =>
        DateOnly.TryParseExact(Need(entry, key), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            ? date
            : throw new FormatException($"`{key}` is not a date: write YYYY-MM-DD");
}

/// <summary>Applies waivers to failures, and says which of them are at fault. Safe to call from many threads.</summary>
internal sealed class WaiverCheck
{
    private readonly ImmutableArray<Waiver> _waivers;
    private readonly PackLibrary _library;
    private readonly DateOnly _today;
    private readonly System.Collections.Concurrent.ConcurrentDictionary<Waiver, bool> _used = new();

    public WaiverCheck(ImmutableArray<Waiver> waivers, PackLibrary library, DateTimeOffset now)
    {
        _waivers = waivers;
        _library = library;
        _today = DateOnly.FromDateTime(now.UtcDateTime);
    }

    /// <summary>Turns a failure into a waived result when a valid waiver answers it.</summary>
    public ControlResult Apply(ControlResult result)
    {
        foreach (var waiver in _waivers)
        {
            if (waiver.Control == result.Control.Id && waiver.Subject == result.Subject)
            {
                _used[waiver] = true;
                if (FaultOf(waiver) is null)
                {
                    return result with
                    {
                        Outcome = ControlOutcome.Waived,
                        Note = $"waived until {waiver.ExpiresOn:yyyy-MM-dd} by {waiver.Approver}: {waiver.Reason}",
                    };
                }
            }
        }
        return result;
    }

    /// <summary>Lists waivers that are expired, too long, self-approved, for an unknown or unwaivable control, or of no use.</summary>
    public IEnumerable<string> Faults()
    {
        foreach (var waiver in _waivers)
        {
            var fault = FaultOf(waiver) ?? (_used.ContainsKey(waiver) ? null : "nothing fails that it would answer; remove it");
            if (fault is not null)
            {
                yield return $"{waiver.Place.File}:{waiver.Place.Line}: waiver for {waiver.Control} on {waiver.Subject}: {fault}";
            }
        }
    }

    private string? FaultOf(Waiver waiver)
    {
        if (!_library.Controls.TryGetValue(waiver.Control, out var control))
        {
            var near = GovernanceManifest.Nearest(waiver.Control, _library.Controls.Keys);
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
