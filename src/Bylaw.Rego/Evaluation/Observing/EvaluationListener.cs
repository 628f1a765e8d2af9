using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Observing;

/// <summary>Is told what an evaluation does. Only documents that were built for it call it, so it costs nothing when off.</summary>
internal abstract class EvaluationListener
{
    /// <summary>A document, or a function with its arguments, begins to be worked out.</summary>
    public virtual void EnterDocument(Machine machine, Document document, ReadOnlySpan<RegoValue> arguments)
    {
    }

    /// <summary>A document is worked out.</summary>
    public virtual void LeaveDocument(Machine machine, Document document, in RegoValue value)
    {
    }

    /// <summary>A document is asked for that was worked out before.</summary>
    public virtual void Reuse(Machine machine, Document document, in RegoValue value)
    {
    }

    /// <summary>The index left a rule out: one of its literals cannot hold.</summary>
    public virtual void Skip(Document document, Clause clause, LiteralSite? literal, string subject, in RegoValue value)
    {
    }

    /// <summary>A branch of a rule begins (or a query does).</summary>
    public virtual void EnterRule(RuleSite rule, Frame frame)
    {
    }

    /// <summary>A branch has found a way in which it holds.</summary>
    public virtual void Hold(RuleSite rule, Frame frame)
    {
    }

    /// <summary>A branch has been tried in all ways that were wanted.</summary>
    public virtual void LeaveRule(RuleSite rule, Frame frame)
    {
    }

    /// <summary>A literal begins.</summary>
    public virtual void Eval(LiteralSite literal, Frame frame)
    {
    }

    /// <summary>A literal holds in one way.</summary>
    public virtual void Pass(LiteralSite literal, Frame frame)
    {
    }

    /// <summary>What follows a literal is done: the literal is asked for another way.</summary>
    public virtual void Redo(LiteralSite literal, Frame frame)
    {
    }

    /// <summary>A literal has held in no way.</summary>
    public virtual void Fail(LiteralSite literal, Frame frame)
    {
    }

    /// <summary>The policy noted a message (<c>trace</c>).</summary>
    public virtual void Note(string message)
    {
    }
}

/// <summary>Tells several listeners.</summary>
/// <param name="listeners">Those to tell, in order.</param>
internal sealed class ListenerGroup(EvaluationListener[] listeners) : EvaluationListener
{
    public override void EnterDocument(Machine machine, Document document, ReadOnlySpan<RegoValue> arguments)
    {
        foreach (var listener in listeners)
        {
            listener.EnterDocument(machine, document, arguments);
        }
    }

    public override void LeaveDocument(Machine machine, Document document, in RegoValue value)
    {
        foreach (var listener in listeners)
        {
            listener.LeaveDocument(machine, document, value);
        }
    }

    public override void Reuse(Machine machine, Document document, in RegoValue value)
    {
        foreach (var listener in listeners)
        {
            listener.Reuse(machine, document, value);
        }
    }

    public override void Skip(Document document, Clause clause, LiteralSite? literal, string subject, in RegoValue value)
    {
        foreach (var listener in listeners)
        {
            listener.Skip(document, clause, literal, subject, value);
        }
    }

    public override void EnterRule(RuleSite rule, Frame frame) => Array.ForEach(listeners, l => l.EnterRule(rule, frame));

    public override void Hold(RuleSite rule, Frame frame) => Array.ForEach(listeners, l => l.Hold(rule, frame));

    public override void LeaveRule(RuleSite rule, Frame frame) => Array.ForEach(listeners, l => l.LeaveRule(rule, frame));

    public override void Eval(LiteralSite literal, Frame frame) => Array.ForEach(listeners, l => l.Eval(literal, frame));

    public override void Pass(LiteralSite literal, Frame frame) => Array.ForEach(listeners, l => l.Pass(literal, frame));

    public override void Redo(LiteralSite literal, Frame frame) => Array.ForEach(listeners, l => l.Redo(literal, frame));

    public override void Fail(LiteralSite literal, Frame frame) => Array.ForEach(listeners, l => l.Fail(literal, frame));

    public override void Note(string message) => Array.ForEach(listeners, l => l.Note(message));
}
