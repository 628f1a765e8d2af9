using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Bylaw.Ledger.Merkle;

namespace Bylaw.Ledger.Notes;

/// <summary>The head of a log at one size: which log, how many entries, which root.</summary>
/// <remarks>Source: C2SP tlog-checkpoint.</remarks>
public sealed record Checkpoint
{
    /// <summary>Makes a checkpoint.</summary>
    /// <param name="origin">The log's name, one line, not empty.</param>
    /// <param name="size">The number of entries.</param>
    /// <param name="root">The root over them.</param>
    /// <param name="extensions">Further lines; none by default.</param>
    public Checkpoint(string origin, long size, MerkleHash root, ImmutableArray<string> extensions = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(origin);
        ArgumentOutOfRangeException.ThrowIfNegative(size);
        Origin = origin;
        Size = size;
        Root = root;
        Extensions = extensions.IsDefault ? [] : extensions;
    }

    /// <summary>Gets the log's name.</summary>
    public string Origin { get; }

    /// <summary>Gets the number of entries.</summary>
    public long Size { get; }

    /// <summary>Gets the root over all entries.</summary>
    public MerkleHash Root { get; }

    /// <summary>Gets further lines, uninterpreted.</summary>
    public ImmutableArray<string> Extensions { get; }

    /// <summary>Reads a checkpoint from a note's text.</summary>
    /// <param name="text">The text with its last line feed.</param>
    /// <param name="checkpoint">The checkpoint.</param>
    /// <param name="problem">What is wrong, when it cannot be read.</param>
    /// <returns>True when it has origin, size and root, each well formed.</returns>
    public static bool TryParse(string text, out Checkpoint checkpoint, out string problem)
    {
        checkpoint = null!;
        var lines = text.Split('\n');
        if (lines.Length < 4 || lines[^1].Length != 0)
        {
            problem = "a checkpoint has the three lines origin, size and root";
            return false;
        }
        if (lines[0].Length == 0)
        {
            problem = "the checkpoint names no origin";
            return false;
        }
        if (!long.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var size)
            || !string.Equals(size.ToString(CultureInfo.InvariantCulture), lines[1], StringComparison.Ordinal))
        {
            problem = "the checkpoint's size is not a decimal number";
            return false;
        }
        if (!StrictBase64.TryDecode(lines[2], out var root) || root.Length != MerkleHash.Size)
        {
            problem = "the checkpoint's root is not base64 of 32 bytes";
            return false;
        }
        var extensions = lines[3..^1];
        if (extensions.Contains(""))
        {
            problem = "the checkpoint has an empty extension line";
            return false;
        }
        problem = "";
        checkpoint = new Checkpoint(lines[0], size, new MerkleHash(root), [.. extensions]);
        return true;
    }

    /// <summary>Returns the text that is signed.</summary>
    /// <returns>Lines, each with its line feed.</returns>
    public string ToText()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{Origin}\n{Size}\n{Root.ToBase64()}\n");
        foreach (var line in Extensions)
        {
            text.Append(line).Append('\n');
        }
        return text.ToString();
    }
}
