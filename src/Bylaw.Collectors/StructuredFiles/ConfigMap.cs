using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>Names with values in the order they were written. The last of several equal names wins, at the place of the first.</summary>
/// <remarks>Immutable once built through <see cref="Builder"/>.</remarks>
public sealed class ConfigMap : IReadOnlyList<KeyValuePair<string, ConfigValue>>
{
    private const int IndexedFrom = 9;
    private readonly KeyValuePair<string, ConfigValue>[] _entries;
    private readonly Dictionary<string, int>? _index;

    private ConfigMap(KeyValuePair<string, ConfigValue>[] entries, Dictionary<string, int>? index)
    {
        _entries = entries;
        _index = index;
    }

    /// <summary>Gets the map without entries.</summary>
    public static ConfigMap Empty { get; } = new([], null);

    /// <inheritdoc/>
    public int Count => _entries.Length;

    /// <inheritdoc/>
    public KeyValuePair<string, ConfigValue> this[int index] => _entries[index];

    /// <summary>Finds an entry by its name, compared ordinally.</summary>
    /// <param name="name">The name.</param>
    /// <param name="value">The value.</param>
    /// <returns>Whether there is such an entry.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out ConfigValue? value)
    {
        if (_index is not null)
        {
            value = _index.TryGetValue(name, out var at) ? _entries[at].Value : null;
            return value is not null;
        }
        foreach (var entry in _entries)
        {
            if (entry.Key == name)
            {
                value = entry.Value;
                return true;
            }
        }
        value = null;
        return false;
    }

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, ConfigValue>> GetEnumerator() =>
        ((IEnumerable<KeyValuePair<string, ConfigValue>>)_entries).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => _entries.GetEnumerator();

    /// <summary>Collects entries.</summary>
    public sealed class Builder
    {
        private readonly List<KeyValuePair<string, ConfigValue>> _entries = [];
        private Dictionary<string, int>? _index;

        /// <summary>Gets how many entries there are.</summary>
        public int Count => _entries.Count;

        /// <summary>Adds an entry, or replaces the value of an entry with the same name.</summary>
        /// <param name="name">The name.</param>
        /// <param name="value">The value.</param>
        public void Set(string name, ConfigValue value)
        {
            var at = Find(name);
            if (at >= 0)
            {
                _entries[at] = new(name, value);
                return;
            }
            _entries.Add(new(name, value));
            if (_index is not null)
            {
                _index[name] = _entries.Count - 1;
            }
            else if (_entries.Count == IndexedFrom)
            {
                _index = _entries.Select((e, i) => (e.Key, i)).ToDictionary(e => e.Key, e => e.i, StringComparer.Ordinal);
            }
        }

        /// <summary>Finds an entry that was added before.</summary>
        /// <param name="name">The name.</param>
        /// <returns>The value, or null.</returns>
        public ConfigValue? Get(string name) => Find(name) is var at and >= 0 ? _entries[at].Value : null;

        /// <summary>Finishes the map. The builder must not be used afterwards.</summary>
        /// <returns>The map.</returns>
        public ConfigMap Build() => _entries.Count == 0 ? Empty : new([.. _entries], _index);

        private int Find(string name) => _index is not null
            ? _index.GetValueOrDefault(name, -1)
            : _entries.FindIndex(e => e.Key == name);
    }
}
