using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Bylaw.Ledger.Attesting;
using Bylaw.Ledger.Hosting;
using Bylaw.Ledger.Writing;
using Bylaw.Testing;

namespace Bylaw.Ledger.Tests;

/// <summary>Programs that nobody here wrote must agree on our log, and disagree when it is changed.</summary>
public sealed class StrangerTests : IDisposable
{
    private const string GoPath = "/usr/share/gocode";
    private readonly string _folder = Directory.CreateTempSubdirectory("ledger-stranger-").FullName;

    private static string Sources => Path.Combine(SharedData.RepositoryRoot, "tests", "Bylaw.Ledger.Tests", "Strangers");

    [Fact]
    public async Task Gos_tile_log_packages_agree_on_our_log_and_refuse_a_changed_one()
    {
        Assert.SkipUnless(Directory.Exists(Path.Combine(GoPath, "src/golang.org/x/mod/sumdb")), "golang-golang-x-mod-dev is not installed");
        var home = Create(bundles: true);
        await using (var session = home.OpenSession("test", TimeProvider.System))
        {
            await Task.WhenAll(Enumerable.Range(0, 700).Select(i =>
                session.Writer.AppendAsync(Encoding.UTF8.GetBytes($"entry {i}"), AckLevel.Durable, TestContext.Current.CancellationToken)));
        }
        var program = Path.Combine(_folder, "tilecheck");
        var built = await RunAsync("go", ["build", "-o", program, Path.Combine(Sources, "tilecheck", "main.go")], ("GO111MODULE", "off"), ("GOPATH", GoPath), ("GOCACHE", Path.Combine(_folder, "cache")), ("GOFLAGS", ""));
        Assert.True(built.Code == 0, built.Output);

        var good = await RunAsync(program, [home.Settings.Keys[0], home.Folder.Root]);
        Assert.True(good.Code == 0, good.Output);
        Assert.Contains("agreed on 700 entries", good.Output, StringComparison.Ordinal);

        // Without bundles beside the segments, what is exported is the same tile log.
        home.SaveSettings(home.Settings with { EntryBundles = false });
        Directory.Delete(Path.Combine(home.Folder.Root, "tile/entries"), true);
        var exported = Path.Combine(_folder, "exported");
        home.WriteTiles(exported, home.ReadCheckpoint(out var note));
        await File.WriteAllTextAsync(Path.Combine(exported, "checkpoint"), note, TestContext.Current.CancellationToken);
        var again = await RunAsync(program, [home.Settings.Keys[0], exported]);
        Assert.True(again.Code == 0, again.Output);

        var bundle = Path.Combine(exported, "tile/entries/001");
        var bytes = await File.ReadAllBytesAsync(bundle, TestContext.Current.CancellationToken);
        bytes[9] ^= 1;
        await File.WriteAllBytesAsync(bundle, bytes, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, (await RunAsync(program, [home.Settings.Keys[0], exported])).Code);
    }

    [Fact]
    public async Task Sigstores_own_verifier_agrees_on_our_attestation_and_refuses_a_changed_one()
    {
        const string modules = "/usr/lib/node_modules/npm/node_modules";
        Assert.SkipUnless(Directory.Exists(Path.Combine(modules, "@sigstore/verify")), "npm with @sigstore/verify is not installed");
        var home = Create();
        var digest = Convert.ToHexStringLower(SHA256.HashData("model"u8));
        string bundle;
        await using (var session = home.OpenSession("test", TimeProvider.System))
        {
            await session.Writer.AppendAsync("something before"u8.ToArray(), AckLevel.Durable, TestContext.Current.CancellationToken);
            var statement = AttestationStatement.OfSummary(
                [new AttestationSubject("model", digest)], true, "urn:policy", digest, "https://test.example", "urn:model", ["FAIR-1"], [], DateTimeOffset.UnixEpoch);
            bundle = (await Attestor.AttestAsync(home, session, statement, TestContext.Current.CancellationToken)).Bundle.ToJsonString();
        }
        var rootFile = Path.Combine(_folder, "root.json");
        await File.WriteAllTextAsync(rootFile, Attestor.TrustedRoot(home.Settings).ToJsonString(), TestContext.Current.CancellationToken);
        var requirement = new AttestationRequirement { SubjectSha256 = digest, Levels = ["FAIR-1"] };
        Assert.True(AttestationVerifier.TryVerify(Encoding.UTF8.GetBytes(bundle), home.Settings, requirement, out var problem), problem);

        var good = await VerifyAsync(bundle);
        Assert.True(good.Code == 0, good.Output);

        // A character in the middle of each base64 part: payload, signature, log entry, proof, checkpoint.
        foreach (var part in new[] { "\"payload\":\"", "\"sig\":\"", "\"canonicalizedBody\":\"", "\"hashes\":[\"", "\"rootHash\":\"" })
        {
            var at = bundle.IndexOf(part, StringComparison.Ordinal) + part.Length + 8;
            var changed = string.Concat(bundle.AsSpan(0, at), bundle[at] == 'A' ? "B" : "A", bundle.AsSpan(at + 1));
            Assert.False(AttestationVerifier.TryVerify(Encoding.UTF8.GetBytes(changed), home.Settings, requirement, out _), part);
            if (part != "\"rootHash\":\"")
            {
                // That verifier reads the root from the checkpoint alone, so a changed copy of it beside is nothing to it.
                Assert.NotEqual(0, (await VerifyAsync(changed)).Code);
            }
        }

        async Task<(int Code, string Output)> VerifyAsync(string json)
        {
            var file = Path.Combine(_folder, "bundle.json");
            await File.WriteAllTextAsync(file, json);
            return await RunAsync("node", [Path.Combine(Sources, "verify.cjs"), modules, file, rootFile]);
        }
    }

    public void Dispose() => Directory.Delete(_folder, true);

    private LedgerHome Create(bool bundles = false) => LedgerHome.Create(
        Path.Combine(_folder, "log"), new KeyFolder(Path.Combine(_folder, "keys")), new LedgerSettings { Origin = "test.example/log", Keys = [], EntryBundles = bundles });

    private static async Task<(int Code, string Output)> RunAsync(string program, string[] arguments, params (string Name, string Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, await output + await error);
    }
}
