using System.Collections.Immutable;
using Bylaw.Rego.Text;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Observing;

/// <summary>Says how much of an evaluation is traced.</summary>
public enum TraceLevel
{
    /// <summary>Nothing.</summary>
    Off,

    /// <summary>The notes of <c>trace</c>, and the rules that lead to them.</summary>
    Notes,

    /// <summary>The literals that fail, and the rules that lead to them.</summary>
    Fails,

    /// <summary>Every rule and literal.</summary>
    Full,

    /// <summary>Every rule and literal, what the index left out, and the values of variables.</summary>
    Debug,
}

/// <summary>What happened, in the words that OPA's users know.</summary>
public enum TraceOperation
{
    /// <summary>A query, rule or function begins.</summary>
    Enter,

    /// <summary>A literal begins.</summary>
    Eval,

    /// <summary>A literal holds in no way.</summary>
    Fail,

    /// <summary>A query, rule or function holds.</summary>
    Exit,

    /// <summary>A literal is asked for another way.</summary>
    Redo,

    /// <summary>The policy noted a message.</summary>
    Note,

    /// <summary>An index left a rule out.</summary>
    Index,
}

/// <summary>One thing that happened.</summary>
/// <param name="Operation">What.</param>
/// <param name="Text">The literal, the name of the rule, or the message.</param>
/// <param name="Place">Where in the policy.</param>
/// <param name="Depth">How deep inside other rules, from 0.</param>
/// <param name="Locals">The values of variables; only at <see cref="TraceLevel.Debug"/>.</param>
public sealed record TraceEvent(TraceOperation Operation, string Text, TextPlace Place, int Depth, ImmutableArray<(string Name, RegoValue Value)> Locals);

/// <summary>Keeps the trace of an evaluation.</summary>
/// <param name="level">How much is kept.</param>
internal sealed class TraceRecorder(TraceLevel level) : EvaluationListener
{
    /// <summary>The most characters of a value that the index looked at.</summary>
    private const int MaxValueLength = 120;

    private const int MaxEvents = 500_000;

    private readonly List<TraceEvent> _events = [];
    private readonly List<(TraceEvent Enter, bool IsKept)> _around = [];
    private LiteralSite? _current;

    /// <summary>Gets what happened, in order.</summary>
    public ImmutableArray<TraceEvent> Events => [.. _events];

    private bool KeepsAll => level >= TraceLevel.Full;

    public override void EnterRule(RuleSite rule, Frame frame)
    {
        var enter = new TraceEvent(TraceOperation.Enter, rule.Name, PlaceOf(rule.Source, rule.Span), _around.Count, []);
        if (KeepsAll)
        {
            Keep(enter);
        }
        _around.Add((enter, KeepsAll));
    }

    public override void LeaveRule(RuleSite rule, Frame frame) => _around.RemoveAt(_around.Count - 1);

    public override void Hold(RuleSite rule, Frame frame)
    {
        if (KeepsAll)
        {
            Keep(new TraceEvent(TraceOperation.Exit, rule.Name, PlaceOf(rule.Source, rule.Span), _around.Count, []));
        }
    }

    public override void Eval(LiteralSite literal, Frame frame)
    {
        _current = literal;
        if (KeepsAll)
        {
            Keep(Of(TraceOperation.Eval, literal, frame));
        }
    }

    public override void Redo(LiteralSite literal, Frame frame)
    {
        _current = literal;
        if (KeepsAll)
        {
            Keep(Of(TraceOperation.Redo, literal, frame));
        }
    }

    public override void Fail(LiteralSite literal, Frame frame)
    {
        if (level == TraceLevel.Notes)
        {
            return;
        }
        if (level == TraceLevel.Fails)
        {
            KeepAround();
        }
        Keep(Of(TraceOperation.Fail, literal, frame));
    }

    public override void Skip(Document document, Clause clause, LiteralSite? literal, string subject, in RegoValue value)
    {
        if (level == TraceLevel.Debug)
        {
            var text = $"{document.Name} left out: {subject} = {value.ToShortString(MaxValueLength)}";
            Keep(new TraceEvent(TraceOperation.Index, text, PlaceOf(clause.Source, literal?.Span ?? clause.Span), _around.Count, []));
        }
    }

    public override void Note(string message)
    {
        if (level != TraceLevel.Fails)
        {
            KeepAround();
            var place = _current is null ? new TextPlace("query", 1, 1) : PlaceOf(_current.Source, _current.Span);
            Keep(new TraceEvent(TraceOperation.Note, message, place, _around.Count, []));
        }
    }

    private void KeepAround()
    {
        for (var i = 0; i < _around.Count; i++)
        {
            if (!_around[i].IsKept)
            {
                Keep(_around[i].Enter);
                _around[i] = (_around[i].Enter, true);
            }
        }
    }

    private void Keep(TraceEvent entry)
    {
        if (_events.Count >= MaxEvents)
        {
            throw new EvaluationLimitException("MaxTraceEvents", $"the trace has more than {MaxEvents} events: use a smaller input or --explain=fails");
        }
        _events.Add(entry);
    }

    private TraceEvent Of(TraceOperation operation, LiteralSite literal, Frame frame)
    {
        var locals = ImmutableArray<(string, RegoValue)>.Empty;
        if (level == TraceLevel.Debug)
        {
            locals = [.. literal.Terms.Select(t => (t.Text, t.Value.Evaluate(frame))).Where(t => t.Item2.IsDefined)];
        }
        var text = string.Join(' ', literal.Text.Split((char[])[' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries));
        return new TraceEvent(operation, text, PlaceOf(literal.Source, literal.Span), _around.Count, locals);
    }

    private static TextPlace PlaceOf(SourceText source, TextSpan span)
    {
        var (line, column) = source.LineAt(span.Start);
        return new TextPlace(source.Name, line + 1, column + 1);
    }
}
