using System.Collections.Immutable;
using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Explaining;

/// <summary>Makes an explanation out of what was recorded: of a rule that was stopped, the way up to the literal that stopped it.</summary>
/// <param name="recorder">What was recorded.</param>
/// <param name="positions">Where things stand in the input file; null when not known.</param>
internal sealed class ExplanationBuilder(ExplanationRecorder recorder, DocumentPositions? positions)
{
    private const int MaxDepth = 24;

    private readonly Dictionary<DocumentVisit, ExplainedDocument> _built = [];

    public Explanation Build(in RegoValue outcome)
    {
        ImmutableArray<ExplainedLiteral> literals = recorder.Query is { } query ? Literals(query, 0) : [];
        return new Explanation(outcome, literals, recorder.IsCut);
    }

    private ImmutableArray<ExplainedLiteral> Literals(RuleVisit visit, int depth)
    {
        var result = ImmutableArray.CreateBuilder<ExplainedLiteral>();
        foreach (var site in visit.Rule.Literals)
        {
            if (site.Parent is not null || !visit.Literals.TryGetValue(site, out var mark))
            {
                continue;
            }
            if (!site.IsGenerated)
            {
                result.Add(Literal(visit, site, mark, depth));
            }
            if (mark.Passed == 0)
            {
                break;
            }
        }
        return result.DrainToImmutable();
    }

    // With `failed` it is shown for the time it failed, even if it held another time.
    private ExplainedLiteral Literal(RuleVisit visit, LiteralSite site, LiteralMark mark, int depth, bool failed = false)
    {
        var holds = mark.Passed > 0 && !failed;
        var inner = ImmutableArray.CreateBuilder<ExplainedLiteral>();
        foreach (var child in visit.Rule.Literals)
        {
            // `not` fails by what holds inside it and holds by what fails there, such as a missing value; everything else fails by what fails inside it.
            var isNot = site.Literal is Planning.NotLiteral;
            if (ReferenceEquals(child.Parent, site)
                && visit.Literals.TryGetValue(child, out var childMark)
                && (isNot || !holds)
                && (isNot && !holds ? childMark.Passed > 0 : childMark.FailedSeen is not null)
                && !child.IsGenerated)
            {
                inner.Add(Literal(visit, child, childMark, depth + 1, failed: !isNot || holds));
            }
        }
        var seen = (holds ? mark.Seen ?? mark.FailedSeen : mark.FailedSeen) ?? [];
        return new ExplainedLiteral(
            OneLine(site.Text),
            PlaceOf(site.Source, site.Span),
            holds,
            mark.Passed,
            [.. seen.Select(Seen)],
            Documents(mark.Documents, depth),
            inner.DrainToImmutable());
    }

    private ImmutableArray<ExplainedDocument> Documents(List<DocumentVisit> visits, int depth) =>
        depth >= MaxDepth ? [] : [.. visits.Select(v => Document(v, depth + 1))];

    /// <summary>A document asked for from several places is explained once and shared.</summary>
    private ExplainedDocument Document(DocumentVisit visit, int depth)
    {
        if (!_built.TryGetValue(visit, out var document))
        {
            document = new ExplainedDocument(
                visit.Document.Name, [.. visit.Arguments], visit.Value, [.. visit.Rules.Select(r => Rule(visit, r, depth))]);
            _built[visit] = document;
        }
        return document;
    }

    private ExplainedRule Rule(DocumentVisit document, RuleVisit visit, int depth)
    {
        var place = PlaceOf(visit.Rule.Source, visit.Rule.Span);
        var head = HeadOf(visit.Rule);
        if (visit.Seen is { } seen)
        {
            ImmutableArray<ExplainedLiteral> stopper = visit.SkippedAt is { } site
                ? [new ExplainedLiteral(OneLine(site.Text), PlaceOf(site.Source, site.Span), false, 0, [.. seen.Select(s => Seen(s, site))], [], [])]
                : [];
            return new ExplainedRule(head, place, visit.SkippedAt is null ? RuleOutcome.NoMatch : RuleOutcome.LeftOut, stopper, []);
        }
        var outcome = visit switch
        {
            { Rule.IsDefault: true } => RuleOutcome.Default,
            { Holds: true } => document.Value.IsDefined ? RuleOutcome.Holds : RuleOutcome.Stopped,
            { Literals.Count: 0 } when document.Document is FunctionDocument => RuleOutcome.NoMatch,
            _ => RuleOutcome.Stopped,
        };
        return new ExplainedRule(head, place, outcome, Literals(visit, depth), Documents(visit.OfHead, depth));
    }

    /// <summary>The index knows only the path it looked at: the literal's own words for it are shown where it has just one term.</summary>
    private SeenValue Seen(SeenNow seen, LiteralSite site) =>
        Seen(site.Terms is [{ InputPath: var path } only] && path is not null && Array.TrueForAll(path, k => k.TryGetConstant(out _))
            ? new SeenNow(only.Text, seen.Value, Array.ConvertAll(path, k => k.TryGetConstant(out var key) ? key : default))
            : seen);

    private SeenValue Seen(SeenNow seen) => new(
        OneLine(seen.Text), seen.Value, seen.Path is null ? null : [.. seen.Path], seen.Path is null ? null : positions?.Find(seen.Path));

    private static string HeadOf(RuleSite rule)
    {
        var text = rule.Source.Slice(rule.Span).ToString();
        var body = text.IndexOf(" if", StringComparison.Ordinal) is var i and >= 0 ? i : text.IndexOf('{', StringComparison.Ordinal);
        return OneLine(body > 0 ? text[..body] : text);
    }

    private static string OneLine(string text)
    {
        var line = string.Join(' ', text.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 160 ? line : string.Concat(line.AsSpan(0, 157), "...");
    }

    private static TextPlace PlaceOf(SourceText source, TextSpan span)
    {
        var (line, column) = source.LineAt(span.Start);
        return new TextPlace(source.Name, line + 1, column + 1);
    }
}
