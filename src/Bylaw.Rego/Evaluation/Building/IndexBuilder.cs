using Bylaw.Rego.Evaluation.Observing;
using Bylaw.Rego.Planning;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation.Building;

/// <summary>
/// Finds what rules ask of the input or of their arguments (equality, membership in a constant collection, a prefix) and makes an index
/// of it. A rule that asks nothing of the indexed subject stays a candidate always.
/// </summary>
internal static class IndexBuilder
{
    /// <summary>Fewer rules than this are tried one by one.</summary>
    private const int MinClauses = 4;

    /// <summary>The most references to rules that the places of a range index may hold together.</summary>
    private const int MaxRangeEntries = 50_000;

    private const int MaxRangePoints = 512;

    /// <summary>Makes an index, or null when it would not help.</summary>
    /// <param name="group">The rules.</param>
    /// <param name="clauses">The same rules, ready to run.</param>
    /// <param name="observed">The document when a listener is to be told which rules were left out; null otherwise.</param>
    public static ClauseIndex? Build(RuleGroup group, Clause[] clauses, Document? observed = null)
    {
        if (clauses.Length < MinClauses)
        {
            return null;
        }
        var entries = new IndexEntry[clauses.Length];
        for (var i = 0; i < clauses.Length; i++)
        {
            entries[i] = new IndexEntry(clauses[i], i, TestsOf(group.Rules[i]));
        }
        if (BuildLevel(entries, []) is not { } root)
        {
            return null;
        }
        var index = new HashClauseIndex(root, clauses);
        return observed is null ? index : new ObservedIndex(index, observed, entries);
    }

    private static IndexNode? BuildLevel(IReadOnlyList<IndexEntry> entries, HashSet<Subject> used)
    {
        if (entries.Count < MinClauses)
        {
            return null;
        }
        // The subject that most rules ask of, and with the most distinct answers, parts them best.
        var counts = new Dictionary<Subject, (int Rules, HashSet<RegoValue> Values)>();
        foreach (var entry in entries)
        {
            foreach (var (subject, test) in entry.Tests)
            {
                if (used.Contains(subject))
                {
                    continue;
                }
                if (!counts.TryGetValue(subject, out var count))
                {
                    count = (0, []);
                }
                count.Values.UnionWith(test.Values);
                count.Values.UnionWith(test.Ranges.SelectMany(r => new[] { r.Low, r.High }).Where(v => v.IsDefined));
                counts[subject] = (count.Rules + 1, count.Values);
            }
        }
        var best = counts.Where(c => c.Value.Values.Count > 1).OrderByDescending(c => (long)c.Value.Rules * Math.Min(c.Value.Values.Count, 64)).FirstOrDefault();
        if (best.Key is null || best.Value.Rules * 2 < entries.Count)
        {
            return null;
        }
        var inner = new HashSet<Subject>(used) { best.Key };
        var asked = entries.Where(e => e.Tests.ContainsKey(best.Key)).Select(e => e.Tests[best.Key]).ToList();
        var hasText = asked.Exists(t => t.Kind is IndexTestKind.Prefix or IndexTestKind.Suffix);
        var hasRanges = asked.Exists(t => t.Kind == IndexTestKind.Range);
        if (hasRanges && !hasText && BuildRanges(best.Key, entries, inner) is { } ranges)
        {
            return ranges;
        }
        return asked.Exists(t => t.Kind != IndexTestKind.Range) ? BuildHash(best.Key, entries, inner) : BuildLevel(entries, inner);
    }

