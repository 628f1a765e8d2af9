using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;
using Bylaw.Evidence.Json;
using Bylaw.Manifest;
using Bylaw.Packs;
using Bylaw.Waivers;

namespace Bylaw.Assessment;

/// <summary>
/// Judges evidence by the controls of the enabled packs. A rule states <c>applies</c>, <c>required</c> and <c>findings</c>; what missing
/// evidence means is decided here and not by the rule, so a rule never passes on nothing.
/// </summary>
public sealed class Assessor
{
    /// <summary>What a result names where no subject of the control's kind is declared.</summary>
    public const string NoSubject = "(none)";

    private readonly PackLibrary _library;
    private readonly GovernanceManifest _manifest;
    private readonly ImmutableArray<Waiver> _waivers;
    private readonly Baseline? _baseline;

    /// <summary>Makes an assessor.</summary>
    /// <param name="library">The packs.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="waivers">The waivers that were granted.</param>
    /// <param name="baseline">The failures that were there when the repository began; null for none.</param>
    public Assessor(PackLibrary library, GovernanceManifest manifest, ImmutableArray<Waiver> waivers, Baseline? baseline = null)
    {
        _library = library;
        _manifest = manifest;
        _waivers = waivers;
        _baseline = baseline;
    }

    /// <summary>Judges evidence.</summary>
    /// <param name="documents">What was collected.</param>
    /// <param name="gaps">What could not be seen.</param>
    /// <param name="options">Stage, time, selection.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The report.</returns>
    public AssessmentReport Assess(
        ImmutableArray<EvidenceDocument> documents, ImmutableArray<Gap> gaps, AssessmentOptions options, CancellationToken cancellationToken = default)
    {
        var missingPacks = new List<string>();
        var packs = EnabledPacks(missingPacks);
        var waivers = new WaiverCheck(_waivers, _library, options.EffectiveTime);
        var baseline = new BaselineCheck(_baseline);
        var wanted = _library.Controls.Values.Where(c => IsWanted(c, packs, options)).ToList();
        var results = new List<ControlResult>();

        // Waivers are judged last: whether one is of use is known only when the rest is.
        foreach (var isLast in new[] { false, true })
        {
            var controls = wanted.Where(c => c.SubjectKind == Waiver.EvidenceKind == isLast).ToList();
            if (controls.Count == 0)
            {
                continue;
            }
            var evidence = new EvidenceSet(_manifest.Subjects, isLast ? documents.Add(waivers.ToEvidence(results)) : documents);
            var pass = new AssessmentPass(_library, _manifest, evidence, packs, gaps, options, waivers, baseline);
            results.AddRange(pass.Run(controls, cancellationToken));
        }
        var isJudgedByControl = results.Exists(r => r.Control.SubjectKind == Waiver.EvidenceKind && r.Outcome == ControlOutcome.Fail);
        return new AssessmentReport
        {
            System = _manifest.System["id"]?.ToString() ?? "",
            Stage = options.Stage,
            EffectiveTime = options.EffectiveTime,
            EngineVersion = options.EngineVersion,
            PolicyDigest = _library.Digest,
            Packs = [.. packs.OrderBy(p => p.Id, StringComparer.Ordinal)],
            Results = [.. results.OrderBy(r => r.Control.Id, StringComparer.Ordinal).ThenBy(r => r.Subject, StringComparer.Ordinal)],
            Gaps = [.. gaps.OrderBy(g => g.Subject, StringComparer.Ordinal).ThenBy(g => g.Collector, StringComparer.Ordinal).ThenBy(g => g.Message, StringComparer.Ordinal)],
            Evidence = [.. documents.OrderBy(d => d.Kind, StringComparer.Ordinal).ThenBy(d => d.Subject.Name, StringComparer.Ordinal).ThenBy(d => d.Collector.Name, StringComparer.Ordinal)],
            ManifestFaults = _manifest.Faults,
            Proposed = options.Stage is null or "predeploy" or "deploy" or "runtime" ? [.. _manifest.Proposed.Select(p => p.ToLine())] : [],
            MissingPacks = [.. missingPacks.Order(StringComparer.Ordinal)],
            ControlsNotBuilt = [.. packs.SelectMany(p => p.Controls).Where(c => !_library.Controls.ContainsKey(c)).Distinct().Order(StringComparer.Ordinal)],
            Faults = [.. (isJudgedByControl ? [] : waivers.Faults(results)).Concat(options.IsWhole && options.Stage is null ? baseline.Faults() : []).Order(StringComparer.Ordinal)],
            Reminders = [.. packs.Where(p => p.IsOverdue(options.Today)).Select(p =>
                $"pack {p.Id} was last reviewed on {p.AsOf:yyyy-MM-dd}, more than {Pack.ReviewDays} days ago: look for a newer version").Order(StringComparer.Ordinal)],
            MayAttest = options.IsWhole,
            InputDigest = DigestOf(documents),
        };
    }

    private string DigestOf(ImmutableArray<EvidenceDocument> documents) => Sha256Digest.OfJson(new JsonObject
    {
        ["manifest"] = _manifest.Tree.Root.DeepClone(),
        ["waivers"] = new JsonArray([.. _waivers.Select(w => (JsonNode)w.ToString())]),
        ["baseline"] = _baseline?.Write(),
        ["evidence"] = new JsonArray([.. documents.Select(d => d.ComputeDigest()).Order(StringComparer.Ordinal).Select(d => (JsonNode)d)]),
    });

    private List<Pack> EnabledPacks(List<string> missing)
    {
        var packs = new List<Pack>();
        foreach (var name in _manifest.Packs)
        {
            if (_library.Packs.TryGetValue(name, out var pack))
            {
                packs.Add(pack);
            }
            else
            {
                var near = GovernanceManifest.Nearest(name, _library.Packs.Keys);
                missing.Add($"pack `{name}` is enabled and not installed" + (near is null ? "" : $"; did you mean `{near}`?"));
            }
        }
        return packs;
    }

    private static bool IsWanted(Control control, List<Pack> packs, AssessmentOptions options) =>
        (options.Only.IsEmpty || options.Only.Contains(control.Id))
        && (options.Stage is null ? control.Stages.Any(s => s != "runtime") : control.Stages.Contains(options.Stage))
        && packs.Exists(p => p.Controls.Contains(control.Id));
}
