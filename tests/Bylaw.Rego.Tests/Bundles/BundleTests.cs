using System.Formats.Tar;
using System.IO.Compression;
using System.Text;
using Bylaw.Rego.Bundles;
using Bylaw.Rego.Syntax;
using Bylaw.Testing;

namespace Bylaw.Rego.Tests.Bundles;

public sealed class BundleTests
{
    [Fact]
    public void Archive_holds_manifest_modules_and_data_at_its_folder()
    {
        var bundle = Read(
            ("/.manifest", """{"revision": "r1", "roots": ["a", "b/c"], "metadata": {"m": 1}, "rego_version": 0}"""),
            ("/a/data.json", """{"x": 1}"""),
            ("b/c/data.yaml", "y: [2]"),
            ("/a/p.rego", "package a.p\nq { true }"),
            ("/policy.wasm", "passed over"),
            ("/a/other.json", "passed over"));

        Assert.Equal("r1", bundle.Manifest.Revision);
        Assert.Equal(["a", "b/c"], bundle.Manifest.Roots);
        Assert.Equal("""{"m":1}""", bundle.Manifest.Metadata.ToJson());
        Assert.Equal("""{"a":{"x":1},"b":{"c":{"y":[2]}}}""", bundle.Data.ToJson());
        Assert.Equal(("/a/p.rego", "b.tar.gz:/a/p.rego", RegoVersion.V0), bundle.Modules.Select(m => (m.Path, m.Source.Name, m.Version!.Value)).Single());
        Assert.Equal(["/.manifest", "/a/data.json", "/a/p.rego", "/b/c/data.yaml"], bundle.Files.Select(f => f.Path));
    }

    [Theory]
    [InlineData("""{"roots": ["a"]}""", "/b/data.json", """{"x": 1}""", "do not cover the data at `/b`")]
    [InlineData("""{"roots": ["a/b"]}""", "/a/data.json", """{"b": 1, "c": 2}""", "do not cover the data at `/a/c`")]
    [InlineData("""{"roots": ["a"]}""", "/x.rego", "package ab", "do not cover the package `ab`")]
    [InlineData("""{"roots": ["a", "a-b", "a/b"]}""", "/x.rego", "package a", "the roots `a` and `a/b` overlap")]
    [InlineData("""{"roots": "a"}""", "/x.rego", "package a", "`roots` must be an array of strings")]
    [InlineData("{}", "/../data.json", "{}", "leads out of its folder")]
    [InlineData("{}", "/a/../../.manifest", "{}", "leads out of its folder")]
    [InlineData("{}", "/a/data.json", "[1]", "must be an object")]
    [InlineData("{}", "/patch.json", "{}", "patch.json")]
    [InlineData("{}", "/.manifest", "{}", "twice")]
    [InlineData("""{"rego_version": 7}""", "/x.rego", "package a", "must be 0 or 1")]
    public void Archive_is_refused_when_it_breaks_its_own_rules(string manifest, string path, string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => Read(("/.manifest", manifest), (path, text)));

        Assert.Contains(message, error.Message, StringComparison.Ordinal);
        Assert.StartsWith("b.tar.gz", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_two_files_give_differently_is_refused()
    {
        var error = Assert.Throws<FormatException>(() => Read(("/a/data.json", """{"x": 1}"""), ("/data.json", """{"a": {"x": 2}}""")));

        Assert.Contains("conflicts", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Limits_hold_for_entries_files_and_the_unpacked_whole()
    {
        var packed = Pack(("/data.json", "{}"), ("/policy.wasm", new string('x', 100_000)), ("/p.rego", "package p # long enough"));

        Assert.Contains("entries", Refuse(new BundleLimits { MaxEntries = 2 }), StringComparison.Ordinal);
        Assert.Contains("`/p.rego` is larger than 5 bytes", Refuse(new BundleLimits { MaxFileBytes = 5 }), StringComparison.Ordinal);
        Assert.Contains("larger than 50000 bytes when unpacked", Refuse(new BundleLimits { MaxTotalBytes = 50_000 }), StringComparison.Ordinal);

        string Refuse(BundleLimits limits) =>
            Assert.Throws<FormatException>(() => Bundle.ReadArchive("b", new MemoryStream(packed), limits: limits)).Message;
    }

    [Fact]
    public void Broken_bytes_are_refused_and_nothing_else_happens()
    {
        var packed = Pack(("/data.json", """{"a": "some text that does not repeat itself too soon"}"""), ("/p.rego", "package p"));
        for (var length = 0; length < packed.Length - 8; length++)
        {
            TryRead(packed[..length]);
        }
        var random = new Random(7);
        for (var i = 0; i < 3_000; i++)
        {
            byte[] changed = [.. packed];
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            TryRead(changed);
            TryRead(Gzip(Spoil(random, Gunzip(packed))));
        }
        Assert.Throws<FormatException>(() => Bundle.ReadArchive("b", new MemoryStream([])));
        Assert.Throws<FormatException>(() => Bundle.ReadArchive("b", new MemoryStream("{}"u8.ToArray())));
    }

    [Fact]
    public void Folder_reads_as_the_archive_of_its_files_does()
    {
        var folder = Directory.CreateTempSubdirectory("bylaw-bundle-");
        try
        {
            Directory.CreateDirectory(Path.Join(folder.FullName, "a", ".hidden"));
            File.WriteAllText(Path.Join(folder.FullName, ".manifest"), """{"roots": ["a"]}""");
            File.WriteAllText(Path.Join(folder.FullName, "a", "data.json"), """{"x": 1}""");
            File.WriteAllText(Path.Join(folder.FullName, "a", ".hidden", "data.json"), """{"y": 1}""");
            File.WriteAllText(Path.Join(folder.FullName, "a", "p.rego"), "package a");

            var bundle = Bundle.Read(folder.FullName);

            Assert.Equal(["/.manifest", "/a/data.json", "/a/p.rego"], bundle.Files.Select(f => f.Path));
            Assert.Equal("""{"a":{"x":1}}""", bundle.Data.ToJson());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Bundles_made_by_OPA_are_read()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.Require("rego-bench"), "bundle.tgz", SearchOption.AllDirectories))
        {
            var bundle = Bundle.Read(file);

            Assert.NotEmpty(bundle.Modules);
            Assert.True(RegoCompiler.Compile(bundle.Modules.Select(m => m.Source)).Succeeded, file);
        }
    }

    private static Bundle Read(params (string Path, string Text)[] files) => Bundle.ReadArchive("b.tar.gz", new MemoryStream(Pack(files)));

    private static void TryRead(byte[] bytes)
    {
        try
        {
            Bundle.ReadArchive("b", new MemoryStream(bytes));
        }
        catch (FormatException)
        {
            // The one way in which reading may fail.
        }
    }

    private static byte[] Pack(params (string Path, string Text)[] files)
    {
        using var bytes = new MemoryStream();
        using (var tar = new TarWriter(bytes, TarEntryFormat.Pax, leaveOpen: true))
        {
            foreach (var (path, text) in files)
            {
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, path) { DataStream = new MemoryStream(Encoding.UTF8.GetBytes(text)) });
            }
        }
        return Gzip(bytes.ToArray());
    }

    private static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    private static byte[] Gunzip(byte[] bytes)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        gzip.CopyTo(plain);
        return plain.ToArray();
    }

    private static byte[] Spoil(Random random, byte[] bytes)
    {
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }
        return bytes;
    }
}
