using System.Collections.Immutable;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;

namespace Bylaw.ForeignPolicies;

/// <summary>
/// Finds where in the input the value stands that a finding rests on, for any rule: the value that the last condition of its rule looked at, or
/// the deepest value without which the finding goes away, whichever stands further down.
/// </summary>
internal static class DecisivePaths
{
    /// <summary>How often a rule is asked again for the places of its findings; beyond that places are of the values around.</summary>
    private const int MaxEvaluations = 4000;

    /// <summary>Finds one place for each finding; null where nothing of the input decides.</summary>
    public static ImmutableArray<InputPath?> Find(
        PreparedQuery query, RegoValue input, RegoValue data, EvaluationOptions options, List<RegoValue> findings, CancellationToken cancellationToken)
    {
        // What a rule prints it has printed when it was asked the first time.
        var search = new Search(query, input, data, options with { Print = null }, cancellationToken);
        return
        [
            .. findings.Select(f => Deeper(
                SeenPaths.Find(query, f, findings.Count == 1 ? input : search.Reduce(f, findings.Count), data, options with { Print = null }, cancellationToken),
                search.Find(f))),
        ];
    }

    /// <summary>Of two places the one further down is nearer to what is wrong.</summary>
    private static InputPath? Deeper(ImmutableArray<RegoValue>? seen, InputPath? decisive) =>
        seen is { } path && (decisive is null || path.Length > decisive.Path.Length) ? new InputPath(path) : decisive;

    /// <summary>Returns a value with one thing in it taken out: a key of a mapping goes, an item of a list becomes null, so that the others keep their places.</summary>
    internal static RegoValue Without(RegoValue value, ReadOnlySpan<RegoValue> path)
    {
        var key = path[0];
        var rest = path[1..];
        if (value.TryGetArray(out var array))
        {
            var items = array.AsSpan().ToArray();
            var index = (int)(key.TryGetInt64(out var at) ? at : 0);
            items[index] = rest.IsEmpty ? RegoValue.Null : Without(items[index], rest);
            return RegoArray.Create(items);
        }
        var entries = new List<(RegoValue, RegoValue)>();
        foreach (var (name, item) in value.AsObject())
        {
            if (name != key)
            {
                entries.Add((name, item));
            }
            else if (!rest.IsEmpty)
            {
                entries.Add((name, Without(item, rest)));
            }
        }
        return RegoObject.Create([.. entries]);
    }

    /// <summary>Lists the keys of a mapping or the indices of a list; nothing for everything else.</summary>
    internal static List<RegoValue> KeysOf(RegoValue value)
    {
        var keys = new List<RegoValue>();
        if (value.TryGetArray(out var array))
        {
            for (var i = 0; i < array.Count; i++)
            {
                keys.Add(i);
            }
        }
        else if (value.TryGetObject(out var map))
        {
            foreach (var (key, _) in map)
            {
                keys.Add(key);
            }
        }
        return keys;
    }

    private sealed class Search(PreparedQuery query, RegoValue input, RegoValue data, EvaluationOptions options, CancellationToken cancellationToken)
    {
        private readonly Dictionary<string, HashSet<RegoValue>> _known = new(StringComparer.Ordinal);
        private int _left = MaxEvaluations;

        public InputPath? Find(RegoValue finding)
        {
            var best = Deepest(finding, input, []);
            return best.IsEmpty ? null : new InputPath(best);
        }

        /// <summary>Takes out of the input what only other findings rest on.</summary>
        public RegoValue Reduce(RegoValue finding, int count)
        {
            var reduced = input;
            Reduce(finding, ref reduced, ref count, input, []);
            return reduced;
        }

        private void Reduce(RegoValue finding, ref RegoValue reduced, ref int count, RegoValue value, ImmutableArray<RegoValue> path)
        {
            foreach (var key in KeysOf(value))
            {
                if (count == 1)
                {
                    return;
                }
                var below = path.Add(key);
                var smaller = _left-- > 0 ? Without(reduced, below.AsSpan()) : reduced;
                var found = _left > 0 ? Ask(smaller) : [];
                if (found.Contains(finding) && found.Count < count)
                {
                    (reduced, count) = (smaller, found.Count);
                }
                else
                {
                    Reduce(finding, ref reduced, ref count, value.Get(key), below);
                }
            }
        }

        /// <summary>Goes down to the deepest value that decides; of several the first deepest.</summary>
        private ImmutableArray<RegoValue> Deepest(RegoValue finding, RegoValue value, ImmutableArray<RegoValue> path)
        {
            var best = path;
            foreach (var key in KeysOf(value))
            {
                var below = path.Add(key);
                if (IsGone(finding, below) && Deepest(finding, value.Get(key), below) is var found && found.Length > best.Length)
                {
                    best = found;
                }
            }
            return best;
        }

        private bool IsGone(RegoValue finding, ImmutableArray<RegoValue> path)
        {
            var name = string.Join('/', path.Select(p => p.ToJson()));
            if (!_known.TryGetValue(name, out var found))
            {
                if (_left-- <= 0)
                {
                    return false;
                }
                _known[name] = found = Ask(Without(input, path.AsSpan()));
            }
            return !found.Contains(finding);
        }

        private HashSet<RegoValue> Ask(RegoValue changed)
        {
            try
            {
                return [.. ForeignPolicySet.ReadItems(query.EvaluateValue(changed, data, options, cancellationToken))];
            }
            catch (EvaluationException)
            {
                return []; // the rule cannot do without the value
            }
        }
    }
}
