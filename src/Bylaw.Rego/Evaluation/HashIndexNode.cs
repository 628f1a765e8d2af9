using System.Collections.Frozen;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>Asks which value the subject is, what it begins and what it ends with.</summary>
internal sealed class HashIndexNode : IndexNode
{
    private readonly Subject _subject;
    private readonly FrozenDictionary<RegoValue, IndexBranch> _exact;
    private readonly Dictionary<string, IndexEntry[]>.AlternateLookup<ReadOnlySpan<char>> _prefixes;
    private readonly Dictionary<string, IndexEntry[]>.AlternateLookup<ReadOnlySpan<char>> _suffixes;
    private readonly int[] _prefixLengths;
    private readonly int[] _suffixLengths;
    private readonly IndexBranch _always;

    public HashIndexNode(
        Subject subject,
        Dictionary<RegoValue, IndexBranch> exact,
        Dictionary<string, IndexEntry[]> prefixes,
        Dictionary<string, IndexEntry[]> suffixes,
        IndexBranch always)
    {
        _subject = subject;
        _exact = exact.ToFrozenDictionary();
        _prefixes = prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixLengths = [.. prefixes.Keys.Select(k => k.Length).Distinct().Order()];
        _suffixes = suffixes.GetAlternateLookup<ReadOnlySpan<char>>();
        _suffixLengths = [.. suffixes.Keys.Select(k => k.Length).Distinct().Order()];
        _always = always;
    }

    public override ReadOnlySpan<Clause> Find(Machine machine, ReadOnlySpan<RegoValue> arguments)
    {
        var value = _subject.Read(machine, arguments);
        if (!value.IsDefined)
        {
            return _always.Find(machine, arguments);
        }
        if (_prefixLengths.Length + _suffixLengths.Length > 0 && value.TryGetString(out var text))
        {
            return FindPrefixed(machine, arguments, value, text);
        }
        return _exact.TryGetValue(value, out var branch) ? branch.Find(machine, arguments) : _always.Find(machine, arguments);
    }

    private ReadOnlySpan<Clause> FindPrefixed(Machine machine, ReadOnlySpan<RegoValue> arguments, RegoValue value, string text)
    {
        IndexEntry[]? single = null;
        List<IndexEntry>? several = null;
        foreach (var length in _prefixLengths)
        {
            if (length > text.Length)
            {
                break;
            }
            if (_prefixes.TryGetValue(text.AsSpan(0, length), out var found))
            {
                Take(found, ref single, ref several);
            }
        }
        foreach (var length in _suffixLengths)
        {
            if (length > text.Length)
            {
                break;
            }
            if (_suffixes.TryGetValue(text.AsSpan(text.Length - length), out var found))
            {
                Take(found, ref single, ref several);
            }
        }
        var rest = _exact.TryGetValue(value, out var branch) ? branch : _always;
        if (single is null)
        {
            return rest.Find(machine, arguments);
        }
        if (several is null && single.Length == 1 && rest.Entries.Length == 0)
        {
            return new ReadOnlySpan<Clause>(single[0].Only);
        }
        several ??= [.. single];
        several.AddRange(rest.Entries);
        return several.DistinctBy(e => e.Order).OrderBy(e => e.Order).Select(e => e.Clause).ToArray();
    }

    private static void Take(IndexEntry[] found, ref IndexEntry[]? single, ref List<IndexEntry>? several)
    {
        if (single is null)
        {
            single = found;
            return;
        }
        several ??= [.. single];
        several.AddRange(found);
    }
}
