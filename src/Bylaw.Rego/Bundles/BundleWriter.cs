using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Bylaw.Rego.Bundles.Signatures;
using Bylaw.Rego.Syntax;
using Bylaw.Rego.Values;

namespace Bylaw.Rego.Bundles;

/// <summary>Packs bundles; the same bundle gives the same bytes.</summary>
public static class BundleWriter
{
    /// <summary>Writes a <c>tar.gz</c> bundle: one data file at its top, the modules at their paths, and the manifest.</summary>
    /// <param name="bundle">What to pack.</param>
    /// <param name="revision">The revision to state; null for that of the bundle.</param>
    /// <param name="version">The language version of modules for which the bundle states none.</param>
    /// <param name="stream">Where to write.</param>
    /// <param name="signing">The key to sign with; null not to sign.</param>
    /// <exception cref="FormatException">The key does not fit the algorithm.</exception>
    public static void Write(Bundle bundle, string? revision, RegoVersion version, Stream stream, BundleSigning? signing = null)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var files = new List<BundleFile> { File("/data.json", bundle.Data.ToJson() + "\n") };
        files.AddRange(bundle.Modules.Select(m => File(m.Path, m.Source.Text)));
        files.Add(File(BundlePaths.Manifest, DescribeManifest(bundle, revision, version).ToJson() + "\n"));
        if (signing is not null)
        {
            files.Add(File(BundleSignatures.FilePath, BundleSignatures.Sign(files, signing).ToJson() + "\n"));
        }
        using var gzip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true);
        // The GNU form keeps long names without writing a process id into the archive, as the PAX form does.
        using var tar = new TarWriter(gzip, TarEntryFormat.Gnu, leaveOpen: true);
        foreach (var file in files)
        {
            Add(tar, file);
        }
    }

    /// <summary>Makes the manifest that a bundle is packed with.</summary>
    /// <param name="bundle">The bundle.</param>
    /// <param name="revision">The revision to state; null for that of the bundle.</param>
    /// <param name="version">The language version of modules for which the bundle states none.</param>
    /// <returns>An object as it stands in <c>.manifest</c>.</returns>
    public static RegoValue DescribeManifest(Bundle bundle, string? revision, RegoVersion version)
    {
        ArgumentNullException.ThrowIfNull(bundle);
        var fields = new ObjectBuilder();
        fields.Set("revision", revision ?? bundle.Manifest.Revision);
        fields.Set("roots", RegoArray.Create([.. bundle.Manifest.Roots.Select(r => (RegoValue)r)]));
        if (bundle.Manifest.Metadata.IsDefined)
        {
            fields.Set("metadata", bundle.Manifest.Metadata);
        }
        var main = bundle.Manifest.Version ?? version;
        fields.Set("rego_version", Number(main));
        var others = bundle.Modules.Where(m => (m.Version ?? main) != main).ToArray();
        if (others.Length > 0)
        {
            fields.Set("file_rego_versions", RegoObject.Create([.. others.Select(m => ((RegoValue)m.Path, Number(m.Version ?? main)))]));
        }
        return fields.Build();
    }

    private static RegoValue Number(RegoVersion version) => version == RegoVersion.V0 ? 0 : 1;

    private static BundleFile File(string path, string text) => new(path, Encoding.UTF8.GetBytes(text));

    private static void Add(TarWriter tar, BundleFile file) =>
        tar.WriteEntry(new GnuTarEntry(TarEntryType.RegularFile, file.Path)
        {
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            ModificationTime = DateTimeOffset.UnixEpoch,
            AccessTime = DateTimeOffset.UnixEpoch,
            ChangeTime = DateTimeOffset.UnixEpoch,
            DataStream = new MemoryStream(file.Contents.ToArray()),
        });
}
