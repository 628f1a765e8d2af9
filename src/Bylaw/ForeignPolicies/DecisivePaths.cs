using System.Collections.Immutable;
using Bylaw.Rego;
using Bylaw.Rego.Evaluation;
using Bylaw.Rego.Values;

namespace Bylaw.ForeignPolicies;

/// <summary>
/// Finds where in the input the values stand that a finding rests on, for any rule: a value decides when the finding goes away without it.
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
        return [.. findings.Select(f => search.Find(f))];
    }

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
