using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Explaining;

/// <summary>Keeps which literals of which rules were reached and held, and the values that decided, as long as there are not too many.</summary>
internal sealed class ExplanationRecorder : EvaluationListener
{
    private const int MaxVisits = 20_000;
    private const int MaxDocumentsOfLiteral = 16;

    private readonly Dictionary<(Document Document, RuleCache Cache, int Stamp), DocumentVisit> _known = [];
    private readonly Stack<DocumentVisit?> _documents = [];
    private readonly Stack<RuleVisit?> _rules = [];
    private int _visitCount;

    /// <summary>Gets the visit of the query.</summary>
    public RuleVisit? Query { get; private set; }

    /// <summary>Gets whether something was left out because there was too much.</summary>
    public bool IsCut { get; private set; }

    public override void EnterDocument(Machine machine, Document document, ReadOnlySpan<RegoValue> arguments)
    {
        if (_visitCount >= MaxVisits)
        {
            IsCut = true;
            _documents.Push(null);
            return;
        }
        _visitCount++;
        var visit = new DocumentVisit(document, arguments.ToArray());
        if (document is not FunctionDocument)
        {
            _known[(document, machine.Cache, machine.Cache.Stamp)] = visit;
        }
        Attach(visit);
        _documents.Push(visit);
    }

    public override void LeaveDocument(Machine machine, Document document, in RegoValue value)
    {
        if (_documents.Pop() is { } visit)
        {
            visit.Value = value;
        }
    }

    public override void Reuse(Machine machine, Document document, in RegoValue value)
    {
        if (_known.TryGetValue((document, machine.Cache, machine.Cache.Stamp), out var visit))
        {
            Attach(visit);
        }
    }

    public override void Skip(Document document, Clause clause, LiteralSite? literal, string subject, in RegoValue value)
    {
        if (_documents.TryPeek(out var visit) && visit is not null && clause.Sites.Length > 0)
        {
            visit.Rules.Add(new RuleVisit(clause.Sites[0]) { SkippedAt = literal, Seen = [new SeenNow(subject, value, null)] });
        }
    }

    public override void EnterRule(RuleSite rule, Frame frame)
    {
        RuleVisit? visit = null;
        if (rule.IsQuery)
        {
            visit = Query = new RuleVisit(rule);
        }
        else if (_documents.TryPeek(out var document) && document is not null)
        {
            visit = new RuleVisit(rule);
            document.Rules.Add(visit);
        }
        _rules.Push(visit);
    }

    public override void LeaveRule(RuleSite rule, Frame frame) => _rules.Pop();

    public override void Hold(RuleSite rule, Frame frame)
    {
        if (_rules.Peek() is not { Holds: false } visit)
        {
            return;
        }
        visit.Holds = true;
        foreach (var literal in rule.Literals)
        {
            if (literal.Parent is null)
            {
                Of(visit, literal).Seen = Look(literal, frame);
            }
            else if (literal.Parent.Literal is Planning.NotLiteral && visit.Literals.TryGetValue(literal, out var mark) && mark.FailedSeen is not null)
            {
                // What failed inside a `not`, with the values of the way in which the rule holds.
                mark.FailedSeen = Look(literal, frame);
            }
        }
    }

    public override void Eval(LiteralSite literal, Frame frame)
    {
        if (_rules.Peek() is { } visit)
        {
            Of(visit, literal).Entered++;
            visit.Current = literal;
        }
    }

    public override void Redo(LiteralSite literal, Frame frame)
    {
        if (_rules.Peek() is { } visit)
        {
            visit.Current = literal;
        }
    }

    public override void Pass(LiteralSite literal, Frame frame)
    {
        if (_rules.Peek() is not { } visit)
        {
            return;
        }
        var mark = Of(visit, literal);
        mark.Passed++;
        if (literal.Parent is not null)
        {
            // The literal around it is asked again once this body has come to an end.
            mark.Seen ??= Look(literal, frame);
            visit.Current = literal.Parent;
        }
    }

    public override void Fail(LiteralSite literal, Frame frame)
    {
        if (_rules.Peek() is { } visit)
        {
            var mark = Of(visit, literal);
            mark.FailedSeen ??= Look(literal, frame);
            visit.Current = literal.Parent;
        }
    }

    private static LiteralMark Of(RuleVisit visit, LiteralSite literal)
    {
        if (!visit.Literals.TryGetValue(literal, out var mark))
        {
            visit.Literals[literal] = mark = new LiteralMark();
        }
        return mark;
    }

    private static SeenNow[] Look(LiteralSite literal, Frame frame)
    {
        var seen = new SeenNow[literal.Terms.Length];
        for (var i = 0; i < seen.Length; i++)
        {
            var term = literal.Terms[i];
            RegoValue[]? path = term.InputPath is null ? null : Array.ConvertAll(term.InputPath, k => k.Evaluate(frame));
            seen[i] = new SeenNow(term.Text, term.Value.Evaluate(frame), path is not null && Array.TrueForAll(path, k => k.IsDefined) ? path : null);
        }
        return seen;
    }

    private void Attach(DocumentVisit visit)
    {
        if (_rules.TryPeek(out var rule) && rule?.Current is { } literal)
        {
            var documents = Of(rule, literal).Documents;
            if (documents.Count < MaxDocumentsOfLiteral)
            {
                if (!documents.Contains(visit))
                {
                    documents.Add(visit);
                }
            }
            else
            {
                IsCut = true;
            }
        }
        else if (rule is not null)
        {
            // Asked for by the head: it belongs to the rule as a whole.
            rule.OfHead.Add(visit);
        }
    }
}

/// <summary>One working out of a document or a function.</summary>
internal sealed class DocumentVisit(Document document, RegoValue[] arguments)
{
    public Document Document { get; } = document;

    public RegoValue[] Arguments { get; } = arguments;

    public RegoValue Value { get; set; }

    public List<RuleVisit> Rules { get; } = [];
}

/// <summary>One run of a rule's branch.</summary>
internal sealed class RuleVisit(RuleSite rule)
{
    public RuleSite Rule { get; } = rule;

    public bool Holds { get; set; }

    /// <summary>Gets the literal for which the index left the rule out.</summary>
    public LiteralSite? SkippedAt { get; init; }

    /// <summary>Gets what the index saw; null when the rule was tried.</summary>
    public SeenNow[]? Seen { get; init; }

    public Dictionary<LiteralSite, LiteralMark> Literals { get; } = [];

    public List<DocumentVisit> OfHead { get; } = [];

    /// <summary>Gets or sets the literal that is running.</summary>
    public LiteralSite? Current { get; set; }
}

/// <summary>What became of one literal in one run.</summary>
internal sealed class LiteralMark
{
    public int Entered { get; set; }

    public int Passed { get; set; }

    /// <summary>Gets or sets the values with which it held.</summary>
    public SeenNow[]? Seen { get; set; }

    /// <summary>Gets or sets the values with which it first failed.</summary>
    public SeenNow[]? FailedSeen { get; set; }

    public List<DocumentVisit> Documents { get; } = [];
}

/// <summary>A term and the value it had.</summary>
internal sealed record SeenNow(string Text, RegoValue Value, RegoValue[]? Path);
