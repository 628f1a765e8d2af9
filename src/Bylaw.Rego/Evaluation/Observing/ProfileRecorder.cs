using System.Collections.Immutable;
using System.Diagnostics;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Evaluation.Observing;

/// <summary>Measures how long evaluations spend in each line of the policies. Safe to share between threads.</summary>
public sealed class ProfileRecorder
{
    private readonly Dictionary<(SourceText Source, int Line), Entry> _entries = [];
    private readonly Lock _lock = new();

    /// <summary>Lists the lines that ran, the dearest first.</summary>
    /// <returns>One entry a line.</returns>
    public ImmutableArray<ProfiledLine> Report()
    {
        lock (_lock)
        {
            return
            [
                .. _entries
                    .Select(e => new ProfiledLine(
                        e.Key.Source.Name, e.Key.Line, new TimeSpan(e.Value.Ticks * TimeSpan.TicksPerSecond / Stopwatch.Frequency), e.Value.Evals, e.Value.Redos, e.Value.Literals.Count))
                    .OrderByDescending(l => l.Elapsed).ThenBy(l => l.File, StringComparer.Ordinal).ThenBy(l => l.Line),
            ];
        }
    }

    internal EvaluationListener Listen() => new Listener(this);

    private sealed class Entry
    {
        public long Ticks;
        public long Evals;
        public long Redos;
        public readonly HashSet<LiteralSite> Literals = [];
    }

    /// <summary>The time between two events belongs to the literal of the first.</summary>
    private sealed class Listener(ProfileRecorder recorder) : EvaluationListener
    {
        private LiteralSite? _current;
        private long _since;

        public override void Eval(LiteralSite literal, Frame frame) => Move(literal, evals: 1, redos: 0);

        public override void Redo(LiteralSite literal, Frame frame) => Move(literal, evals: 0, redos: 1);

        public override void Pass(LiteralSite literal, Frame frame) => Move(null, evals: 0, redos: 0);

        public override void Fail(LiteralSite literal, Frame frame) => Move(literal.Parent, evals: 0, redos: 0);

        private void Move(LiteralSite? next, int evals, int redos)
        {
            var now = Stopwatch.GetTimestamp();
            lock (recorder._lock)
            {
                if (_current is { } literal)
                {
                    recorder.EntryOf(literal).Ticks += now - _since;
                }
                if (next is not null)
                {
                    var entry = recorder.EntryOf(next);
                    entry.Evals += evals;
                    entry.Redos += redos;
                    entry.Literals.Add(next);
                }
            }
            _current = next;
            _since = Stopwatch.GetTimestamp();
        }
    }

    private Entry EntryOf(LiteralSite literal)
    {
        var key = (literal.Source, literal.Source.LineAt(literal.Span.Start).Line + 1);
        if (!_entries.TryGetValue(key, out var entry))
        {
            _entries[key] = entry = new Entry();
        }
        return entry;
    }
}

/// <summary>What one line cost.</summary>
/// <param name="File">The file; <c>query</c> for the query.</param>
/// <param name="Line">The line, from 1.</param>
/// <param name="Elapsed">The time spent in its literals, without that of the rules they call.</param>
/// <param name="Evals">How often its literals began.</param>
/// <param name="Redos">How often they were asked for another way.</param>
/// <param name="Literals">How many literals of the plan stand on it.</param>
public sealed record ProfiledLine(string File, int Line, TimeSpan Elapsed, long Evals, long Redos, int Literals);
