using Bylaw.Rego.Builtins;
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
    private static readonly HashSet<string> _asking = new(StringComparer.Ordinal)
    {
        "equal", "eq", "neq", "lt", "lte", "gt", "gte", "internal.member_2", "startswith", "endswith",
        "is_null", "is_boolean", "is_number", "is_string", "is_array", "is_object", "is_set",
    };

    public override ReadOnlySpan<Clause> Find(Machine machine, ReadOnlySpan<RegoValue> arguments) =>
        machine.ReplacedFunctions is { } replaced && replaced.Keys.Any(k => k is BuiltinDefinition builtin && _asking.Contains(builtin.Name))
            ? all
            : root.Find(machine, arguments);
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
internal abstract class IndexNode
{
    public abstract ReadOnlySpan<Clause> Find(Machine machine, ReadOnlySpan<RegoValue> arguments);
}
