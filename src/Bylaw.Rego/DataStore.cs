using System.Collections.Immutable;
using Bylaw.Rego.Values;

namespace Bylaw.Rego;

/// <summary>
/// Keeps base documents that change while queries run. A reader takes a snapshot and is never disturbed; a change copies the way to what it
/// changes and shares the rest. Safe to use from many threads.
/// </summary>
/// <example>
/// <code>
/// var store = new DataStore(RegoValue.FromJson("""{"users": {}}"""));
/// store.Apply(DataChange.Set(["users", "ann"], RegoValue.FromJson("""{"role": "admin"}""")));
/// var value = query.EvaluateValue(input, store.Current.Data);
/// </code>
/// </example>
public sealed class DataStore
{
    private readonly Lock _writing = new();
    private volatile DataSnapshot _current;

    /// <summary>Makes a store.</summary>
    /// <param name="data">The first documents: an object; undefined for none.</param>
    /// <exception cref="ArgumentException">The data is no object.</exception>
    public DataStore(RegoValue data = default) => _current = new DataSnapshot(Checked(data.IsDefined ? data : RegoObject.Empty), 0);

    /// <summary>Gets the documents as they are now.</summary>
    public DataSnapshot Current => _current;

    /// <summary>Makes changes, all of them or none.</summary>
    /// <param name="changes">The changes in order.</param>
    /// <returns>The documents after them.</returns>
    /// <exception cref="ArgumentException">A path leads through something that is not there, or is no collection; nothing was changed.</exception>
    public DataSnapshot Apply(params ReadOnlySpan<DataChange> changes)
    {
        lock (_writing)
        {
            var data = _current.Data;
            foreach (var change in changes)
            {
                data = Checked(Put(data, change, 0));
            }
            return _current = new DataSnapshot(data, _current.Revision + 1);
        }
    }

    private static RegoValue Checked(RegoValue data) =>
        data.TryGetObject(out _) ? data : throw new ArgumentException("the root of the data must be an object", nameof(data));

    private static RegoValue Put(in RegoValue at, DataChange change, int depth)
    {
        if (depth == change.Path.Length)
        {
            return change.Value;
        }
        var key = change.Path[depth];
        var isLast = depth == change.Path.Length - 1;
        if (at.TryGetObject(out var obj))
        {
            var existing = obj.Get(key);
            if (!existing.IsDefined && (!isLast || change.IsRemoval))
            {
                throw Missing(change, depth);
            }
            if (isLast && change.IsRemoval)
            {
                return Without(obj, key);
            }
            var builder = new ObjectBuilder(obj);
            builder.Set(key, Put(existing, change, depth + 1));
            return builder.Build();
        }
        if (at.TryGetArray(out var array) && key.TryGetInt64(out var index) && index >= 0 && index <= array.Count)
        {
            var items = array.AsSpan();
            if (index == array.Count)
            {
                return isLast && !change.IsRemoval ? RegoArray.Create([.. items, change.Value]) : throw Missing(change, depth);
            }
            var i = (int)index;
            return isLast && change.IsRemoval
                ? RegoArray.Create([.. items[..i], .. items[(i + 1)..]])
                : RegoArray.Create([.. items[..i], Put(items[i], change, depth + 1), .. items[(i + 1)..]]);
        }
        throw Missing(change, depth);
    }

    private static RegoObject Without(RegoObject source, in RegoValue key)
    {
        var builder = new ObjectBuilder(source.Count);
        foreach (var (name, value) in source)
        {
            if (name != key)
            {
                builder.Set(name, value);
            }
        }
        return builder.Build();
    }

    private static ArgumentException Missing(DataChange change, int depth) =>
        new($"there is nothing at data{string.Concat(change.Path.Take(depth + 1).Select(k => $"[{k}]"))}", nameof(change));
}

/// <summary>The base documents at one moment. Immutable.</summary>
/// <param name="Data">The documents.</param>
/// <param name="Revision">How many times they had been changed.</param>
public sealed record DataSnapshot(RegoValue Data, long Revision);

/// <summary>One change of base documents.</summary>
/// <param name="Path">The keys below <c>data</c>: strings for objects, integers for arrays (the count of items appends).</param>
/// <param name="Value">What is put there; undefined to remove what is there.</param>
public sealed record DataChange(ImmutableArray<RegoValue> Path, RegoValue Value)
{
    /// <summary>Gets whether it removes.</summary>
    public bool IsRemoval => !Value.IsDefined;

    /// <summary>Makes a change that puts a value at a path; all but the last key must be there.</summary>
    /// <param name="path">The keys.</param>
    /// <param name="value">The value.</param>
    /// <returns>The change.</returns>
    /// <exception cref="ArgumentException">The value is undefined.</exception>
    public static DataChange Set(ImmutableArray<RegoValue> path, RegoValue value) =>
        value.IsDefined ? new DataChange(path, value) : throw new ArgumentException("the value is undefined", nameof(value));

    /// <summary>Makes a change that removes what is at a path.</summary>
    /// <param name="path">The keys; at least one.</param>
    /// <returns>The change.</returns>
    /// <exception cref="ArgumentException">The path is empty.</exception>
    public static DataChange Remove(ImmutableArray<RegoValue> path) =>
        path.IsDefaultOrEmpty ? throw new ArgumentException("the root cannot be removed", nameof(path)) : new DataChange(path, default);
}
