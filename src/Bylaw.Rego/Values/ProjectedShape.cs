namespace Bylaw.Rego.Values;

/// <summary>What an object looked like of which some keys matter: all its keys in the order in which they stood, and what was kept of them.</summary>
internal sealed class ProjectedShape
{
    private readonly KeyTable _all;

    private ProjectedShape(JsonShape all, KeyTable kept, JsonProjection projection)
    {
        _all = all.Table;
        Names = all.Names;
        Kept = kept;
        Slots = new int[all.Count];
        Parts = new JsonProjection?[all.Count];
        for (var i = 0; i < Slots.Length; i++)
        {
            Parts[i] = projection.Of(_all[i]);
            Slots[i] = Parts[i] is null ? -1 : kept.Find(_all[i]);
        }
    }

    /// <summary>Gets all keys as bytes with quotes around them.</summary>
    public byte[][] Names { get; }

    /// <summary>Gets the slot of each key in the object that is made; -1 for one that does not matter.</summary>
    public int[] Slots { get; }

    /// <summary>Gets what matters below each key; null for nothing.</summary>
    public JsonProjection?[] Parts { get; }

    /// <summary>Gets the keys that are kept.</summary>
    public KeyTable Kept { get; }

    /// <summary>Makes the shape of an object.</summary>
    /// <param name="all">All its keys.</param>
    /// <param name="kept">Those that were kept, in a table.</param>
    /// <param name="projection">What matters of the object.</param>
    /// <returns>The shape; null for one that is not worth keeping.</returns>
    public static ProjectedShape? Of(KeyTable all, KeyTable kept, JsonProjection projection) =>
        JsonShape.Of(all) is { } shape ? new ProjectedShape(shape, kept, projection) : null;

    /// <summary>Tells whether an object of keys and values in turns has this shape.</summary>
    public bool Fits(ReadOnlySpan<RegoValue> pairs) => RegoJsonReader.HasKeys(_all, pairs);

    /// <summary>Gets the key in a place.</summary>
    public ref readonly RegoValue KeyAt(int index) => ref _all[index];
}
