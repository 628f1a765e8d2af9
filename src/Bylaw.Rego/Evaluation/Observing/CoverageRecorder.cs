using System.Collections.Concurrent;
using System.Collections.Immutable;
using Bylaw.Rego.Text;

namespace Bylaw.Rego.Evaluation.Observing;

/// <summary>Collects which lines of policies evaluations have reached: heads of rules that held, literals that ran. Safe to share between threads.</summary>
public sealed class CoverageRecorder
{
    private readonly ConcurrentDictionary<(SourceText Source, int Line), int> _hits = new();

    /// <summary>Reports the lines of policies that can be covered, and those that were.</summary>
    /// <param name="policies">The policies that were evaluated.</param>
    /// <param name="include">Says which files count; null for all.</param>
    /// <returns>The report.</returns>
    public CoverageReport Report(Policies policies, Func<string, bool>? include = null)
    {
        ArgumentNullException.ThrowIfNull(policies);
        var lines = new Dictionary<SourceText, SortedSet<int>>();
        foreach (var rule in policies.RuleSites)
        {
            if (include?.Invoke(rule.Source.Name) == false)
            {
                continue;
            }
            if (!lines.TryGetValue(rule.Source, out var set))
            {
                lines[rule.Source] = set = [];
            }
            set.Add(rule.Source.LineAt(rule.Span.Start).Line + 1);
            set.UnionWith(rule.Literals.Where(l => !l.IsGenerated).Select(l => l.Source.LineAt(l.Span.Start).Line + 1));
        }
        return new CoverageReport(
        [
            .. lines.OrderBy(l => l.Key.Name, StringComparer.Ordinal).Select(l => new FileCoverage(
                l.Key.Name, [.. l.Value.Select(n => new LineCoverage(n, _hits.GetValueOrDefault((l.Key, n))))])),
        ]);
    }

    internal EvaluationListener Listen() => new Listener(this);

    private void Hit(SourceText source, int offset) =>
        _hits.AddOrUpdate((source, source.LineAt(offset).Line + 1), 1, (_, n) => n == int.MaxValue ? n : n + 1);

    private sealed class Listener(CoverageRecorder recorder) : EvaluationListener
    {
        public override void Hold(RuleSite rule, Frame frame)
        {
            if (!rule.IsQuery)
            {
                recorder.Hit(rule.Source, rule.Span.Start);
            }
        }

        public override void Eval(LiteralSite literal, Frame frame)
        {
            if (!literal.Rule.IsQuery)
            {
                recorder.Hit(literal.Source, literal.Span.Start);
            }
        }

        // What the index looked at instead of running the literal counts as looked at.
        public override void Skip(Document document, Clause clause, LiteralSite? literal, string subject, in Values.RegoValue value)
        {
            if (literal is not null)
            {
                recorder.Hit(literal.Source, literal.Span.Start);
            }
        }
    }
}

/// <summary>Which lines of which files were covered.</summary>
/// <param name="Files">One entry a file, by name.</param>
public sealed record CoverageReport(ImmutableArray<FileCoverage> Files)
{
    /// <summary>Gets the number of covered lines.</summary>
    public int CoveredLines => Files.Sum(f => f.CoveredLines);

    /// <summary>Gets the number of lines that are not covered.</summary>
    public int NotCoveredLines => Files.Sum(f => f.Lines.Length - f.CoveredLines);

    /// <summary>Gets the share of covered lines in percent, 0 to 100; 100 where nothing can be covered.</summary>
    public double Percent => FileCoverage.PercentOf(CoveredLines, CoveredLines + NotCoveredLines);
}

/// <summary>Which lines of one file were covered.</summary>
/// <param name="File">The file.</param>
/// <param name="Lines">The lines that can be covered, in order.</param>
public sealed record FileCoverage(string File, ImmutableArray<LineCoverage> Lines)
{
    /// <summary>Gets the number of covered lines.</summary>
    public int CoveredLines => Lines.Count(l => l.Hits > 0);

    /// <summary>Gets the share of covered lines in percent, 0 to 100.</summary>
    public double Percent => PercentOf(CoveredLines, Lines.Length);

    /// <summary>Joins lines into runs: a run goes on over lines that cannot be covered.</summary>
    /// <param name="covered">Whether runs of covered or of uncovered lines are wanted.</param>
    /// <returns>First and last line of each run.</returns>
    public IEnumerable<(int First, int Last)> Runs(bool covered)
    {
        (int First, int Last)? run = null;
        foreach (var line in Lines)
        {
            if (line.Hits > 0 == covered)
            {
                run = (run?.First ?? line.Line, line.Line);
            }
            else if (run is { } done)
            {
                yield return done;
                run = null;
            }
        }
        if (run is { } last)
        {
            yield return last;
        }
    }

    internal static double PercentOf(int covered, int all) => all == 0 ? 100 : Math.Floor(10_000.0 * covered / all) / 100;
}

/// <summary>One line that can be covered.</summary>
/// <param name="Line">The line, from 1.</param>
/// <param name="Hits">How often it was reached.</param>
public sealed record LineCoverage(int Line, int Hits);
