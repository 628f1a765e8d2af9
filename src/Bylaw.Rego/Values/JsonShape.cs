namespace Bylaw.Rego.Values;

/// <summary>
/// What an object in a document looked like: its keys in the order in which they stood, with their bytes, and what the objects below each
/// of them looked like. Shared between threads; a race on <see cref="Children"/> loses a guess, never a value.
/// </summary>
internal sealed class JsonShape
{
    /// <summary>Objects with more keys are maps and have no shape worth guessing.</summary>
    public const int MaxKeys = 32;

    /// <summary>Longer keys have no shape either.</summary>
    private const int MaxNameBytes = 64;

    private JsonShape(KeyTable table, byte[][] names)
    {
        Table = table;
        Names = names;
        Children = new JsonShape?[names.Length];
    }

    /// <summary>Gets the keys.</summary>
    public KeyTable Table { get; }

    /// <summary>Gets the keys as bytes with quotes around them.</summary>
    public byte[][] Names { get; }

    /// <summary>Gets what stood below each key.</summary>
    public JsonShape?[] Children { get; }

    /// <summary>Gets the number of keys, at least 1.</summary>
    public int Count => Names.Length;

    /// <summary>Makes the shape of a table whose keys are all strings.</summary>
    /// <returns>The shape; null for one that is not worth keeping.</returns>
    public static JsonShape? Of(KeyTable table)
    {
        if (table.Count is 0 or > MaxKeys)
        {
            return null;
        }
        var names = new byte[table.Count][];
        for (var i = 0; i < names.Length; i++)
        {
            var key = table[i].AsString();
            foreach (var c in key)
            {
                // A key that JSON may write in several ways is read the long way.
                if (c is < ' ' or '"' or '\\' or > '~')
                {
                    return null;
                }
            }
            if (key.Length > MaxNameBytes)
            {
                return null;
            }
            names[i] = System.Text.Encoding.ASCII.GetBytes($"\"{key}\"");
        }
        return new JsonShape(table, names);
    }
}
