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
                counts[subject] = (count.Rules + 1, count.Values);
            }
        }
        var best = counts.Where(c => c.Value.Values.Count > 1).OrderByDescending(c => (long)c.Value.Rules * Math.Min(c.Value.Values.Count, 64)).FirstOrDefault();
        if (best.Key is null || best.Value.Rules * 2 < entries.Count)
        {
            return null;
        }
        var inner = new HashSet<Subject>(used) { best.Key };
        var exact = new Dictionary<RegoValue, List<IndexEntry>>();
        var prefixes = new Dictionary<RegoValue, List<IndexEntry>>();
        var always = new List<IndexEntry>();
        foreach (var entry in entries)
        {
            if (!entry.Tests.TryGetValue(best.Key, out var test))
            {
                always.Add(entry);
                continue;
            }
            var table = test.IsPrefix ? prefixes : exact;
            foreach (var value in test.Values)
            {
                if (!table.TryGetValue(value, out var list))
                {
                    table[value] = list = [];
                }
                list.Add(entry);
            }
        }
        return new IndexNode(
            best.Key,
            exact.ToDictionary(e => e.Key, e => MakeBranch(e.Value, always, inner)),
            prefixes.ToDictionary(e => e.Key.AsString(), e => e.Value.ToArray(), StringComparer.Ordinal),
            MakeBranch(always, [], inner));
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
                tests.TryAdd(new Subject(i, []), new IndexTest([constant.Value], false));
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
                        tests.TryAdd(member, new IndexTest(values, false) { Origin = literal });
                    }
                    break;
                case TermLiteral { Term: BuiltinCallTerm { Function.Name: "startswith", Arguments: [var text, ConstantTerm { Value: var prefix }] } }:
                    if (SubjectOf(rule, text) is { } subject && prefix.IsString)
                    {
                        tests.TryAdd(subject, new IndexTest([prefix], true) { Origin = literal });
                    }
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
            tests.TryAdd(subject, new IndexTest([constant.Value], false) { Origin = literal });
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
