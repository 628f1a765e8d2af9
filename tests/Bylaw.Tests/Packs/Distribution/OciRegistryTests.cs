using Bylaw.Packs.Distribution;

namespace Bylaw.Tests.Packs.Distribution;

public sealed class OciRegistryTests
{
    private static readonly Dictionary<string, string> _notes = new() { ["org.opencontainers.image.title"] = "p" };

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_was_pushed_comes_back_with_its_signature(bool asksForToken)
    {
        using var registry = new FakeRegistry(asksForToken);
        using var http = new HttpClient();
        var client = new OciRegistry(http);
        var reference = At(registry, "team/p:1");

        var digest = await client.PushAsync(reference, [1, 2, 3], [4], _notes, TestContext.Current.CancellationToken);
        var pack = await client.PullAsync(reference, TestContext.Current.CancellationToken);

        Assert.Equal([1, 2, 3], pack.Archive);
        Assert.Equal([4], pack.Signature!);
        Assert.Equal(digest, pack.ManifestDigest);
    }

    [Fact]
    public async Task A_digest_names_what_was_pushed_even_after_the_tag_moved()
    {
        using var registry = new FakeRegistry();
        using var http = new HttpClient();
        var client = new OciRegistry(http);
        var digest = await client.PushAsync(At(registry, "team/p:1"), [1], null, _notes, TestContext.Current.CancellationToken);
        await client.PushAsync(At(registry, "team/p:1"), [2], null, _notes, TestContext.Current.CancellationToken);

        var pack = await client.PullAsync(At(registry, $"team/p@{digest}"), TestContext.Current.CancellationToken);

        Assert.Equal([1], pack.Archive);
        Assert.Null(pack.Signature);
    }

    [Fact]
    public async Task A_part_that_was_changed_in_the_registry_is_refused()
    {
        using var registry = new FakeRegistry();
        using var http = new HttpClient();
        var client = new OciRegistry(http);
        await client.PushAsync(At(registry, "team/p:1"), [1, 2, 3], null, _notes, TestContext.Current.CancellationToken);
        var archive = registry.Blobs.Single(b => b.Value.Length == 3).Key;
        registry.Blobs[archive] = [9, 9, 9];

        var error = await Assert.ThrowsAsync<OciException>(() => client.PullAsync(At(registry, "team/p:1"), TestContext.Current.CancellationToken));

        Assert.Contains("is not what its digest", error.Message);
    }

    [Fact]
    public async Task What_is_not_there_is_told_by_name()
    {
        using var registry = new FakeRegistry();
        using var http = new HttpClient();

        var error = await Assert.ThrowsAsync<OciException>(() => new OciRegistry(http).PullAsync(At(registry, "team/none:1"), TestContext.Current.CancellationToken));

        Assert.Contains("team/none:1", error.Message);
        Assert.Contains("there is no such pack", error.Message);
    }

    [Theory]
    [InlineData("registry.example/team/p:1.0", "registry.example", "team/p", "1.0")]
    [InlineData("oci://localhost:5000/p", "localhost:5000", "p", "latest")]
    public void A_reference_is_read(string text, string host, string repository, string tag)
    {
        Assert.True(OciReference.TryParse(text, out var reference));

        Assert.Equal(new OciReference(host, repository, tag), reference);
    }

    [Theory]
    [InlineData("p:1")]
    [InlineData("registry.example/Team/p:1")]
    [InlineData("registry.example/team/p@sha256:12")]
    [InlineData("https://registry.example/team/p")]
    public void What_is_no_reference_is_refused(string text)
    {
        Assert.False(OciReference.TryParse(text, out _));
    }

    private static OciReference At(FakeRegistry registry, string name) =>
        OciReference.TryParse($"127.0.0.1:{registry.Port}/{name}", out var reference) ? reference : throw new InvalidOperationException(name);
}
