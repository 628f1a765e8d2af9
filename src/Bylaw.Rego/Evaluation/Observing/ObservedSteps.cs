using System.Runtime.CompilerServices;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Observing;

/// <summary>Stands before a literal: tells the listener that it begins and, when it held in no way, that it failed.</summary>
internal sealed class LiteralStep(LiteralSite site) : Step
{
    public override bool Run(Frame frame)
    {
        if (frame.Machine.Listener is not { } listener)
        {
            return Next.Run(frame);
        }
        var counter = Unsafe.As<WayCounter>(frame.Collectors[site.Collector] ??= new WayCounter());
        var before = counter.Ways;
        listener.Eval(site, frame);
        var enough = Next.Run(frame);
        if (counter.Ways == before)
        {
            listener.Fail(site, frame);
        }
        return enough;
    }
}

/// <summary>Stands behind a literal: it has held in one way.</summary>
internal sealed class PassStep(LiteralSite site) : Step
{
    public override bool Run(Frame frame)
    {
        if (frame.Machine.Listener is not { } listener)
        {
            return Next.Run(frame);
        }
        Unsafe.As<WayCounter>(frame.Collectors[site.Collector]!).Ways++;
        listener.Pass(site, frame);
        var enough = Next.Run(frame);
        if (!enough)
        {
            listener.Redo(site, frame);
        }
        return enough;
    }
}

/// <summary>Stands before the body of a rule's branch.</summary>
internal sealed class RuleStep(RuleSite site) : Step
{
    public override bool Run(Frame frame)
    {
        if (frame.Machine.Listener is not { } listener)
        {
            return Next.Run(frame);
        }
        listener.EnterRule(site, frame);
        var enough = Next.Run(frame);
        listener.LeaveRule(site, frame);
        return enough;
    }
}

/// <summary>Stands behind the body of a rule's branch, before the step that takes its value.</summary>
internal sealed class HoldStep(RuleSite site) : Step
{
    public override bool Run(Frame frame)
    {
        frame.Machine.Listener?.Hold(site, frame);
        return Next.Run(frame);
    }
}

/// <summary>An index that tells the listener which rules it left out, and why.</summary>
/// <param name="inner">The index.</param>
/// <param name="document">The document.</param>
/// <param name="entries">All rules with what they ask.</param>
internal sealed class ObservedIndex(ClauseIndex inner, Document document, IndexEntry[] entries) : ClauseIndex
{
    public override ReadOnlySpan<Clause> Find(Machine machine, ReadOnlySpan<RegoValue> arguments)
    {
        var found = inner.Find(machine, arguments);
        if (machine.Listener is not { } listener || found.Length == entries.Length)
        {
            return found;
        }
        var next = 0;
        foreach (var entry in entries)
        {
            if (next < found.Length && ReferenceEquals(found[next], entry.Clause))
            {
                next++;
                continue;
            }
            foreach (var (subject, test) in entry.Tests)
            {
                var value = subject.Read(machine, arguments);
                if (!test.Holds(value))
                {
                    listener.Skip(document, entry.Clause, SiteOf(entry.Clause, test.Origin), subject.Text(document), value);
                    break;
                }
            }
        }
        return found;
    }

    private static LiteralSite? SiteOf(Clause clause, object? literal) => literal is null ? null
        : clause.Sites.SelectMany(s => s.Literals).FirstOrDefault(l => ReferenceEquals(l.Literal, literal));
}
