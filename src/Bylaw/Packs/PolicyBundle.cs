using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Bylaw.Packs;

/// <summary>One file of a bundle of packs.</summary>
/// <param name="Name">The number of its folder and its path in there, such as <c>0/baseline/pack.yaml</c>.</param>
/// <param name="Content">Its bytes.</param>
public sealed record PolicyFile(string Name, ReadOnlyMemory<byte> Content)
{
    /// <summary>Gets SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
    public string Sha256 { get; } = Convert.ToHexStringLower(SHA256.HashData(Content.Span));
}

/// <summary>The files that rules and packs were read from: what a decision names as its policy, byte for byte.</summary>
/// <remarks>
/// The archive begins with a line <c>SHA256  BYTES  NAME</c> for each file, sorted by name, and an empty line; the contents follow in that
/// order. SHA-256 of the archive names the bundle, so that it can lie in a store by digest and be checked from the digest alone.
/// </remarks>
public sealed class PolicyBundle
{
    /// <summary>Makes a bundle.</summary>
    /// <param name="files">The files; no name twice, and no line break in a name.</param>
    public PolicyBundle(IEnumerable<PolicyFile> files)
    {
        Files = [.. files.OrderBy(f => f.Name, StringComparer.Ordinal)];
        using var archive = new MemoryStream();
        archive.Write(Encoding.UTF8.GetBytes(string.Concat(
            Files.Select(f => string.Create(CultureInfo.InvariantCulture, $"{f.Sha256}  {f.Content.Length}  {f.Name}\n"))) + "\n"));
        foreach (var file in Files)
        {
            archive.Write(file.Content.Span);
        }
        Archive = archive.ToArray();
        Digest = Convert.ToHexStringLower(SHA256.HashData(Archive.Span));
    }

    /// <summary>Gets the files, sorted by name.</summary>
    public ImmutableArray<PolicyFile> Files { get; }

    /// <summary>Gets listing and contents.</summary>
    public ReadOnlyMemory<byte> Archive { get; }

    /// <summary>Gets SHA-256 of the archive, 64 lower-case hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>Reads an archive.</summary>
    /// <param name="archive">Its bytes.</param>
    /// <returns>The bundle; null when they are no archive.</returns>
    public static PolicyBundle? TryRead(ReadOnlyMemory<byte> archive)
    {
        var head = archive.Span.IndexOf("\n\n"u8);
        if (head < 0)
        {
            return archive.Span.SequenceEqual("\n"u8) ? new PolicyBundle([]) : null;
        }
        var files = new List<PolicyFile>();
        var rest = archive[(head + 2)..];
        foreach (var line in Encoding.UTF8.GetString(archive.Span[..head]).Split('\n'))
        {
            if (line.Split("  ", 3) is not [_, var size, var name]
                || !int.TryParse(size, NumberStyles.None, CultureInfo.InvariantCulture, out var length)
                || length > rest.Length)
            {
                return null;
            }
            files.Add(new PolicyFile(name, rest[..length]));
            rest = rest[length..];
        }
        var bundle = new PolicyBundle(files);
        return bundle.Archive.Span.SequenceEqual(archive.Span) ? bundle : null;
    }

    /// <summary>Returns the files below a folder of the bundle.</summary>
    /// <param name="folder">Such as <c>0/baseline/</c>, with the slash at its end.</param>
    /// <returns>The files, sorted by name.</returns>
    public ImmutableArray<PolicyFile> Below(string folder) => [.. Files.Where(f => f.Name.StartsWith(folder, StringComparison.Ordinal))];
}
