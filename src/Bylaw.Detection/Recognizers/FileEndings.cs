namespace Bylaw.Detection.Recognizers;

/// <summary>Endings of file names, and labels of no domain: <c>image@2x.png</c> is no mail address.</summary>
internal static class FileEndings
{
    private const int Slots = 1024;

    private static readonly ulong[] _table = Table(
        "png jpg jpeg gif svg webp ico bmp tif pdf js ts jsx tsx css scss html htm json xml yaml yml md txt csv py rb rs cs java kt php sh exe dll so zip gz tar " +
        "log lock toml cfg ini conf mp3 mp4 woff woff2 ttf example_ local_ internal_");

    /// <summary>Tells whether the last label of an address is one, in capitals or not.</summary>
    public static bool Contains(ReadOnlySpan<byte> label)
    {
        if (label.Length > 8)
        {
            return label.Length == 9 && System.Text.Ascii.EqualsIgnoreCase(label, "internal_"u8);
        }
        ulong key = 0;
        foreach (var b in label)
        {
            key = (key << 8) | (uint)(b | 0x20);
        }
        return Find(_table, key) is var slot && _table[slot] == key && key != 0;
    }

    /// <summary>Tells whether the last label of an address is one.</summary>
    public static bool Contains(ReadOnlySpan<char> label)
    {
        Span<byte> bytes = stackalloc byte[10];
        return label.Length < bytes.Length && System.Text.Ascii.IsValid(label) && Contains(bytes[..System.Text.Encoding.ASCII.GetBytes(label, bytes)]);
    }

    private static int Find(ulong[] table, ulong key)
    {
        var slot = (int)((key * 0x9E3779B97F4A7C15) >> 54);
        while (table[slot] != 0 && table[slot] != key)
        {
            slot = (slot + 1) % Slots;
        }
        return slot;
    }

    private static ulong[] Table(string endings)
    {
        var table = new ulong[Slots];
        foreach (var ending in endings.Split(' ').Where(static e => e.Length <= 8))
        {
            var key = ending.Aggregate(0UL, static (key, c) => (key << 8) | (uint)(c | 0x20));
            table[Find(table, key)] = key;
        }
        return table;
    }
}
