using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;
using Bylaw.Packs;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;
using Bylaw.Waivers;

namespace Bylaw.Assessment;

/// <summary>Sets what is assessed.</summary>
public sealed record AssessmentOptions
{
    /// <summary>Gets the stage; null for all stages but runtime.</summary>
    public string? Stage { get; init; }

    /// <summary>Gets the controls to assess; empty for all of the enabled packs.</summary>
    public ImmutableHashSet<string> Only { get; init; } = [];

    /// <summary>Gets the moment as of which packs, waivers and evidence are judged.</summary>
    public required DateTimeOffset EffectiveTime { get; init; }

    /// <summary>Gets dev, test, staging or prod. Default prod.</summary>
    public string Environment { get; init; } = "prod";

    /// <summary>Gets the version that the report names.</summary>
    public string EngineVersion { get; init; } = "0";
}

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

    /// <summary>Makes an assessor.</summary>
    /// <param name="library">The packs.</param>
    /// <param name="manifest">The manifest.</param>
    /// <param name="waivers">The waivers that were granted.</param>
    public Assessor(PackLibrary library, GovernanceManifest manifest, ImmutableArray<Waiver> waivers)
    {
        _library = library;
        _manifest = manifest;
        _waivers = waivers;
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
        var evidence = new EvidenceSet(_manifest.Subjects, documents);
        var faults = new List<string>();
        var missingPacks = new List<string>();
        var packs = EnabledPacks(missingPacks);
        var waivers = new WaiverCheck(_waivers, _library, options.EffectiveTime);
        var context = new JsonObject
        {
            ["stage"] = options.Stage,
            ["environment"] = options.Environment,
            ["now"] = options.EffectiveTime.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        };
        if (_manifest.Organisation is { Count: > 0 } organisation)
        {
            context["organisation"] = organisation.DeepClone();
        }
        // A rule that judges absence is asked about subject "(none)" where its kind of subject is not declared at all.
        var work =
            from control in _library.Controls.Values
            where IsWanted(control, packs, options)
            from subject in evidence.SubjectsOf(control.SubjectKind).DefaultIfEmpty(NoSubject)
            where subject != NoSubject || control.JudgesAbsence
            select (control, subject);
        var results = work.AsParallel().AsOrdered().WithCancellation(cancellationToken)
            .Select(w => Judge(w.control, w.subject, evidence, packs, gaps, context, options, waivers, cancellationToken))
            .ToImmutableArray();
        // A control whose subject is not declared at all has nothing to judge, which is said and not passed over.
        var absent = _library.Controls.Values
            .Where(c => IsWanted(c, packs, options) && !c.JudgesAbsence && !evidence.SubjectsOf(c.SubjectKind).Any())
            .Select(c => Base(c, NoSubject, packs, options) with
            {
                Outcome = ControlOutcome.NotApplicable,
                Note = $"the manifest declares no {c.SubjectKind}",
            });
        faults.AddRange(waivers.Faults());
        return new AssessmentReport
        {
            System = _manifest.System["id"]?.ToString() ?? "",
            Stage = options.Stage,
            EffectiveTime = options.EffectiveTime,
            EngineVersion = options.EngineVersion,
            PolicyDigest = _library.Digest,
            Packs = [.. packs.OrderBy(p => p.Id, StringComparer.Ordinal)],
            Results = [.. results.Concat(absent).OrderBy(r => r.Control.Id, StringComparer.Ordinal).ThenBy(r => r.Subject, StringComparer.Ordinal)],
            Gaps = [.. gaps.OrderBy(g => g.Subject, StringComparer.Ordinal).ThenBy(g => g.Collector, StringComparer.Ordinal).ThenBy(g => g.Message, StringComparer.Ordinal)],
            Evidence = [.. documents.OrderBy(d => d.Kind, StringComparer.Ordinal).ThenBy(d => d.Subject.Name, StringComparer.Ordinal).ThenBy(d => d.Collector.Name, StringComparer.Ordinal)],
            MissingPacks = [.. missingPacks.Order(StringComparer.Ordinal)],
            ControlsNotBuilt = [.. packs.SelectMany(p => p.Controls).Where(c => !_library.Controls.ContainsKey(c)).Distinct().Order(StringComparer.Ordinal)],
            Faults = [.. faults.Order(StringComparer.Ordinal)],
            Reminders = [.. packs.Where(p => p.IsOverdue(Today(options))).Select(p =>
                $"pack {p.Id} was last reviewed on {p.AsOf:yyyy-MM-dd}, more than {Pack.ReviewDays} days ago: look for a newer version").Order(StringComparer.Ordinal)],
        };
    }

    private static DateOnly Today(AssessmentOptions options) => DateOnly.FromDateTime(options.EffectiveTime.UtcDateTime);

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

    /// <summary>Says what a failure does: the strictest of the packs that name the control, gate and are in force.</summary>
    private ControlResult Base(Control control, string subject, List<Pack> packs, AssessmentOptions options)
    {
        var naming = packs.Where(p => p.Controls.Contains(control.Id)).ToList();
        var gating = naming.Where(p => p.Gates).ToList();
        var inForce = gating.Where(p => p.EffectiveFor(_manifest.System) is not { } day || day <= Today(options)).ToList();
        var mild = inForce.Find(p => p.Overrides.TryGetValue(control.Id, out var change) && change.WarnsOnly);
        var blocks = control.Enforcement == Enforcement.Block
            && inForce.Exists(p => !p.Overrides.TryGetValue(control.Id, out var change) || !change.WarnsOnly);
        var note = inForce.Count > 0 ? (!blocks && mild is not null ? mild.Overrides[control.Id].Why : null)
            : gating.Count > 0 ? Dates(gating)
            : naming.Count > 0 ? $"{naming[0].Id} is a crosswalk: it reports and stops nothing" : null;
        return new ControlResult
        {
            Control = control,
            Subject = subject,
            Outcome = ControlOutcome.Error,
            Enforcement = blocks ? Enforcement.Block : Enforcement.Warn,
            Packs = [.. naming.Select(p => p.Id)],
            Note = note,
        };
    }

    private string Dates(List<Pack> later)
    {
        var first = later.OrderBy(p => p.EffectiveFor(_manifest.System)).ThenBy(p => p.Id, StringComparer.Ordinal).First();
        return $"{first.Id} applies from {first.EffectiveFor(_manifest.System):yyyy-MM-dd}; until then it warns";
    }

    private ControlResult Judge(
        Control control,
        string subject,
        EvidenceSet evidence,
        List<Pack> packs,
        ImmutableArray<Gap> gaps,
        JsonObject context,
        AssessmentOptions options,
        WaiverCheck waivers,
        CancellationToken cancellationToken)
    {
        var result = Base(control, subject, packs, options);
        try
        {
            var parameters = ParameterValues.Settle(
                control, packs.Where(p => p.Gates && p.Controls.Contains(control.Id)), _manifest.Parameters[control.Id] as JsonObject);
            var input = evidence.InputFor(control.SubjectKind, subject, context, parameters);
            if (!Evaluate(control, "applies", input, cancellationToken).Holds)
            {
                return result with { Outcome = ControlOutcome.NotApplicable };
            }
            var required = Evaluate(control, "required", input, cancellationToken);
            var missing = Missing(required, input);
            if (missing.Count > 0)
            {
                return waivers.Apply(result with
                {
                    Outcome = control.FailsOnMissing ? ControlOutcome.Fail : ControlOutcome.Unknown,
                    Findings = [.. missing.Select(field => new RuleFinding(MissingMessage(field, subject, gaps), null, null, [field], PlaceOf(control, subject)))],
                });
            }
            if (evidence.IsStale(control.SubjectKind, subject, options.EffectiveTime))
            {
                return waivers.Apply(result with { Outcome = ControlOutcome.Stale, Note = "the evidence is past its validity; collect it again" });
            }
            var place = PlaceOf(control, subject);
            var findings = RuleFindings.Read(Evaluate(control, "findings", input, cancellationToken), place);
            result = result with
            {
                Origin = evidence.OriginOf(control, subject, Paths(required).Concat(findings.SelectMany(f => f.Fields))),
                Note = Remarks(control, input, place, result.Note, cancellationToken),
            };
            if (!findings.IsEmpty)
            {
                return waivers.Apply(result with { Outcome = ControlOutcome.Fail, Findings = findings });
            }
            var open = control.HasInconclusive ? RuleFindings.Read(Evaluate(control, "inconclusive", input, cancellationToken), place) : [];
            return open.IsEmpty
                ? result with { Outcome = ControlOutcome.Pass }
                : waivers.Apply(result with { Outcome = ControlOutcome.Unknown, Findings = open });
        }
        catch (Exception error) when (error is EvaluationException or FormatException)
        {
            var message = error is EvaluationException failure ? failure.ToLine() : error.Message;
            return result with { Outcome = ControlOutcome.Error, Findings = [new RuleFinding(message, null, null, [], null)] };
        }
    }

    private RegoValue Evaluate(Control control, string rule, RegoValue input, CancellationToken cancellationToken)
    {
        var preparation = _library.Policies.Prepare($"data.{control.Package}.{rule}");
        return preparation.Query!.EvaluateValue(input, default, new EvaluationOptions { StrictBuiltinErrors = false }, cancellationToken);
    }

    private string? Remarks(Control control, RegoValue input, FilePlace? place, string? note, CancellationToken cancellationToken)
    {
        if (!control.HasRemarks)
        {
            return note;
        }
        var remarks = RuleFindings.Read(Evaluate(control, "remarks", input, cancellationToken), place).Select(r => r.Message);
        var text = string.Join("; ", (note is null ? [] : new[] { note }).Concat(remarks));
        return text.Length == 0 ? null : text;
    }

    private static List<string> Paths(RegoValue required)
    {
        var paths = new List<string>();
        if (required.TryGetSet(out var set))
        {
            foreach (var path in set)
            {
                paths.Add(path.AsString());
            }
        }
        return paths;
    }

    /// <summary>Finds required paths that the input does not hold.</summary>
    private static List<string> Missing(RegoValue required, RegoValue input)
    {
        var missing = new List<string>();
        foreach (var path in Paths(required))
        {
            var value = input;
            foreach (var step in path.Split('.'))
            {
                value = value.Get(step);
            }
            if (!value.IsDefined || value.Kind == ValueKind.Null)
            {
                missing.Add(path);
            }
        }
        return missing;
    }

    private static string MissingMessage(string field, string subject, ImmutableArray<Gap> gaps)
    {
        var why = gaps.FirstOrDefault(g => g.Subject == subject && g.Field is not null && (field.StartsWith(g.Field, StringComparison.Ordinal) || g.Field.StartsWith(field, StringComparison.Ordinal)));
        return why is null ? $"no evidence for {field}" : $"no evidence for {field}: {why.Message}";
    }

    private FilePlace? PlaceOf(Control control, string subject)
    {
        var declared = _manifest.Subjects.FirstOrDefault(s => s.Kind == control.SubjectKind && s.Id == subject);
        return declared is null ? null : new FilePlace(GovernanceManifest.FileName, _manifest.Tree.PlaceOf(declared.Pointer).Line);
    }
}
