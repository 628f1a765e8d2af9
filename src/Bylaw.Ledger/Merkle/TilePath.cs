using System.Globalization;

namespace Bylaw.Ledger.Merkle;

/// <summary>Names the resources of a tile log: hash tiles, entry bundles and their partial forms.</summary>
/// <remarks>Source: C2SP tlog-tiles. A tile is 256 wide; an index is written in groups of three digits, all but the last led by <c>x</c>.</remarks>
public static class TilePath
{
    /// <summary>The width of a full tile and of a full entry bundle.</summary>
    public const int Width = 256;

    /// <summary>Names a hash tile.</summary>
    /// <param name="level">The level, from 0 (leaf hashes) to 7.</param>
    /// <param name="index">The tile's index at its level.</param>
    /// <param name="width">How many hashes it holds, 1 to 256; below 256 it is a partial tile.</param>
    /// <returns>A relative path with forward slashes.</returns>
    public static string OfTile(int level, long index, int width = Width) =>
        $"tile/{level.ToString(CultureInfo.InvariantCulture)}/{Encode(index)}{Partial(width)}";

    /// <summary>Names an entry bundle.</summary>
    /// <param name="index">The bundle's index.</param>
    /// <param name="width">How many entries it holds, 1 to 256; below 256 it is a partial bundle.</param>
    /// <returns>A relative path with forward slashes.</returns>
    public static string OfEntries(long index, int width = Width) => $"tile/entries/{Encode(index)}{Partial(width)}";

    /// <summary>Reads the path of an entry bundle.</summary>
    /// <param name="path">A relative path with forward slashes.</param>
    /// <param name="index">The bundle's index.</param>
    /// <param name="width">How many entries it holds, 1 to 256.</param>
    /// <returns>False when the path names no bundle, or not in the one spelling that <see cref="OfEntries"/> gives.</returns>
    public static bool TryParseEntries(string path, out long index, out int width)
    {
        (index, width) = (0, Width);
        if (!path.StartsWith("tile/entries/", StringComparison.Ordinal))
        {
            return false;
        }
        var name = path["tile/entries/".Length..];
        if (name.IndexOf(".p/", StringComparison.Ordinal) is >= 0 and var partial)
        {
            if (!int.TryParse(name.AsSpan(partial + 3), NumberStyles.None, CultureInfo.InvariantCulture, out width) || width is < 1 or >= Width)
            {
                return false;
            }
            name = name[..partial];
        }
        return long.TryParse(name.Replace("/", "", StringComparison.Ordinal).Replace("x", "", StringComparison.Ordinal), NumberStyles.None, CultureInfo.InvariantCulture, out index)
            && OfEntries(index, width) == path;
    }

    private static string Partial(int width)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(width, Width);
        return width == Width ? "" : string.Create(CultureInfo.InvariantCulture, $".p/{width}");
    }

    private static string Encode(long index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        var path = (index % 1000).ToString("000", CultureInfo.InvariantCulture);
        for (var rest = index / 1000; rest > 0; rest /= 1000)
        {
            path = $"x{(rest % 1000).ToString("000", CultureInfo.InvariantCulture)}/{path}";
        }
        return path;
    }
}
