using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Bylaw.Evidence.Documents;
using Bylaw.Manifest;
using Bylaw.Packs;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;
using Bylaw.Reports;
using Bylaw.Waivers;

namespace Bylaw.Assessment;

/// <summary>Judges a set of controls on one set of evidence. Safe to ask from many threads.</summary>
internal sealed class AssessmentPass(
    PackLibrary library,
    GovernanceManifest manifest,
    EvidenceSet evidence,
    List<Pack> packs,
    ImmutableArray<Gap> gaps,
    AssessmentOptions options,
    WaiverCheck waivers,
    BaselineCheck baseline)
{
    private static readonly EvaluationOptions _evaluation = new() { StrictBuiltinErrors = false };

    private readonly ConcurrentDictionary<string, Settled> _parameters = new(StringComparer.Ordinal);
    private readonly RegoValue _context = Context(manifest, options);

    /// <summary>Judges each control on each subject of its kind, several at once.</summary>
    public IEnumerable<ControlResult> Run(IReadOnlyList<Control> controls, CancellationToken cancellationToken)
    {
        // A rule that judges absence is asked about subject "(none)" where its kind of subject is not declared at all.
        var work =
            from control in controls
            from subject in evidence.SubjectsOf(control.SubjectKind).DefaultIfEmpty(Assessor.NoSubject)
            where subject != Assessor.NoSubject || control.JudgesAbsence
            where options.Subjects?.Contains((control.SubjectKind, subject)) ?? true
            select (control, subject);
        var results = work.ToArray().AsParallel().AsOrdered().WithCancellation(cancellationToken).Select(w => Judge(w.control, w.subject, cancellationToken)).ToList();

        // A control whose subject is not declared at all has nothing to judge, which is said and not passed over.
        results.AddRange(controls
            .Where(c => options.Subjects is null && !c.JudgesAbsence && !evidence.SubjectsOf(c.SubjectKind).Any())
            .Select(c => Base(c, Assessor.NoSubject) with { Outcome = ControlOutcome.NotApplicable, Note = $"the manifest declares no {c.SubjectKind}" }));
        return results;
    }

    private static RegoValue Context(GovernanceManifest manifest, AssessmentOptions options)
    {
        var context = new JsonObject
        {
            ["stage"] = options.Stage,
            ["environment"] = options.Environment,
            ["now"] = ReportFacts.Time(options.EffectiveTime),
        };
        if (manifest.Organisation is { Count: > 0 } organisation)
        {
            context["organisation"] = organisation.DeepClone();
        }
        return RegoValues.Of(context);
    }

    private ControlResult Judge(Control control, string subject, CancellationToken cancellationToken)
    {
        var result = Base(control, subject);
        try
        {
            var parameters = _parameters.GetOrAdd(control.Id, _ => Settle(control));
            result = result with { Parameters = parameters.Used };
            var queries = library.QueriesOf(control);
            var input = evidence.InputFor(control.SubjectKind, subject, _context, (parameters.Values, parameters.Limits));
            if (!Ask(queries.Applies).Holds)
            {
                return result with { Outcome = ControlOutcome.NotApplicable };
            }
            var place = PlaceOf(control, subject);
            var required = RequiredPaths.Read(Ask(queries.Required));
            var missing = RequiredPaths.Missing(required, input);
            if (missing.Count > 0)
            {
                return Answered(result with
                {
                    Outcome = control.FailsOnMissing ? ControlOutcome.Fail : ControlOutcome.Unknown,
                    Findings = [.. missing.Select(field => new RuleFinding(MissingMessage(field, subject), null, null, [field], PlaceOf(control, subject, [field])))],
                });
            }
            if (evidence.IsStale(control.SubjectKind, subject, options.EffectiveTime))
            {
                return Answered(result with { Outcome = ControlOutcome.Stale, Note = "the evidence is past its validity; collect it again" });
            }
            ImmutableArray<RuleFinding> findings =
                [.. RuleFindings.Read(Ask(queries.Findings), place).Select(f => ReferenceEquals(f.Place, place) ? f with { Place = PlaceOf(control, subject, f.Fields) } : f)];
            result = result with
            {
                Origin = evidence.OriginOf(control, subject, required.Concat(findings.SelectMany(f => f.Fields))),
                Note = Remarks(queries.Remarks is { } remarks ? RuleFindings.Read(Ask(remarks), place) : [], result.Note),
            };
            if (!findings.IsEmpty)
            {
                return Answered(result with { Outcome = ControlOutcome.Fail, Findings = findings });
            }
            var open = queries.Inconclusive is { } inconclusive ? RuleFindings.Read(Ask(inconclusive), place) : [];
            return open.IsEmpty ? result with { Outcome = ControlOutcome.Pass } : Answered(result with { Outcome = ControlOutcome.Unknown, Findings = open });

            RegoValue Ask(PreparedQuery query) => query.EvaluateValue(input, default, _evaluation, cancellationToken);
        }
        catch (Exception error) when (error is EvaluationException or FormatException)
        {
            var message = error is EvaluationException failure ? failure.ToLine() : error.Message;
            return result with { Outcome = ControlOutcome.Error, Findings = [new RuleFinding(message, null, null, [], null)] };
        }
    }

    /// <summary>What waivers and the baseline make of a result that is no pass.</summary>
    private ControlResult Answered(ControlResult result) => baseline.Apply(waivers.Apply(baseline.See(result)));

    /// <summary>Says what a failure does: the strictest of the packs that name the control, gate and are in force.</summary>
    private ControlResult Base(Control control, string subject)
    {
        var naming = packs.Where(p => p.Controls.Contains(control.Id)).ToList();
        var gating = naming.Where(p => p.Gates).ToList();
        var inForce = gating.Where(p => p.EffectiveFor(manifest.System) is not { } day || day <= options.Today).ToList();
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
        var first = later.OrderBy(p => p.EffectiveFor(manifest.System)).ThenBy(p => p.Id, StringComparer.Ordinal).First();
        return $"{first.Id} applies from {first.EffectiveFor(manifest.System):yyyy-MM-dd}; until then it warns";
    }

    private Settled Settle(Control control)
    {
        var values = ParameterValues.Settle(control, packs.Where(p => p.Gates && p.Controls.Contains(control.Id)), manifest.Parameters[control.Id] as JsonObject, manifest.Shared?.Parameters[control.Id] as JsonObject);
        return new Settled(
            RegoValues.Of(values.Values),
            RegoValues.Of(values.Limits),
            [.. control.Parameters.OrderBy(p => p.Name, StringComparer.Ordinal).Select(p => new UsedParameter(p.Name, values.Values[p.Name]?.DeepClone(), p.Unit, values.Limits[p.Name]?.ToString() ?? ""))]);
    }

    private static string? Remarks(ImmutableArray<RuleFinding> remarks, string? note)
    {
        var text = string.Join("; ", (note is null ? [] : new[] { note }).Concat(remarks.Select(r => r.Message)));
        return text.Length == 0 ? null : text;
    }

    private string MissingMessage(string field, string subject)
    {
        var why = gaps.FirstOrDefault(g => g.Subject == subject && g.Field is not null && (field.StartsWith(g.Field, StringComparison.Ordinal) || g.Field.StartsWith(field, StringComparison.Ordinal)));
        return why is null ? $"no evidence for {field}" : $"no evidence for {field}: {why.Message}";
    }

    /// <summary>The line of the first decisive field that the manifest or a file states, else of the subject, else none: what a convention found stands nowhere.</summary>
    private FilePlace? PlaceOf(Control control, string subject, ImmutableArray<string> fields = default)
    {
        var name = subject.Split('/')[0];
        var own = manifest.Subjects.FirstOrDefault(s => s.Kind == control.SubjectKind && (s.Id == subject || s.Id == name));
        foreach (var field in fields.IsDefault ? [] : fields)
        {
            var stated = own is not null && field.StartsWith(own.Kind + ".", StringComparison.Ordinal) ? own : manifest.Subjects.FirstOrDefault(s => field.StartsWith(s.Kind + ".", StringComparison.Ordinal));
            if (stated is not null && DeclaredEvidence.PlaceOf(manifest, stated, field) is { } found)
            {
                return new FilePlace(found.File, found.Line);
            }
            if (evidence.PlaceOf(control.SubjectKind, subject, field) is { } read)
            {
                return read;
            }
        }
        return own is not null && DeclaredEvidence.PlaceOf(manifest, own, null) is { } place ? new FilePlace(place.File, place.Line) : null;
    }

    private sealed record Settled(RegoValue Values, RegoValue Limits, ImmutableArray<UsedParameter> Used);
}
