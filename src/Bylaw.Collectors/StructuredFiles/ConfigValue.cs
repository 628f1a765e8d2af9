using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Bylaw.Collectors.StructuredFiles;

/// <summary>One value read from a configuration file: a scalar, a list, a map, or a value that is not known yet, with its place.</summary>
/// <remarks>Immutable. Three-valued: known, unknown until apply (<see cref="ConfigKind.Unknown"/>), absent (not in its map).</remarks>
public sealed class ConfigValue
{
    private readonly ConfigMap? _map;

    private ConfigValue(ConfigKind kind, SourcePosition position, string? text = null, ImmutableArray<ConfigValue> items = default, ConfigMap? map = null)
    {
        Kind = kind;
        Position = position;
        Text = text ?? string.Empty;
        Items = items.IsDefault ? [] : items;
        _map = map;
    }

    /// <summary>Gets what the value is.</summary>
    public ConfigKind Kind { get; }

    /// <summary>Gets where the value was written.</summary>
    public SourcePosition Position { get; }

    /// <summary>Gets the text of a string, the digits of a number, <c>true</c> or <c>false</c> of a boolean, the reason of an unknown.</summary>
    public string Text { get; }

    /// <summary>Gets the items of a list; empty for every other kind.</summary>
    public ImmutableArray<ConfigValue> Items { get; }

    /// <summary>Gets the entries of a map; empty for every other kind.</summary>
    public ConfigMap Entries => _map ?? ConfigMap.Empty;

    /// <summary>Gets whether an unknown will certainly hold something, because it refers to an attribute of a declared resource.</summary>
    public bool IsReference { get; private init; }

    /// <summary>Gets the address of the resource that an unknown refers to, or null.</summary>
    public string? Target { get; private init; }

    /// <summary>Gets whether the value is not known yet.</summary>
    public bool IsUnknown => Kind == ConfigKind.Unknown;

    /// <summary>Gets whether the value is null.</summary>
    public bool IsNull => Kind == ConfigKind.Null;

    /// <summary>Gets whether the value is the boolean true.</summary>
    public bool IsTrue => Kind == ConfigKind.Boolean && Text == "true";

    /// <summary>Makes a null.</summary>
    public static ConfigValue Null(SourcePosition position = default) => new(ConfigKind.Null, position);

    /// <summary>Makes a boolean.</summary>
    public static ConfigValue Boolean(bool value, SourcePosition position = default) =>
        new(ConfigKind.Boolean, position, value ? "true" : "false");

    /// <summary>Makes a string.</summary>
    public static ConfigValue String(string value, SourcePosition position = default) => new(ConfigKind.String, position, value);

    /// <summary>Makes a number from JSON number text.</summary>
    public static ConfigValue Number(string digits, SourcePosition position = default) => new(ConfigKind.Number, position, digits);

    /// <summary>Makes a number from an integer.</summary>
    public static ConfigValue Number(long value, SourcePosition position = default) =>
        new(ConfigKind.Number, position, value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Makes a list.</summary>
    public static ConfigValue List(ImmutableArray<ConfigValue> items, SourcePosition position = default) => new(ConfigKind.List, position, items: items);

    /// <summary>Makes a map.</summary>
    public static ConfigValue Map(ConfigMap entries, SourcePosition position = default) => new(ConfigKind.Map, position, map: entries);

    /// <summary>Makes an unknown.</summary>
    /// <param name="reason">Why it is not known, in a few plain words.</param>
    /// <param name="position">Where it was written.</param>
    /// <param name="isReference">Whether something will certainly be there after apply.</param>
    /// <param name="target">The address of the resource it refers to.</param>
    public static ConfigValue Unknown(string reason, SourcePosition position = default, bool isReference = false, string? target = null) =>
        new(ConfigKind.Unknown, position, reason) { IsReference = isReference, Target = target };

    /// <summary>Returns the same value at another place.</summary>
    public ConfigValue At(SourcePosition position) => new(Kind, position, Text, Items, _map) { IsReference = IsReference, Target = Target };

    /// <summary>Finds an entry of a map.</summary>
    /// <param name="name">The key, compared ordinally.</param>
    /// <param name="value">The entry's value.</param>
    /// <returns>False when this is no map or has no such key.</returns>
    public bool TryGet(string name, [NotNullWhen(true)] out ConfigValue? value)
    {
        value = null;
        return _map is not null && _map.TryGet(name, out value);
    }

    /// <summary>Finds an entry of a map, or null when it is absent.</summary>
    public ConfigValue? this[string name] => TryGet(name, out var value) ? value : null;

    /// <summary>Returns the text of a string, or null for every other kind.</summary>
    public string? AsString() => Kind == ConfigKind.String ? Text : null;

    /// <summary>Returns a scalar as text, or null for lists, maps, nulls and unknowns.</summary>
    public string? AsScalarText() => Kind is ConfigKind.String or ConfigKind.Number or ConfigKind.Boolean ? Text : null;
}
