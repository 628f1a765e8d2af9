using System.Diagnostics;
using System.Text.Json.Nodes;
using Bylaw.Collectors.Tests.Models;
using LibGit2Sharp;

namespace Bylaw.Collectors.Tests.Approvals;

/// <summary>Commits signed by GnuPG itself, verified without it.</summary>
public sealed class OpenPgpTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _home = Directory.CreateTempSubdirectory("gpg-").FullName;

    public void Dispose()
    {
        if (File.Exists("/usr/bin/gpgconf"))
        {
            Run("gpgconf", "--kill", "all");
        }
        _folder.Dispose();
        Directory.Delete(_home, true);
    }

    [Theory]
    [InlineData("ed25519")]
    [InlineData("rsa2048")]
    [InlineData("nistp256")]
    public async Task A_commit_is_verified_by_the_committers_own_key(string algorithm)
    {
        Key("Ann Kim <a.kim@bank.example>", algorithm);
        Key("Bo Lee <b.lee@bank.example>", algorithm);
        Commit("a.kim@bank.example", "a.kim@bank.example");

        Assert.Equal("verified", await StandingAsync());
        Export("b.lee@bank.example");
        Assert.Equal("unverified", await StandingAsync());
    }

    [Fact]
    public async Task A_key_of_somebody_else_verifies_nothing()
    {
        Key("Bo Lee <b.lee@bank.example>", "ed25519");
        Commit("a.kim@bank.example", "b.lee@bank.example");

        Assert.Equal("unverified", await StandingAsync());
    }

    [Fact]
    public async Task A_subkey_for_signing_counts_until_it_is_revoked_with_its_key()
    {
        Key("Ann Kim <a.kim@bank.example>", "ed25519");
        var fingerprint = Run("gpg", "--batch", "--with-colons", "--list-keys", "a.kim@bank.example").Split('\n').First(l => l.StartsWith("fpr:", StringComparison.Ordinal)).Split(':')[9];
        Run("gpg", "--batch", "--passphrase", "", "--quick-add-key", fingerprint, "ed25519", "sign", "1y");
        Commit("a.kim@bank.example", "a.kim@bank.example");
        Assert.Equal("verified", await StandingAsync());

        var revocation = Path.Combine(_home, "openpgp-revocs.d", fingerprint + ".rev");
        File.WriteAllText(revocation, File.ReadAllText(revocation).Replace(":-----BEGIN", "-----BEGIN", StringComparison.Ordinal));
        Run("gpg", "--batch", "--import", revocation);
        Export("a.kim@bank.example");
        Assert.Equal("unverified", await StandingAsync());
    }

    [Fact]
    public async Task A_commit_whose_text_was_changed_under_its_signature_is_unverified()
    {
        Key("Ann Kim <a.kim@bank.example>", "ed25519");
        Commit("a.kim@bank.example", "a.kim@bank.example");
        var forged = Run("git", "cat-file", "commit", "HEAD").Replace("a change", "another", StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(_home, "forged"), forged);
        Run("git", "update-ref", "HEAD", Run("git", "hash-object", "-t", "commit", "-w", Path.Combine(_home, "forged")).Trim());

        Assert.Equal("unverified", await StandingAsync());
    }

    [Theory]
    [InlineData("no key in here\n", "no armoured OpenPGP key")]
    [InlineData("-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nAAAA\n-----END PGP PUBLIC KEY BLOCK-----\n", "is no OpenPGP key")]
    [InlineData(null, "is not there")]
    public async Task A_keyring_that_holds_no_key_is_a_gap(string? text, string said)
    {
        Repository.Init(_folder.Path);
        if (text is not null)
        {
            _folder.Write("keys.asc", text);
        }

        var gaps = (await Collecting.RunAsync(_folder, "repository", new JsonObject { ["commit_keyring"] = "keys.asc" })).Gaps;

        Assert.Contains(gaps, g => g.Field == "pipeline.x_commit_signature" && g.Message.Contains(said, StringComparison.Ordinal));
    }

    private void Key(string person, string algorithm)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/gpg"), "GnuPG is not installed");
        Run("gpg", "--batch", "--pinentry-mode", "loopback", "--passphrase", "", "--quick-gen-key", person, algorithm, "sign", "1y");
    }

    private void Commit(string committer, string key)
    {
        _folder.Write("governance.yaml", "a: 1\n");
        Run("git", "init", "-q", ".");
        Run("git", "add", ".");
        Run("git", "-c", "user.name=Somebody", "-c", $"user.email={committer}", "-c", $"user.signingkey={key}", "-c", "gpg.format=openpgp", "commit", "-q", "-S", "-m", "a change");
        Export(key);
    }

    private void Export(string key) => _folder.Write("keys.asc", Run("gpg", "--armor", "--export", key));

    private async Task<string> StandingAsync() =>
        Assert.Single((await Collecting.RunAsync(_folder, "repository", new JsonObject { ["commit_keyring"] = "keys.asc" })).Documents).Spec["x_commit_signature"]!.ToString();

    private string Run(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words) { WorkingDirectory = _folder.Path, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["GNUPGHOME"] = _home;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{program} {string.Join(' ', words)}: {error.Result}");
        return output;
    }
}