    private static HashIndexNode BuildHash(Subject subject, IReadOnlyList<IndexEntry> entries, HashSet<Subject> inner)
    {
        var exact = new Dictionary<RegoValue, List<IndexEntry>>();
        var prefixes = new Dictionary<RegoValue, List<IndexEntry>>();
        var suffixes = new Dictionary<RegoValue, List<IndexEntry>>();
        var always = new List<IndexEntry>();
        foreach (var entry in entries)
        {
            if (!entry.Tests.TryGetValue(subject, out var test) || test.Kind == IndexTestKind.Range)
            {
                always.Add(entry);
                continue;
            }
            var table = test.Kind switch { IndexTestKind.Prefix => prefixes, IndexTestKind.Suffix => suffixes, _ => exact };
            foreach (var value in test.Values)
            {
                if (!table.TryGetValue(value, out var list))
                {
                    table[value] = list = [];
                }
                list.Add(entry);
            }
        }
        return new HashIndexNode(
            subject,
            exact.ToDictionary(e => e.Key, e => MakeBranch(e.Value, always, inner)),
            prefixes.ToDictionary(e => e.Key.AsString(), e => e.Value.ToArray(), StringComparer.Ordinal),
            suffixes.ToDictionary(e => e.Key.AsString(), e => e.Value.ToArray(), StringComparer.Ordinal),
            MakeBranch(always, [], inner));
    }

    /// <summary>Makes a branch for each place between and at the points that rules name; none when that would be too many.</summary>
    private static RangeIndexNode? BuildRanges(Subject subject, IReadOnlyList<IndexEntry> entries, HashSet<Subject> inner)
    {
        var ranges = entries.Select(e => e.Tests.TryGetValue(subject, out var test) ? test : null).ToArray();
        RegoValue[] points =
        [
            .. ranges.OfType<IndexTest>().SelectMany(t => t.AsRanges()).SelectMany(r => new[] { r.Low, r.High }).Where(v => v.IsDefined).Distinct().Order(),
        ];
        if (points.Length > MaxRangePoints)
        {
            return null;
        }
        var places = new List<IndexEntry>[(2 * points.Length) + 1];
        var total = 0L;
        for (var place = 0; place < places.Length; place++)
        {
            places[place] = [];
            for (var i = 0; i < entries.Count; i++)
            {
                if (ranges[i] is not { } test || Array.Exists(test.AsRanges(), r => Covers(r, points, place)))
                {
                    places[place].Add(entries[i]);
                }
            }
            total += places[place].Count;
            if (total > MaxRangeEntries)
            {
                return null;
            }
        }
        var absent = entries.Where((_, i) => ranges[i] is null or { HoldsWhenUndefined: true }).ToList();
        return new RangeIndexNode(subject, points, Array.ConvertAll(places, p => MakeBranch(p, [], inner)), MakeBranch(absent, [], inner));
    }

    /// <summary>Tells whether a range covers a place: place 2i+1 is point i, place 2i lies just below it.</summary>
    private static bool Covers(ValueRange range, RegoValue[] points, int place)
    {
        if (place % 2 == 1)
        {
            return range.Contains(points[place / 2]);
        }
        // Strictly between two points: a range covers all of it or nothing.
        var below = place == 0 ? default : points[(place / 2) - 1];
        var above = place / 2 == points.Length ? default : points[place / 2];
        return (!range.Low.IsDefined || (below.IsDefined && below.CompareTo(range.Low) >= 0))
            && (!range.High.IsDefined || (above.IsDefined && above.CompareTo(range.High) <= 0));
    }

    private static IndexBranch MakeBranch(List<IndexEntry> own, List<IndexEntry> always, HashSet<Subject> used)
    {
        var all = own.Concat(always).DistinctBy(e => e.Order).OrderBy(e => e.Order).ToArray();
        return new IndexBranch(all, BuildLevel(all, used));
    }

