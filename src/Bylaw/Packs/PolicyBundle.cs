using System.Collections.Immutable;
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
/// The listing has a line <c>SHA256  NAME</c> for each file, sorted by name, as <c>sha256sum</c> writes it. Its own SHA-256 names the
/// bundle, so that listing and files can lie in a store by digest and be checked from the digest alone.
/// </remarks>
public sealed class PolicyBundle
{
    /// <summary>Makes a bundle.</summary>
    /// <param name="files">The files; no name twice.</param>
    public PolicyBundle(IEnumerable<PolicyFile> files)
    {
        Files = [.. files.OrderBy(f => f.Name, StringComparer.Ordinal)];
        Listing = Encoding.UTF8.GetBytes(string.Concat(Files.Select(f => $"{f.Sha256}  {f.Name}\n")));
        Digest = Convert.ToHexStringLower(SHA256.HashData(Listing.Span));
    }

    /// <summary>Gets the files, sorted by name.</summary>
    public ImmutableArray<PolicyFile> Files { get; }

    /// <summary>Gets the listing.</summary>
    public ReadOnlyMemory<byte> Listing { get; }

    /// <summary>Gets SHA-256 of the listing, 64 lower-case hexadecimal digits.</summary>
    public string Digest { get; }

    /// <summary>Reads a bundle back from where listing and files lie by digest.</summary>
    /// <param name="digest">The bundle's digest, 64 lower-case hexadecimal digits.</param>
    /// <param name="read">Returns the bytes of a digest; null when they are not there or were changed.</param>
    /// <param name="problem">What is missing.</param>
    /// <returns>The bundle; null when it is not whole.</returns>
    public static PolicyBundle? TryRead(string digest, Func<string, byte[]?> read, out string problem)
    {
        problem = "";
        if (read(digest) is not { } listing)
        {
            problem = $"the listing of policy bundle {digest} is not in the store";
            return null;
        }
        var files = new List<PolicyFile>();
        foreach (var line in Encoding.UTF8.GetString(listing).Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length < 67 || line[64..66] != "  " || read(line[..64]) is not { } content)
            {
                problem = line.Length < 67 ? $"the listing of policy bundle {digest} is malformed" : $"{line[66..]} of policy bundle {digest} is not in the store";
                return null;
            }
            files.Add(new PolicyFile(line[66..], content));
        }
        var bundle = new PolicyBundle(files);
        problem = bundle.Digest == digest ? "" : $"policy bundle {digest} does not have its digest";
        return bundle.Digest == digest ? bundle : null;
    }

    /// <summary>Returns the files below a folder of the bundle.</summary>
    /// <param name="folder">Such as <c>0/baseline/</c>, with the slash at its end.</param>
    /// <returns>The files, sorted by name.</returns>
    public ImmutableArray<PolicyFile> Below(string folder) => [.. Files.Where(f => f.Name.StartsWith(folder, StringComparison.Ordinal))];
}
