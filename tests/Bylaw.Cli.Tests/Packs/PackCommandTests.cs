using Bylaw.Cli.Tests.Rego;

namespace Bylaw.Cli.Tests.Packs;

/// <summary>The commands of <c>bylaw pack</c> as a user runs them.</summary>
[Collection("console")]
public sealed class PackCommandTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("bylaw-pack-");

    private string Pack => Path.Combine(_folder.FullName, "our-rules");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task A_new_pack_passes_its_own_tests_and_every_change_to_its_rule_is_noticed()
    {
        await Run("pack", "init", Pack, "--control", "OUR-001");

        var test = await Run("pack", "test", Pack, "--min-score", "1");

        Assert.Equal(0, test.Code);
        Assert.Contains("6 of 6 tests pass, 2 of 2 examples", test.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_rule_fails_its_tests_with_file_and_line()
    {
        await Run("pack", "init", Pack);
        var rule = Path.Combine(Pack, "controls", "OUR-001", "control.rego");
        File.WriteAllText(rule, File.ReadAllText(rule).Replace("not _is_kept", "_is_kept", StringComparison.Ordinal));

        var test = await Run("pack", "test", Pack);

        Assert.Equal(1, test.Code);
        Assert.Contains("control_test.rego:", test.Output, StringComparison.Ordinal);
        Assert.Contains("mend the tests first", test.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_signature_holds_until_the_pack_is_changed()
    {
        await Run("pack", "init", Pack);
        var key = Path.Combine(_folder.FullName, "team.pub.pem");
        var keys = Path.Combine(_folder.FullName, "keys");
        await Run("pack", "sign", Pack, "--as", "team", "--keys", keys, "--create-key", "--public-key", key);

        var good = await Run("pack", "verify", Pack, "--key", key);
        File.AppendAllText(Path.Combine(Pack, "controls", "OUR-001", "control.rego"), "\n");
        var changed = await Run("pack", "verify", Pack, "--key", key);

        Assert.Equal(0, good.Code);
        Assert.Equal(2, changed.Code);
        Assert.Contains("the pack was changed after it was signed", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_check_uses_a_locked_pack_and_stops_when_it_was_changed()
    {
        await Run("pack", "init", Pack);
        File.WriteAllText(Path.Combine(_folder.FullName, "governance.yaml"), "governance: 1\nsystem:\n  id: s\n  packs:\n    enabled: [our-rules]\n    sources:\n      - {path: our-rules}\n");

        var unlocked = await Run("check", _folder.FullName);
        var pull = await Run("pack", "pull", "--root", _folder.FullName);
        var locked = await Run("check", _folder.FullName);
        File.AppendAllText(Path.Combine(Pack, "pack.yaml"), "x_note: changed\n");
        var changed = await Run("check", _folder.FullName);

        Assert.Equal((2, 0, 0, 2), (unlocked.Code, pull.Code, locked.Code, changed.Code));
        Assert.Contains("is not in bylaw.lock", unlocked.Error, StringComparison.Ordinal);
        Assert.Contains("is not what was locked", changed.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_without_the_signature_that_is_asked_for_is_refused()
    {
        await Run("pack", "init", Pack);
        var archive = Path.Combine(_folder.FullName, "p.tar.gz");
        await Run("pack", "build", Pack, "--out", archive);
        var key = Path.Combine(_folder.FullName, "other.pub.pem");
        await Run("pack", "sign", Pack, "--as", "other", "--keys", Path.Combine(_folder.FullName, "keys"), "--create-key", "--public-key", key);

        var pull = await Run("pack", "pull", archive, "--root", _folder.FullName, "--key", key);

        Assert.Equal(2, pull.Code);
        Assert.Contains("is not signed", pull.Error, StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.FullName, "bylaw.lock")));
    }

    [Fact]
    public async Task Two_versions_are_compared()
    {
        await Run("pack", "init", Pack);
        var archive = Path.Combine(_folder.FullName, "old.tar.gz");
        await Run("pack", "build", Pack, "--out", archive);
        var rule = Path.Combine(Pack, "controls", "OUR-001", "control.rego");
        File.WriteAllText(rule, File.ReadAllText(rule).Replace("default: 365", "default: 90", StringComparison.Ordinal));

        var diff = await Run("pack", "diff", archive, Pack);
        var same = await Run("pack", "diff", Pack, Pack);

        Assert.Equal((1, 0), (diff.Code, same.Code));
        Assert.Contains("OUR-001   [stricter] parameter max_age_days: 365 → 90", diff.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pack", "show", "nonsense", "there is no pack `nonsense`")]
    [InlineData("pack", "crosswalk", "baseline", "names no framework")]
    [InlineData("pack", "pull", "nonsense", "is neither oci://")]
    [InlineData("pack", "push", "baseline", "is no reference")]
    public async Task What_cannot_be_done_is_told_in_one_line(string command, string verb, string name, string message)
    {
        var run = verb == "push" ? await Run(command, verb, name, "nowhere") : await Run(command, verb, name);

        Assert.Equal(2, run.Code);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crosswalk_names_what_supports_a_point_and_what_is_left()
    {
        var run = await Run("pack", "crosswalk", "nist-ai-rmf");

        Assert.Equal(0, run.Code);
        Assert.Contains("MEASURE 2.11", run.Output, StringComparison.Ordinal);
        Assert.Contains("Supports, never satisfies", run.Output, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Output, string Error)> Run(params string[] args) => RegoTextCommandTests.Run(args);
}
