using System.Collections.Frozen;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Evaluation;

/// <summary>Says which clauses of a document can hold, by what they ask of the input or of their arguments.</summary>
internal abstract class ClauseIndex
{
    /// <summary>Finds the clauses that can hold, in their order.</summary>
    /// <param name="machine">The evaluation.</param>
    /// <param name="arguments">A function's arguments; empty for other documents.</param>
    public abstract ReadOnlySpan<Clause> Find(Machine machine, ReadOnlySpan<RegoValue> arguments);
}

/// <summary>An index that looks answers up by hash and by prefix.</summary>
/// <param name="root">The first question.</param>
/// <param name="all">All clauses, for when a replaced function may change what a question means.</param>
internal sealed class HashClauseIndex(IndexNode root, Clause[] all) : ClauseIndex
{
    public override ReadOnlySpan<Clause> Find(Machine machine, ReadOnlySpan<RegoValue> arguments) =>
        machine.ReplacedFunctions is null ? root.Find(machine, arguments) : all;
}

/// <summary>What is looked at: the input or an argument, and a path below it.</summary>
/// <param name="argument">The argument's index; -1 for the input.</param>
/// <param name="path">The keys below it.</param>
internal sealed class Subject(int argument, RegoValue[] path) : IEquatable<Subject>
{
    private readonly int _argument = argument;
    private readonly RegoValue[] _path = path;

    /// <summary>Writes the subject as messages show it.</summary>
    public string Text(Document document)
    {
        var text = new System.Text.StringBuilder(_argument < 0 ? "input" : $"argument {_argument + 1} of {document.Name}");
        foreach (var key in _path)
        {
            text.Append('[').Append(key.ToString()).Append(']');
        }
        return text.ToString();
    }

    public RegoValue Read(Machine machine, ReadOnlySpan<RegoValue> arguments)
    {
        var value = _argument < 0 ? machine.Input : arguments[_argument];
        foreach (ref readonly var key in _path.AsSpan())
        {
            value = value.Get(key);
        }
        return value;
    }

    public bool Equals(Subject? other) => other is not null && _argument == other._argument && _path.AsSpan().SequenceEqual(other._path);

    public override bool Equals(object? obj) => Equals(obj as Subject);

    public override int GetHashCode()
    {
        var hash = _argument;
        foreach (var key in _path)
        {
            hash = (hash * 31) + key.GetHashCode();
        }
        return hash;
    }
}

/// <summary>What a rule asks of a subject: that it be one of some values, or begin with one of them.</summary>
internal sealed record IndexTest(RegoValue[] Values, bool IsPrefix)
{
    /// <summary>Gets the literal of the plan that asks; null for a parameter.</summary>
    public object? Origin { get; init; }

    /// <summary>Tells whether a value can satisfy the rule.</summary>
    public bool Holds(in RegoValue value)
    {
        foreach (ref readonly var wanted in Values.AsSpan())
        {
            if (IsPrefix
                ? value.TryGetString(out var text) && text.StartsWith(wanted.AsString(), StringComparison.Ordinal)
                : value.IsDefined && value.Equals(wanted))
            {
                return true;
            }
        }
        return false;
    }
}

/// <summary>A clause with its place and all that it asks.</summary>
internal sealed record IndexEntry(Clause Clause, int Order, Dictionary<Subject, IndexTest> Tests)
{
    /// <summary>Gets the clause as a list of one.</summary>
    public Clause[] Only { get; } = [Clause];
}

/// <summary>The clauses behind one answer, and the next question if there are many.</summary>
internal sealed class IndexBranch(IndexEntry[] entries, IndexNode? next)
{
    private readonly Clause[] _clauses = Array.ConvertAll(entries, e => e.Clause);

    public IndexEntry[] Entries { get; } = entries;

    public ReadOnlySpan<Clause> Find(Machine machine, ReadOnlySpan<RegoValue> arguments) =>
        next is null ? _clauses : next.Find(machine, arguments);
}

/// <summary>One question: what the subject is, and which clauses each answer leaves.</summary>
internal sealed class IndexNode
{
    private readonly Subject _subject;
    private readonly FrozenDictionary<RegoValue, IndexBranch> _exact;
    private readonly Dictionary<string, IndexEntry[]>.AlternateLookup<ReadOnlySpan<char>> _prefixes;
    private readonly int[] _prefixLengths;
    private readonly IndexBranch _always;

    public IndexNode(Subject subject, Dictionary<RegoValue, IndexBranch> exact, Dictionary<string, IndexEntry[]> prefixes, IndexBranch always)
    {
        _subject = subject;
        _exact = exact.ToFrozenDictionary();
        _prefixes = prefixes.GetAlternateLookup<ReadOnlySpan<char>>();
        _prefixLengths = [.. prefixes.Keys.Select(k => k.Length).Distinct().Order()];
        _always = always;
    }

    public ReadOnlySpan<Clause> Find(Machine machine, ReadOnlySpan<RegoValue> arguments)
    {
        var value = _subject.Read(machine, arguments);
        if (!value.IsDefined)
        {
            return _always.Find(machine, arguments);
        }
        if (_prefixLengths.Length > 0 && value.TryGetString(out var text))
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
                if (single is null)
                {
                    single = found;
                }
                else
                {
                    several ??= [.. single];
                    several.AddRange(found);
                }
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
        return several.OrderBy(e => e.Order).Select(e => e.Clause).ToArray();
    }
}