    /// <summary>Lists what a rule asks. A rule with <c>else</c> branches must be tried whatever the first branch asks.</summary>
    private static Dictionary<Subject, IndexTest> TestsOf(RulePlan rule)
    {
        var tests = new Dictionary<Subject, IndexTest>();
        for (var i = 0; i < rule.Parameters.Length; i++)
        {
            if (rule.Parameters[i] is ConstantTerm constant)
            {
                Note(tests, new Subject(i, []), new IndexTest(IndexTestKind.Exact, [constant.Value]));
            }
        }
        if (rule.Branches.Count > 1)
        {
            return tests;
        }
        foreach (var literal in rule.Branches[0].Body.Literals)
        {
            if (literal.Modifiers.Length > 0)
            {
                continue;
            }
            switch (literal)
            {
                case UnifyLiteral unify:
                    AddEquality(rule, unify, unify.Left, unify.Right, tests);
                    break;
                case TermLiteral { Term: BuiltinCallTerm { Function.Name: "equal", Arguments: [var a, var b] } }:
                    AddEquality(rule, literal, a, b, tests);
                    break;
                case TermLiteral { Term: BuiltinCallTerm { Function.Name: "internal.member_2", Arguments: [var item, ConstantTerm list] } }:
                    if (SubjectOf(rule, item) is { } member && Members(list.Value) is { } values)
                    {
                        Note(tests, member, new IndexTest(IndexTestKind.Exact, values) { Origin = literal });
                    }
                    break;
                case TermLiteral { Term: BuiltinCallTerm { Function.Name: "startswith" or "endswith", Arguments: [var text, ConstantTerm { Value: var part }] } call }:
                    if (SubjectOf(rule, text) is { } subject && part.IsString)
                    {
                        var kind = call.Function.Name == "startswith" ? IndexTestKind.Prefix : IndexTestKind.Suffix;
                        Note(tests, subject, new IndexTest(kind, [part]) { Origin = literal });
                    }
                    break;
                case TermLiteral term:
                    AddRanges(rule, literal, term.Term, isNegated: false, tests);
                    break;
                case NotLiteral { Body.Literals: [TermLiteral { Modifiers: [] } negated] }:
                    AddRanges(rule, literal, negated.Term, isNegated: true, tests);
                    break;
                default:
                    break;
            }
        }
        return tests;
    }

    private static void AddEquality(RulePlan rule, PlanLiteral literal, PlanTerm a, PlanTerm b, Dictionary<Subject, IndexTest> tests)
    {
        var (term, constant) = (a, b) switch
        {
            (ConstantTerm c, _) => (b, c),
            (_, ConstantTerm c) => (a, c),
            _ => (a, null),
        };
        if (constant is not null && SubjectOf(rule, term) is { } subject)
        {
            Note(tests, subject, new IndexTest(IndexTestKind.Exact, [constant.Value]) { Origin = literal });
        }
    }

    /// <summary>Of several questions about one subject the first counts, but one that looks values up wins over a range.</summary>
    private static void Note(Dictionary<Subject, IndexTest> tests, Subject subject, IndexTest test)
    {
        if (!tests.TryGetValue(subject, out var earlier) || (earlier.Kind == IndexTestKind.Range && test.Kind != IndexTestKind.Range))
        {
            tests[subject] = test;
        }
    }

    /// <summary>Notes a comparison, a type test or a plain term, also behind <c>not</c>, where nothing but the subject's own value decides.</summary>
    private static void AddRanges(RulePlan rule, PlanLiteral literal, PlanTerm term, bool isNegated, Dictionary<Subject, IndexTest> tests)
    {
        if (SubjectRanges.Of(term) is { } found && SubjectOf(rule, found.Term) is { } subject)
        {
            Note(tests, subject, new IndexTest(IndexTestKind.Range, [])
            {
                Ranges = isNegated ? SubjectRanges.Outside(found.Ranges) : found.Ranges,
                HoldsWhenUndefined = isNegated,
                Origin = literal,
            });
        }
    }

    private static RegoValue[]? Members(RegoValue collection) => collection.Reference switch
    {
        RegoSet set => set.ToSortedArray(),
        RegoArray array => array.AsSpan().ToArray(),
        _ => null,
    };

    private static Subject? SubjectOf(RulePlan rule, PlanTerm term)
    {
        var (head, operands) = term is ReferenceTerm reference ? (reference.Head, reference.Operands) : (term, []);
        if (!Array.TrueForAll(operands, o => o is ConstantTerm))
        {
            return null;
        }
        RegoValue[] path = [.. operands.Select(o => ((ConstantTerm)o).Value)];
        switch (head)
        {
            case InputTerm:
                return new Subject(-1, path);
            case VariableTerm variable:
                var index = Array.FindIndex(rule.Parameters, p => p is VariableTerm v && ReferenceEquals(v.Variable, variable.Variable));
                return index < 0 ? null : new Subject(index, path);
            default:
                return null;
        }
    }
}
