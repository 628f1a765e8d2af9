using System.Collections.Immutable;
using System.Formats.Tar;
using System.IO.Compression;
using System.Security.Cryptography;

namespace Bylaw.Packs.Distribution;

/// <summary>A pack as one file: a gzipped tar of its folder with the same bytes each time.</summary>
public static class PackArchive
{
    /// <summary>The most bytes that an archive may hold when it is unpacked: 64 MiB.</summary>
    public const long MaxBytes = 64L << 20;

    /// <summary>The most files that an archive may hold.</summary>
    public const int MaxFiles = 20_000;

    /// <summary>Packs a folder with a <c>pack.yaml</c>. Hidden files and archives beside it are left out; order, times and owners are fixed.</summary>
    /// <param name="folder">The pack's folder.</param>
    /// <returns>The archive's bytes.</returns>
    /// <exception cref="FormatException">The folder holds no pack, or too much.</exception>
    public static byte[] Build(string folder)
    {
        if (!File.Exists(Path.Combine(folder, "pack.yaml")))
        {
            throw new FormatException($"{folder} holds no pack.yaml");
        }
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true))
        {
            long total = 0;
            foreach (var name in Names(folder))
            {
                var bytes = File.ReadAllBytes(Path.Combine(folder, name));
                total += bytes.Length;
                if (total > MaxBytes)
                {
                    throw new FormatException($"{folder} holds more than {MaxBytes >> 20} MiB");
                }
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, name)
                {
                    DataStream = new MemoryStream(bytes),
                    ModificationTime = DateTimeOffset.UnixEpoch,
                    Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead,
                });
            }
        }
        var result = packed.ToArray();
        result[9] = 255; // The gzip head names the system that wrote it: nobody's.
        return result;
    }

    /// <summary>Reads an archive.</summary>
    /// <param name="archive">The bytes.</param>
    /// <returns>Contents by name, with forward slashes.</returns>
    /// <exception cref="FormatException">It is no archive, climbs out of its folder, holds links, or too much.</exception>
    public static ImmutableSortedDictionary<string, byte[]> Read(ReadOnlyMemory<byte> archive)
    {
        try
        {
            using var gzip = new GZipStream(new MemoryStream(archive.ToArray(), writable: false), CompressionMode.Decompress);
            return ReadTar(gzip, "");
        }
        catch (Exception error) when (error is InvalidDataException or EndOfStreamException or InvalidOperationException)
        {
            throw new FormatException($"it is no gzipped tar archive: {error.Message}");
        }
    }

    /// <summary>Reads a tar stream.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="below">Only names below this folder, which is cut off; empty for all.</param>
    /// <returns>Contents by name.</returns>
    /// <exception cref="FormatException">It climbs out of its folder, holds links, or too much.</exception>
    public static ImmutableSortedDictionary<string, byte[]> ReadTar(Stream stream, string below)
    {
        var files = ImmutableSortedDictionary.CreateBuilder<string, byte[]>(StringComparer.Ordinal);
        long total = 0;
        using var tar = new TarReader(stream);
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes)
            {
                continue;
            }
            var name = entry.Name.Replace('\\', '/');
            if (name.StartsWith("./", StringComparison.Ordinal))
            {
                name = name[2..];
            }
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile))
            {
                throw new FormatException($"{name} is a link or a device: a pack holds plain files");
            }
            if (name.Length == 0 || name.StartsWith('/') || name.Contains(':', StringComparison.Ordinal) || name.Split('/').Contains(".."))
            {
                throw new FormatException($"{name} climbs out of the pack's folder");
            }
            total += entry.Length;
            if (total > MaxBytes || files.Count >= MaxFiles)
            {
                throw new FormatException($"it holds more than {MaxBytes >> 20} MiB or {MaxFiles} files");
            }
            if (below.Length > 0 && !name.StartsWith(below + "/", StringComparison.Ordinal))
            {
                continue;
            }
            var bytes = new byte[entry.Length];
            entry.DataStream?.ReadExactly(bytes);
            files[below.Length > 0 ? name[(below.Length + 1)..] : name] = bytes;
        }
        return files.ToImmutable();
    }

    /// <summary>Writes the files of a pack into a folder, which is made anew.</summary>
    /// <param name="files">Contents by name.</param>
    /// <param name="folder">The folder.</param>
    public static void Write(ImmutableSortedDictionary<string, byte[]> files, string folder)
    {
        ArgumentNullException.ThrowIfNull(files);
        var fresh = folder + ".new";
        if (Directory.Exists(fresh))
        {
            Directory.Delete(fresh, recursive: true);
        }
        foreach (var (name, bytes) in files)
        {
            var path = Path.Combine(fresh, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(path, bytes);
        }
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
        Directory.Move(fresh, folder);
    }

    /// <summary>Computes the digest of contents: what a lock file holds, whatever way the pack came.</summary>
    /// <param name="files">Contents by name.</param>
    /// <returns>64 lower-case hexadecimal digits: SHA-256 over names and SHA-256 of contents, in order of names.</returns>
    public static string DigestOf(ImmutableSortedDictionary<string, byte[]> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (name, bytes) in files)
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name + "\0"));
            hash.AppendData(SHA256.HashData(bytes));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    /// <summary>Reads the files of a pack's folder as an archive would hold them.</summary>
    /// <param name="folder">The folder.</param>
    /// <returns>Contents by name.</returns>
    public static ImmutableSortedDictionary<string, byte[]> ReadFolder(string folder) =>
        Names(folder).ToImmutableSortedDictionary(n => n, n => File.ReadAllBytes(Path.Combine(folder, n)), StringComparer.Ordinal);

    private static IEnumerable<string> Names(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Select(f => Path.GetRelativePath(folder, f).Replace('\\', '/'))
            .Where(n => !n.Split('/').Any(p => p.StartsWith('.')) && !n.EndsWith(".tar.gz", StringComparison.Ordinal) && !n.EndsWith(".sig.json", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal);
}
