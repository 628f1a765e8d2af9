using System.Text.Json.Nodes;
using Bylaw.Packs.Distribution;

namespace Bylaw.Tests.Packs.Distribution;

public sealed class PackSourceTests
{
    [Fact]
    public void Sources_are_read_in_their_order()
    {
        var sources = PackSource.Read(JsonNode.Parse("""
            [{"path": "../ours"}, {"oci": "registry.example/team/p:1", "key": "a.pem"}, {"git": "https://git.example/p", "ref": "v1", "folder": "packs/p/"}]
            """));

        Assert.Equal(["path:../ours", "oci:registry.example/team/p:1", "git:https://git.example/p@v1:packs/p"], sources.Select(s => s.Text));
        Assert.Equal(["a.pem"], sources[1].Keys);
    }

    [Theory]
    [InlineData("""{"path": "x"}""", "must be a list")]
    [InlineData("""["x"]""", "must be a mapping")]
    [InlineData("""[{"path": "x", "oci": "y"}]""", "exactly one of path, bundle, oci, git")]
    [InlineData("""[{"key": "x"}]""", "exactly one of")]
    [InlineData("""[{"pth": "x"}]""", "unknown key `pth`")]
    [InlineData("""[{"oci": "p"}]""", "`p` is no reference")]
    [InlineData("""[{"git": "https://git.example/p"}]""", "`ref` is missing")]
    public void A_source_that_is_not_understood_is_refused_with_its_place(string text, string message)
    {
        var error = Assert.Throws<FormatException>(() => PackSource.Read(JsonNode.Parse(text)));

        Assert.Contains(message, error.Message);
        Assert.Contains("system.packs.sources", error.Message);
    }

    [Fact]
    public void A_lock_is_written_and_read_and_holds_one_entry_a_source()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("bylaw-lock").FullName, PackLock.FileName);
        try
        {
            new PackLock().With(new("p", "path:x", "", "1", "")).With(new("p", "path:x", "", "2", "k")).Write(path);

            var read = PackLock.Read(path);

            Assert.Equal([new LockedPack("p", "path:x", "", "2", "k")], read.Packs);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }

    [Fact]
    public void A_lock_that_is_broken_says_how_to_mend_it()
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("bylaw-lock").FullName, PackLock.FileName);
        try
        {
            File.WriteAllText(path, "nothing");

            var error = Assert.Throws<FormatException>(() => PackLock.Read(path));

            Assert.Contains("bylaw pack pull", error.Message);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(path)!, recursive: true);
        }
    }
}
