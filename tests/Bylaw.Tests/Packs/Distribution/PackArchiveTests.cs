using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Bylaw.Ledger.Dsse;
using Bylaw.Ledger.Notes;
using Bylaw.Packs;
using Bylaw.Packs.Distribution;

namespace Bylaw.Tests.Packs.Distribution;

public sealed class PackArchiveTests
{
    [Fact]
    public void The_same_folder_gives_the_same_bytes_and_reads_back()
    {
        var folder = Path.Combine(BuiltInPacks.Folder, "hiring-nyc");

        var archive = PackArchive.Build(folder);

        Assert.Equal(archive, PackArchive.Build(folder));
        Assert.Equal(PackArchive.DigestOf(PackArchive.ReadFolder(folder)), PackArchive.DigestOf(PackArchive.Read(archive)));
    }

    [Theory]
    [InlineData("../evil.rego", TarEntryType.RegularFile, "climbs out")]
    [InlineData("/etc/evil", TarEntryType.RegularFile, "climbs out")]
    [InlineData("link", TarEntryType.SymbolicLink, "is a link or a device")]
    public void An_archive_that_reaches_outside_is_refused(string name, TarEntryType type, string message)
    {
        using var bytes = new MemoryStream();
        using (var gzip = new GZipStream(bytes, CompressionMode.Compress, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Pax))
        {
            var entry = new PaxTarEntry(type, name);
            if (type == TarEntryType.SymbolicLink)
            {
                entry.LinkName = "/etc/passwd";
            }
            tar.WriteEntry(entry);
        }

        var error = Assert.Throws<FormatException>(() => PackArchive.Read(bytes.ToArray()));

        Assert.Contains(message, error.Message);
    }

    [Fact]
    public void What_is_no_archive_is_told()
    {
        var error = Assert.Throws<FormatException>(() => PackArchive.Read("nothing"u8.ToArray()));

        Assert.Contains("no gzipped tar", error.Message);
    }

    [Fact]
    public void A_signature_holds_for_these_contents_and_this_key_alone()
    {
        var pack = BuiltInPacks.Library.Packs["hiring-nyc"];
        using var key = SigningKey.Generate();
        using var other = SigningKey.Generate();
        var digest = new string('a', 64);
        var envelope = Encoding.UTF8.GetBytes(PackSignature.Sign(pack, digest, key));

        Assert.Null(PackSignature.Problem(envelope, digest, [PublicVerificationKey.FromEd25519(key.PublicKey)]));
        Assert.Contains("changed after it was signed", PackSignature.Problem(envelope, new string('b', 64), [PublicVerificationKey.FromEd25519(key.PublicKey)]));
        Assert.Contains("none of the trusted keys", PackSignature.Problem(envelope, digest, [PublicVerificationKey.FromEd25519(other.PublicKey)]));
        Assert.Contains("no key is trusted", PackSignature.Problem(envelope, digest, []));
        Assert.Contains("not JSON", PackSignature.Problem("nothing"u8.ToArray(), digest, []));
    }

    [Fact]
    public void A_pack_is_compared_control_by_control()
    {
        var folder = Directory.CreateTempSubdirectory("bylaw-pack").FullName;
        try
        {
            var files = PackArchive.ReadFolder(Path.Combine(BuiltInPacks.Folder, "hiring-nyc"));
            var rule = Encoding.UTF8.GetString(files["controls/FAI-004/control.rego"]).Replace("max_age_days, default: 365", "max_age_days, default: 180", StringComparison.Ordinal);
            var text = Encoding.UTF8.GetString(files["pack.yaml"]).Replace("SYS-001, ", "", StringComparison.Ordinal);
            PackArchive.Write(files.SetItem("controls/FAI-004/control.rego", Encoding.UTF8.GetBytes(rule)).SetItem("pack.yaml", Encoding.UTF8.GetBytes(text)), Path.Combine(folder, "packs", "hiring-nyc"));
            PackArchive.Write(PackArchive.ReadFolder(Path.Combine(BuiltInPacks.Folder, "lib")), Path.Combine(folder, "packs", "lib"));
            var after = PackLibrary.TryLoad([Path.Combine(folder, "packs")], out var problems, cancellationToken: TestContext.Current.CancellationToken);
            Assert.True(after is not null, string.Join('\n', problems));

            var differences = PackDiff.Compare(BuiltInPacks.Library, after, "hiring-nyc");

            Assert.Contains(differences, d => d is { Kind: "removed", What: "SYS-001", Direction: "looser" });
            Assert.Contains(differences, d => d is { What: "FAI-004", Detail: "parameter max_age_days: 365 → 180", Direction: "stricter" });
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
